package io.pushwave.simulator.bulk.batches;

import io.pushwave.simulator.bulk.queue.JobKind;
import io.pushwave.simulator.bulk.queue.KeptJob;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.query.objects.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A job of Bulk API 1.0 and its batches. Times are milliseconds since the epoch, simulated. */
public final class AsyncJob extends KeptJob {
    private final AsyncDescription description;
    private AsyncJobState state = AsyncJobState.OPEN;
    private final List<AsyncBatch> batches = new ArrayList<>();

    AsyncJob(int number, AsyncDescription description, long createdAt) {
        super(number, createdAt);
        this.description = description;
    }

    @Override
    public JobKind kind() {
        return JobKind.ASYNC;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(number());
        description.save(out);
        out.writeLong(createdAt());
        out.writeLong(super.modifiedAt());
        out.writeUTF(state.name());
        out.writeInt(batches.size());
        for (var batch : batches) {
            batch.save(out);
        }
    }

    public static AsyncJob load(DataInput in, Schema schema) throws IOException {
        var loaded = new AsyncJob(in.readInt(), AsyncDescription.load(in, schema), in.readLong());
        loaded.modified(in.readLong());
        loaded.state = Columns.readEnum(in, AsyncJobState.class);
        for (int left = in.readInt(); left > 0; left--) {
            loaded.batches.add(AsyncBatch.load(in));
        }
        return loaded;
    }

    public AsyncDescription description() {
        return description;
    }

    /** The last change of the job or of one of its batches. */
    @Override
    public long modifiedAt() {
        return batches.stream().mapToLong(AsyncBatch::modifiedAt).reduce(super.modifiedAt(), Math::max);
    }

    public AsyncJobState state() {
        return state;
    }

    /** In the order in which they came. */
    public List<AsyncBatch> batches() {
        return Collections.unmodifiableList(batches);
    }

    /** The batch with an id of 15 or 18 characters, or {@code null}. */
    public @Nullable AsyncBatch batch(String id) {
        long wanted = SalesforceId.number(SalesforceId.BULK_BATCH, id);
        return batches.stream()
                .filter(batch -> batch.number() == wanted)
                .findFirst()
                .orElse(null);
    }

    /** The sum of a figure of all batches. */
    public long sum(ToLongFunction<AsyncBatch> figure) {
        return batches.stream().mapToLong(figure).sum();
    }

    /** How many batches are in a state. */
    public int count(Class<? extends AsyncBatchState> wanted) {
        return (int) batches.stream()
                .filter(batch -> wanted.isInstance(batch.state()))
                .count();
    }

    /** An open job that nothing happens to any more may still get batches. */
    @Override
    public boolean hasEnded() {
        return state != AsyncJobState.OPEN
                && batches.stream().allMatch(batch -> batch.state().hasEnded());
    }

    @Override
    public int bytes() {
        return (int) sum(AsyncBatch::bytes);
    }

    void enter(AsyncJobState next, long now) {
        state = next;
        modified(now);
    }

    void add(AsyncBatch batch) {
        batches.add(batch);
    }

    AsyncBatch batch(int position) {
        return batches.get(position);
    }
}
