package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.Columns;
import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.query.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** All bulk jobs, and the platform's time as it passes for them. */
public final class BulkJobs {
    private final PackagingPlatform platform;
    private final Schema schema;
    private final IngestJobs ingest;
    private final QueryJobs queries;
    private final JobShelf shelf;

    /** @param sink where the records of ingest jobs go */
    public BulkJobs(BulkSettings settings, PackagingPlatform platform, Schema schema, RecordSink sink) {
        this.schema = schema;
        this.platform = platform;
        shelf = new JobShelf(settings, platform);
        ingest = new IngestJobs(settings, platform, sink, shelf);
        queries = new QueryJobs(settings, platform, shelf);
    }

    public IngestJobs ingest() {
        return ingest;
    }

    public QueryJobs queries() {
        return queries;
    }

    /** Writes all jobs with their files, outcomes and results. */
    public void save(DataOutput out) throws IOException {
        Columns.section(out, "bulk");
        shelf.save(out);
        ingest.save(out);
    }

    /** Reads what {@link #save} wrote; these must be new. */
    public void restore(DataInput in) throws IOException {
        Columns.expectSection(in, "bulk");
        shelf.restore(in, schema);
        ingest.restore(in);
        queries.restore();
    }

    /** Lets everything happen that is due up to a time, on the platform and in the jobs, in the order of due times. */
    public void advanceTo(long time) {
        while (Math.min(ingest.nextAt(), queries.nextAt()) <= time) {
            if (ingest.nextAt() <= queries.nextAt()) {
                ingest.workOffNext();
            } else {
                queries.workOffNext();
            }
        }
        platform.advanceTo(time);
    }
}
