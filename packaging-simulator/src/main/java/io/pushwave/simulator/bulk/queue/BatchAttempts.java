package io.pushwave.simulator.bulk.queue;

import io.pushwave.simulator.domain.SeededDraw;
import io.pushwave.simulator.domain.platform.PackagingPlatform;

/** The attempts at batches, of jobs of both APIs: how long each takes, and whether it times out. */
public final class BatchAttempts {
    private final BulkSettings settings;
    private final PackagingPlatform platform;
    private BatchFate fate;

    public BatchAttempts(BulkSettings settings, PackagingPlatform platform) {
        this.settings = settings;
        this.platform = platform;
        this.fate = (job, batch, attempt) ->
                SeededDraw.unit(SeededDraw.bits(platform.settings().seed(), job, batch, attempt))
                        < settings.timeoutShare();
    }

    /** Lets attempts time out that would not by themselves. */
    public void alsoTimesOut(BatchFate other) {
        var before = fate;
        fate = (job, batch, attempt) -> before.timesOut(job, batch, attempt) || other.timesOut(job, batch, attempt);
    }

    /** An attempt begins now. */
    public BatchAttempt begin(int job, int batch, int attempt) {
        boolean timesOut = fate.timesOut(job, batch, attempt);
        long endsAt = platform.now() + (timesOut ? settings.batchTimeout() : settings.batchTime()).toMillis();
        return new BatchAttempt(batch, attempt, timesOut, endsAt);
    }

    /** What a job or batch says that has timed out too often. */
    public static String tooManyRetries(int retries) {
        return "InternalServerError : Retried more than " + retries + " times";
    }
}
