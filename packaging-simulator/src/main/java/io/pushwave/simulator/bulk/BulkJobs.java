package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.PackagingPlatform;

/** All bulk jobs, and the platform's time as it passes for them. */
public final class BulkJobs {
    private final PackagingPlatform platform;
    private final IngestJobs ingest;

    /** @param sink where the records of ingest jobs go */
    public BulkJobs(BulkSettings settings, PackagingPlatform platform, RecordSink sink) {
        this.platform = platform;
        var numbers = new JobNumbers();
        ingest = new IngestJobs(settings, platform, sink, numbers);
    }

    public IngestJobs ingest() {
        return ingest;
    }

    /** Lets everything happen that is due up to a time, on the platform and in the jobs, in the order of due times. */
    public void advanceTo(long time) {
        while (ingest.nextAt() <= time) {
            ingest.workOffNext();
        }
        platform.advanceTo(time);
    }
}
