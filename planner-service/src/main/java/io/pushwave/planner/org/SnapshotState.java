package io.pushwave.planner.org;

/**
 * What has come of a snapshot.
 *
 * @param pages pages that are here
 * @param rows rows that were in them
 */
public record SnapshotState(int pages, long rows) {}
