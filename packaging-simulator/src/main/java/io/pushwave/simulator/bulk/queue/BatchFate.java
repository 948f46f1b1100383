package io.pushwave.simulator.bulk.queue;

/**
 * Decides whether an attempt to work off a batch times out. {@link BatchAttempts} has one that draws by the seed;
 * another can be put beside it with {@code BulkJobs.alsoTimesOut}, for example a rule of misbehaviour. Asked at
 * most once for each attempt, when it begins.
 */
@FunctionalInterface
public interface BatchFate {
    /**
     * Whether the attempt times out.
     *
     * @param job number of the job, from 0
     * @param batch number of the batch in its job, from 0
     * @param attempt from 0; each one above is a retry
     */
    boolean timesOut(int job, int batch, int attempt);
}
