package io.pushwave.simulator.domain.failures;

import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.columns.Rows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * {@code PackagePushError} rows as columns, 24 bytes a row; written once, when a job fails. The rows of one job are added
 * one after another, so they are found from the first of them.
 */
public final class ErrorTable {
    private final PackageCatalogue catalogue;
    private int size;
    private int[] job = new int[64];
    private FailureKind[] kind = new FailureKind[64];
    private long[] bits = new long[64];
    private long[] at = new long[64];
    /** By job: one more than its first row, 0 for none. */
    private int[] firstOfJob = new int[64];

    public ErrorTable(PackageCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * One row.
     *
     * @param job row of the job
     * @param at milliseconds since the epoch
     */
    public record PushError(int job, FailureKind kind, String message, long at) {}

    /**
     * Adds a row.
     *
     * @param ofBits what the numbers in the text are made of; of {@link FailureKind#BASE_MISSING} the catalogue's index of
     *     the version that is missing
     */
    public int add(int ofJob, FailureKind ofKind, long ofBits, long when) {
        if (size == job.length) {
            int capacity = size * 2;
            job = Arrays.copyOf(job, capacity);
            kind = Arrays.copyOf(kind, capacity);
            bits = Arrays.copyOf(bits, capacity);
            at = Arrays.copyOf(at, capacity);
        }
        job[size] = ofJob;
        kind[size] = ofKind;
        bits[size] = ofBits;
        at[size] = when;
        index(size);
        return size++;
    }

    private void index(int row) {
        int ofJob = job[row];
        if (ofJob >= firstOfJob.length) {
            firstOfJob = Arrays.copyOf(firstOfJob, Math.max(ofJob + 1, firstOfJob.length * 2));
        }
        if (firstOfJob[ofJob] == 0) {
            firstOfJob[ofJob] = row + 1;
        }
    }

    public int size() {
        return size;
    }

    public PushError get(int row) {
        return new PushError(job[row], kind[row], message(row), at[row]);
    }

    /** Without the text. */
    public FailureKind kind(int row) {
        return kind[row];
    }

    private String message(int row) {
        if (kind[row] != FailureKind.BASE_MISSING) {
            return kind[row].message(bits[row]);
        }
        var missing = catalogue.version((int) bits[row]);
        return FailureKind.baseMissing(missing.managedPackage().name(), missing.name());
    }

    public Rows ofJob(int which) {
        if (which >= firstOfJob.length || firstOfJob[which] == 0) {
            return Rows.NONE;
        }
        int first = firstOfJob[which] - 1;
        int end = first + 1;
        while (end < size && job[end] == which) {
            end++;
        }
        return new Rows.Range(first, end);
    }

    public void save(DataOutput out) throws IOException {
        Columns.writeInts(out, job, size);
        Columns.writeEnums(out, FailureKind.class, kind, size);
        Columns.writeLongs(out, bits, size);
        Columns.writeLongs(out, at, size);
    }

    public static ErrorTable load(DataInput in, PackageCatalogue catalogue) throws IOException {
        var loaded = new ErrorTable(catalogue);
        var job = Columns.readInts(in);
        int capacity = Math.max(64, job.length);
        loaded.size = job.length;
        loaded.job = Arrays.copyOf(job, capacity);
        loaded.kind = new FailureKind[capacity];
        Columns.readEnums(in, FailureKind.class, loaded.kind);
        loaded.bits = Arrays.copyOf(Columns.readLongs(in), capacity);
        loaded.at = Arrays.copyOf(Columns.readLongs(in), capacity);
        for (int row = 0; row < loaded.size; row++) {
            loaded.index(row);
        }
        return loaded;
    }
}
