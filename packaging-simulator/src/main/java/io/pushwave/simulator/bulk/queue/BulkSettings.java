package io.pushwave.simulator.bulk.queue;

import java.time.Duration;

/**
 * How bulk jobs are worked off, and what is kept of them. Durations are simulated.
 *
 * @param queueTime from the end of the upload to the begin of the work
 * @param batchTime working off one batch
 * @param batchRecords records of one batch, at least 1
 * @param timeoutShare share of the attempts at a batch that time out, 0 to 1
 * @param batchTimeout after which such an attempt is given up
 * @param batchRetries further attempts at a batch before its job fails
 * @param uploadBytes largest upload
 * @param dailyRecords records in 24 hours; a job that would go beyond fails
 * @param resultsLife how long a job is kept after its last change
 * @param jobs most jobs kept
 * @param dataBytes most bytes of uploads and results kept
 * @param queryPageRows rows of a page of query results, unless the client asks for another number
 * @param dailyBatches batches of both APIs in 24 hours
 * @param asyncBatchBytes largest batch of Bulk API 1.0
 * @param asyncBatchRecords most records of one
 */
public record BulkSettings(
        Duration queueTime,
        Duration batchTime,
        int batchRecords,
        double timeoutShare,
        Duration batchTimeout,
        int batchRetries,
        int uploadBytes,
        long dailyRecords,
        Duration resultsLife,
        int jobs,
        long dataBytes,
        int queryPageRows,
        int dailyBatches,
        int asyncBatchBytes,
        int asyncBatchRecords) {}
