package io.pushwave.simulator.domain.columns;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Texts of a snapshot that clients wrote, which may be longer than {@link DataOutput#writeUTF} takes. */
public final class LongText {
    private LongText() {}

    public static void write(DataOutput out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        Columns.writeBytes(out, bytes, bytes.length);
    }

    public static String read(DataInput in) throws IOException {
        return new String(Columns.readBytes(in), StandardCharsets.UTF_8);
    }
}
