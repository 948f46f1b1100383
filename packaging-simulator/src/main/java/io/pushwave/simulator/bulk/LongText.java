package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Texts of a snapshot that clients wrote, which may be longer than {@link DataOutput#writeUTF} takes. */
final class LongText {
    private LongText() {}

    static void write(DataOutput out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        Columns.writeBytes(out, bytes, bytes.length);
    }

    static String read(DataInput in) throws IOException {
        return new String(Columns.readBytes(in), StandardCharsets.UTF_8);
    }
}
