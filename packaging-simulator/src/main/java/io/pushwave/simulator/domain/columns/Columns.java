package io.pushwave.simulator.domain.columns;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table in a snapshot: their length, then their values, big-endian.
 *
 * <p>Every class with state has {@code save(DataOutput)} and {@code load(DataInput, …)}, which write and read the same
 * columns in the same order. Memory grows with what is really read, so a length that lies ends in an {@link IOException}.
 */
public final class Columns {
    /** Values that are converted at once. */
    private static final int CHUNK = 16 * 1024;

    private static final byte NOTHING = -1;

    private Columns() {}

    /** Names what follows, so that a reader that has lost its place says where. */
    public static void section(DataOutput out, String name) throws IOException {
        out.writeUTF(name);
    }

    /**
     * Reads the name of what follows.
     *
     * @throws IOException if it is another one
     */
    public static void expectSection(DataInput in, String name) throws IOException {
        var found = in.readUTF();
        if (!found.equals(name)) {
            throw new IOException("'" + name + "' was expected, but '" + found + "' is there");
        }
    }

    /** Writes the first {@code size} values. */
    public static void writeBytes(DataOutput out, byte[] values, int size) throws IOException {
        out.writeInt(size);
        out.write(values, 0, size);
    }

    public static byte[] readBytes(DataInput in) throws IOException {
        int size = length(in);
        var values = new byte[Math.min(size, CHUNK)];
        for (int read = 0; read < size; ) {
            if (read == values.length) {
                values = Arrays.copyOf(values, grown(read, size));
            }
            in.readFully(values, read, values.length - read);
            read = values.length;
        }
        return values;
    }

    /** Writes the first {@code size} values. */
    public static void writeBooleans(DataOutput out, boolean[] values, int size) throws IOException {
        var bytes = new byte[size];
        for (int row = 0; row < size; row++) {
            bytes[row] = (byte) (values[row] ? 1 : 0);
        }
        writeBytes(out, bytes, size);
    }

    public static boolean[] readBooleans(DataInput in) throws IOException {
        var bytes = readBytes(in);
        var values = new boolean[bytes.length];
        for (int row = 0; row < bytes.length; row++) {
            values[row] = bytes[row] != 0;
        }
        return values;
    }

    /** Writes the first {@code size} values. */
    public static void writeShorts(DataOutput out, short[] values, int size) throws IOException {
        out.writeInt(size);
        var chunk = ByteBuffer.allocate(Short.BYTES * CHUNK);
        for (int from = 0; from < size; from += CHUNK) {
            int count = Math.min(CHUNK, size - from);
            chunk.asShortBuffer().put(values, from, count);
            out.write(chunk.array(), 0, count * Short.BYTES);
        }
    }

    public static short[] readShorts(DataInput in) throws IOException {
        int size = length(in);
        var values = new short[Math.min(size, CHUNK)];
        var chunk = ByteBuffer.allocate(Short.BYTES * CHUNK);
        for (int read = 0; read < size; ) {
            if (read == values.length) {
                values = Arrays.copyOf(values, grown(read, size));
            }
            int count = Math.min(CHUNK, values.length - read);
            in.readFully(chunk.array(), 0, count * Short.BYTES);
            chunk.asShortBuffer().get(values, read, count);
            read += count;
        }
        return values;
    }

    /** Writes the first {@code size} values. */
    public static void writeInts(DataOutput out, int[] values, int size) throws IOException {
        out.writeInt(size);
        var chunk = ByteBuffer.allocate(Integer.BYTES * CHUNK);
        for (int from = 0; from < size; from += CHUNK) {
            int count = Math.min(CHUNK, size - from);
            chunk.asIntBuffer().put(values, from, count);
            out.write(chunk.array(), 0, count * Integer.BYTES);
        }
    }

    public static int[] readInts(DataInput in) throws IOException {
        int size = length(in);
        var values = new int[Math.min(size, CHUNK)];
        var chunk = ByteBuffer.allocate(Integer.BYTES * CHUNK);
        for (int read = 0; read < size; ) {
            if (read == values.length) {
                values = Arrays.copyOf(values, grown(read, size));
            }
            int count = Math.min(CHUNK, values.length - read);
            in.readFully(chunk.array(), 0, count * Integer.BYTES);
            chunk.asIntBuffer().get(values, read, count);
            read += count;
        }
        return values;
    }

    /** Writes the first {@code size} values. */
    public static void writeLongs(DataOutput out, long[] values, int size) throws IOException {
        out.writeInt(size);
        var chunk = ByteBuffer.allocate(Long.BYTES * CHUNK);
        for (int from = 0; from < size; from += CHUNK) {
            int count = Math.min(CHUNK, size - from);
            chunk.asLongBuffer().put(values, from, count);
            out.write(chunk.array(), 0, count * Long.BYTES);
        }
    }

    public static long[] readLongs(DataInput in) throws IOException {
        int size = length(in);
        var values = new long[Math.min(size, CHUNK)];
        var chunk = ByteBuffer.allocate(Long.BYTES * CHUNK);
        for (int read = 0; read < size; ) {
            if (read == values.length) {
                values = Arrays.copyOf(values, grown(read, size));
            }
            int count = Math.min(CHUNK, values.length - read);
            in.readFully(chunk.array(), 0, count * Long.BYTES);
            chunk.asLongBuffer().get(values, read, count);
            read += count;
        }
        return values;
    }

    /** Writes the first {@code size} values of an enum, any of which may be {@code null}: its names, then their numbers. */
    public static <E extends Enum<E>> void writeEnums(DataOutput out, Class<E> type, @Nullable E[] values, int size)
            throws IOException {
        var numbers = new EnumMap<E, Byte>(type);
        out.writeInt(type.getEnumConstants().length);
        for (var constant : type.getEnumConstants()) {
            numbers.put(constant, (byte) numbers.size());
            out.writeUTF(constant.name());
        }
        var bytes = new byte[size];
        for (int row = 0; row < size; row++) {
            var value = values[row];
            bytes[row] = value == null ? NOTHING : numbers.getOrDefault(value, NOTHING);
        }
        writeBytes(out, bytes, size);
    }

    /**
     * Reads values of an enum.
     *
     * @param into filled from its start, untouched where {@code null} was written
     * @throws IOException if there is no such value, or there are more than {@code into} holds
     */
    public static <E extends Enum<E>> void readEnums(DataInput in, Class<E> type, @Nullable E[] into)
            throws IOException {
        var constants = new ArrayList<E>();
        for (int left = length(in); left > 0; left--) {
            constants.add(readEnum(in, type));
        }
        var bytes = readBytes(in);
        if (bytes.length > into.length) {
            throw new IOException("there are " + bytes.length + " values for " + into.length + " rows");
        }
        for (int row = 0; row < bytes.length; row++) {
            if (bytes[row] != NOTHING) {
                into[row] = constants.get(bytes[row]);
            }
        }
    }

    /**
     * Reads one value of an enum, which was written by its name.
     *
     * @throws IOException if it has no such value
     */
    public static <E extends Enum<E>> E readEnum(DataInput in, Class<E> type) throws IOException {
        var name = in.readUTF();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("'" + name + "' is no " + type.getSimpleName(), unknown);
        }
    }

    /** An optional time or number: a flag, then the value if there is one. */
    public static void writeOptional(DataOutput out, OptionalLong value) throws IOException {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            out.writeLong(value.getAsLong());
        }
    }

    public static OptionalLong readOptional(DataInput in) throws IOException {
        return in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
    }

    private static int length(DataInput in) throws IOException {
        int size = in.readInt();
        if (size < 0) {
            throw new IOException("a column has the length " + size);
        }
        return size;
    }

    private static int grown(int read, int size) {
        return (int) Math.min(size, 2L * read);
    }
}
