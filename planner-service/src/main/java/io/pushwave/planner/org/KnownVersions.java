package io.pushwave.planner.org;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What filters ask of installed versions, worked out once for each version of a package and not for each org.
 *
 * <p>An org is <em>behind</em> since a version above the one that it has was listed for the first time: where 2.0 came in January and
 * 1.5.1 in March, an org with 1.5 is behind since January. Betas and deprecated versions leave nobody behind, and nobody is behind
 * who has the highest version, or a beta above it. A version that is listed in the future by the clock of the one who asks counts
 * as listed now.
 */
public final class KnownVersions {
    private static final Comparator<CatalogueVersion> HIGHEST_FIRST =
            Comparator.comparing(CatalogueVersion::number).reversed();

    private final Map<String, KnownVersion> versions;

    private KnownVersions(Map<String, KnownVersion> versions) {
        this.versions = Map.copyOf(versions);
    }

    /**
     * A version that the catalogue has.
     *
     * @param daysBehind whole days for which an org that has it is behind, at least 0
     */
    public record KnownVersion(VersionNumber number, int daysBehind) {}

    /** Those of a package at a moment. */
    public static KnownVersions of(Catalogue catalogue, Instant now) {
        var highestFirst = new ArrayList<>(catalogue.versions());
        highestFirst.sort(HIGHEST_FIRST);
        var known = HashMap.<String, KnownVersion>newHashMap(highestFirst.size());
        // Of the versions above the one that is looked at; versions of one number are not above each other.
        var behindSince = now;
        var listedSince = now;
        Optional<VersionNumber> above = Optional.empty();
        for (var version : highestFirst) {
            if (!above.equals(Optional.of(version.number()))) {
                behindSince = listedSince;
                above = Optional.of(version.number());
            }
            known.put(version.id().key(), new KnownVersion(version.number(), (int)
                    Duration.between(behindSince, now).toDays()));
            if (!version.beta() && !version.deprecated() && version.listedAt().isBefore(listedSince)) {
                listedSince = version.listedAt();
            }
        }
        return new KnownVersions(known);
    }

    /** What is known of a version; empty if the catalogue does not have it. */
    public Optional<KnownVersion> version(PackageVersionId id) {
        return Optional.ofNullable(versions.get(id.key()));
    }

    /** The keys of the versions of which something is true. */
    public Set<String> keys(Predicate<KnownVersion> condition) {
        return versions.entrySet().stream()
                .filter(version -> condition.test(version.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What a filter can ask of an org of the package.
     *
     * @param parent the production org of a sandbox, if the register has it, gone or not
     */
    public OrgFacts facts(RegisteredOrg org, Optional<RegisteredOrg> parent) {
        var installed = version(org.installed());
        return new OrgFacts(
                org,
                installed.map(KnownVersion::number),
                installed.map(version -> OptionalInt.of(version.daysBehind())).orElse(OptionalInt.empty()),
                parent.map(production -> facts(production, Optional.empty())));
    }
}
