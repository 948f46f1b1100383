package io.pushwave.simulator.http.control;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A snapshot as one file: a magic word, the format's number, the length and the CRC-32 of what follows, and then the state,
 * compressed. The head is checked before anything of the state is read.
 */
public final class SnapshotFile {
    /** Raised whenever a reader of the former format would misunderstand the new one. */
    static final int FORMAT = 2;

    /** "PWSIMSNP". */
    private static final long MAGIC = 0x505753494D534E50L;

    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES + Integer.BYTES + Long.BYTES;
    private static final int BUFFER_BYTES = 64 * 1024;

    private SnapshotFile() {}

    /** Writes a state. */
    @FunctionalInterface
    public interface Saving {
        void to(DataOutput out) throws IOException;
    }

    /** Makes something of a state. */
    @FunctionalInterface
    public interface Loading<T> {
        T from(DataInput in) throws IOException;
    }

    /** The file cannot be used, and why. */
    public static final class UnusableSnapshotException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableSnapshotException(String reason) {
            super(reason, null, false, false);
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    static byte[] write(Saving saving) {
        var state = new ByteArrayOutputStream(BUFFER_BYTES);
        try {
            try (var out = new DataOutputStream(new BufferedOutputStream(new FastGzip(state), BUFFER_BYTES))) {
                saving.to(out);
            }
            var file = new ByteArrayOutputStream(HEAD_BYTES + state.size());
            var head = new DataOutputStream(file);
            head.writeLong(MAGIC);
            head.writeInt(FORMAT);
            head.writeInt(state.size());
            head.writeLong(checksum(state.toByteArray(), 0, state.size()));
            state.writeTo(head);
            return file.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads a state.
     *
     * @throws UnusableSnapshotException if the file is none, is of another format, is damaged, or what is made of it does not
     *     fit together
     */
    public static <T> T read(byte[] file, Loading<T> loading) throws UnusableSnapshotException {
        try (var head = new DataInputStream(new ByteArrayInputStream(file))) {
            if (file.length < HEAD_BYTES || head.readLong() != MAGIC) {
                throw new UnusableSnapshotException("this is no snapshot of a packaging simulator");
            }
            int format = head.readInt();
            if (format != FORMAT) {
                throw new UnusableSnapshotException(
                        "the snapshot has format " + format + ", this simulator reads format " + FORMAT);
            }
            int length = head.readInt();
            if (length != file.length - HEAD_BYTES) {
                throw new UnusableSnapshotException("the snapshot is not whole: " + (file.length - HEAD_BYTES)
                        + " bytes are there, " + length + " are expected");
            }
            if (head.readLong() != checksum(file, HEAD_BYTES, length)) {
                throw new UnusableSnapshotException("the snapshot is damaged: its checksum is wrong");
            }
            return load(new ByteArrayInputStream(file, HEAD_BYTES, length), loading);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static <T> T load(ByteArrayInputStream compressed, Loading<T> loading) throws UnusableSnapshotException {
        try (var in = new DataInputStream(new GZIPInputStream(compressed, BUFFER_BYTES))) {
            var loaded = loading.from(in);
            if (in.read() >= 0) {
                throw new UnusableSnapshotException("the snapshot holds more than this simulator knows of");
            }
            return loaded;
        } catch (IOException | RuntimeException misfit) {
            throw new UnusableSnapshotException("the snapshot does not fit this simulator: " + misfit);
        }
    }

    private static long checksum(byte[] bytes, int from, int length) {
        var checksum = new CRC32();
        checksum.update(bytes, from, length);
        return checksum.getValue();
    }

    /** Compresses quickly: a million orgs are written while their clients wait. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
