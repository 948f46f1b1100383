package io.pushwave.simulator.domain.settings;

/**
 * Rules for push requests that no source settles.
 *
 * @param jobsMayJoinPending whether a job may be added to a pending request
 * @param changeAfterActivation whether version and start time of a pending request may be changed
 * @param emptyRequestMayStart whether a request without jobs may be set to Pending
 * @param failsAtFirstFailure whether a request is Failed with its first failed job, or when its last job has ended
 * @param blockedAtInsert whether a blocked subscriber's job is refused at insert, or fails when it starts
 * @param migrationsADay orgs that can be migrated in 24 hours
 */
public record RequestRules(
        boolean jobsMayJoinPending,
        boolean changeAfterActivation,
        boolean emptyRequestMayStart,
        boolean failsAtFirstFailure,
        boolean blockedAtInsert,
        int migrationsADay) {}
