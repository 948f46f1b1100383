package io.pushwave.simulator.bulk.queue;

/**
 * When a batch of a job goes on.
 *
 * @param at milliseconds since the epoch
 * @param batch its place in the job; 0 where a job goes on as a whole
 */
public record Due(long at, int job, int batch) {}
