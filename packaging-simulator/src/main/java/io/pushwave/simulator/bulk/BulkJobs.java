package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.PackagingPlatform;

/** All bulk jobs, and the platform's time as it passes for them. */
public final class BulkJobs {
    private final PackagingPlatform platform;
    private final IngestJobs ingest;
    private final QueryJobs queries;

    /** @param sink where the records of ingest jobs go */
    public BulkJobs(BulkSettings settings, PackagingPlatform platform, RecordSink sink) {
        this.platform = platform;
        var shelf = new JobShelf(settings, platform);
        ingest = new IngestJobs(settings, platform, sink, shelf);
        queries = new QueryJobs(settings, platform, shelf);
    }

    public IngestJobs ingest() {
        return ingest;
    }

    public QueryJobs queries() {
        return queries;
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
