package io.pushwave.planner.org;

/**
 * What eligibility rests on: the state of one installation, without the org that it is in.
 *
 * @param orgStatus {@code PackageSubscriber.OrgStatus} as Salesforce spells it
 * @param installed the version that is installed
 * @param pushBlocked whether the subscriber blocks push upgrades
 */
public record Installation(String orgStatus, PackageVersionId installed, boolean pushBlocked) {}
