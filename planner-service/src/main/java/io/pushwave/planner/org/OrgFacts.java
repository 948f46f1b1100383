package io.pushwave.planner.org;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a filter can ask of an org.
 *
 * @param installedNumber the number of the installed version; empty if the catalogue does not have it
 * @param daysBehind whole days since a version above the installed one was listed for the first time, as {@link KnownVersions}
 *     counts them; empty if the installed version is unknown
 * @param parent the facts of the production org of a sandbox, without a parent of its own; empty if there is none, or the register
 *     of the package does not have it
 */
public record OrgFacts(
        RegisteredOrg org,
        Optional<VersionNumber> installedNumber,
        OptionalInt daysBehind,
        Optional<OrgFacts> parent) {}
