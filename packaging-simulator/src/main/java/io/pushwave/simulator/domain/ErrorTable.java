package io.pushwave.simulator.domain;

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
}
