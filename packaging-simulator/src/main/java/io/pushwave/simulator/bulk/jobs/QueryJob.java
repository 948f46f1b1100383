package io.pushwave.simulator.bulk.jobs;

import io.pushwave.simulator.bulk.queue.JobKind;
import io.pushwave.simulator.bulk.queue.KeptJob;
import io.pushwave.simulator.bulk.records.QueryRows;
import io.pushwave.simulator.query.objects.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A query job and, when it has ended, its results. Times are milliseconds since the epoch, simulated. */
public final class QueryJob extends KeptJob {
    private final QueryDescription description;
    private QueryState state;
    private @Nullable QueryRows rows;

    QueryJob(int number, QueryDescription description, QueryState.UploadComplete state) {
        super(number, state.createdAt());
        this.description = description;
        this.state = state;
    }

    @Override
    public JobKind kind() {
        return JobKind.QUERY;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(number());
        description.save(out);
        out.writeLong(createdAt());
        out.writeLong(modifiedAt());
        state.save(out);
        out.writeBoolean(rows != null);
        if (rows != null) {
            rows.save(out);
        }
    }

    public static QueryJob load(DataInput in, Schema schema) throws IOException {
        int number = in.readInt();
        var description = QueryDescription.load(in, schema);
        long createdAt = in.readLong();
        var loaded = new QueryJob(number, description, new QueryState.UploadComplete(createdAt, createdAt));
        loaded.modified(in.readLong());
        loaded.state = QueryState.load(in);
        loaded.rows = in.readBoolean() ? QueryRows.load(in) : null;
        return loaded;
    }

    public QueryDescription description() {
        return description;
    }

    public QueryState state() {
        return state;
    }

    public int recordsProcessed() {
        return rows == null ? 0 : rows.size();
    }

    /** Simulated milliseconds from the job's creation to its end, or until now. */
    public long totalProcessingMillis(long now) {
        return switch (state) {
            case QueryState.UploadComplete _, QueryState.InProgress _ -> now - createdAt();
            case QueryState.JobComplete(var times) -> times.endedAt() - createdAt();
            case QueryState.Failed(var times) -> times.endedAt() - createdAt();
            case QueryState.Aborted(var times) -> times.endedAt() - createdAt();
        };
    }

    @Override
    public boolean hasEnded() {
        return switch (state) {
            case QueryState.UploadComplete _, QueryState.InProgress _ -> false;
            case QueryState.JobComplete _, QueryState.Failed _, QueryState.Aborted _ -> true;
        };
    }

    @Override
    public int bytes() {
        return rows == null ? 0 : rows.bytes();
    }

    void enter(QueryState next, long now) {
        state = next;
        modified(now);
    }

    void complete(QueryState.JobComplete next, QueryRows results, long now) {
        rows = results;
        enter(next, now);
    }

    /** The rows that were found, or {@code null} unless the job is complete. */
    public @Nullable QueryRows rows() {
        return rows;
    }
}
