package io.pushwave.simulator.bulk.queue;

import java.io.IOException;

/** The kinds of bulk jobs. */
public enum JobKind {
    /** Records, by Bulk API 2.0. */
    INGEST(1),
    /** A query, by Bulk API 2.0. */
    QUERY(2),
    /** Batches, by Bulk API 1.0. */
    ASYNC(3);

    private final byte code;

    JobKind(int code) {
        this.code = (byte) code;
    }

    /** What stands for it in a snapshot. */
    byte code() {
        return code;
    }

    static JobKind of(byte code) throws IOException {
        for (var kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IOException(code + " is no kind of bulk job");
    }
}
