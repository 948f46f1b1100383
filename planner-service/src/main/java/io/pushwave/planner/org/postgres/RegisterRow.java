package io.pushwave.planner.org.postgres;

import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.policy.OrgPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * An org as people see it.
 *
 * @param installedNumber the number of the installed version; empty if the catalogue does not have it
 * @param firstSeen the moment of the snapshot that told of it first
 * @param goneAt the moment of the whole snapshot that did not have it any more; empty while it is there
 */
public record RegisterRow(
        RegisteredOrg org,
        Optional<VersionNumber> installedNumber,
        OrgPolicy policy,
        Instant firstSeen,
        Optional<Instant> goneAt) {}
