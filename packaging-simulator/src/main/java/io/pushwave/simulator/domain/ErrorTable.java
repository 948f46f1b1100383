package io.pushwave.simulator.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code PackagePushError} rows; written once, when a job fails. */
public final class ErrorTable {
    private final List<PushError> errors = new ArrayList<>();
    private final Map<Integer, IntList> ofJob = new HashMap<>();

    /**
     * One row.
     *
     * @param job row of the job
     * @param bits what the numbers in the text are made of
     * @param at milliseconds since the epoch
     */
    public record PushError(int job, FailureKind kind, long bits, long at) {
        public String message() {
            return kind.message(bits);
        }
    }

    int add(PushError error) {
        int row = errors.size();
        errors.add(error);
        ofJob.computeIfAbsent(error.job(), _ -> new IntList()).add(row);
        return row;
    }

    public int size() {
        return errors.size();
    }

    public PushError get(int row) {
        return errors.get(row);
    }

    public Rows ofJob(int job) {
        var rows = ofJob.get(job);
        return rows == null ? Rows.NONE : rows.rows();
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(errors.size());
        for (var error : errors) {
            out.writeInt(error.job());
            out.writeUTF(error.kind().name());
            out.writeLong(error.bits());
            out.writeLong(error.at());
        }
    }

    static ErrorTable load(DataInput in) throws IOException {
        var loaded = new ErrorTable();
        int size = in.readInt();
        for (int row = 0; row < size; row++) {
            loaded.add(
                    new PushError(in.readInt(), Columns.readEnum(in, FailureKind.class), in.readLong(), in.readLong()));
        }
        return loaded;
    }
}
