package io.pushwave.executor.inventory;

import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.contracts.SubscriberInventory.ReleaseState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versions of a package with what is known of how they descend from each other.
 *
 * @param versions with their ancestors, if the ancestry is {@link Ancestry#BY_ANCESTOR}
 * @param doubt why nothing is known; empty if something is
 */
public record VersionAncestry(Ancestry ancestry, List<CataloguedVersion> versions, Optional<String> doubt) {
    private static final int ID_LENGTH = 15;

    /**
     * A {@code Package2Version}.
     *
     * @param id 05i…
     * @param versionId {@code SubscriberPackageVersionId}, 04t…
     * @param ancestorId {@code AncestorId}; empty for the first of a line. Documented as a reference without saying to what; the
     *     {@code sf} CLI looks it up among the version ids (CODE), so both 04t… and 05i… are understood
     */
    public record DevelopedVersion(String id, String versionId, Optional<String> ancestorId) {}

    /** Upgrades need no common ancestor. */
    public static VersionAncestry free(List<CataloguedVersion> versions) {
        return new VersionAncestry(Ancestry.FREE, versions, Optional.empty());
    }

    /** Nothing is known. */
    public static VersionAncestry unknown(List<CataloguedVersion> versions, String doubt) {
        return new VersionAncestry(Ancestry.UNKNOWN, versions, Optional.of(doubt));
    }

    /**
     * Upgrades follow the ancestors. Where the ancestor of a version is not complete, nothing is known: an org would be left out
     * for what is only missing here. Betas may lack theirs, as nobody is upgraded from or to one.
     */
    public static VersionAncestry byAncestor(List<CataloguedVersion> versions, List<DevelopedVersion> developed) {
        var catalogued = new HashMap<String, String>();
        versions.forEach(version -> catalogued.put(shortened(version.packageVersionId()), version.packageVersionId()));
        var versionOf = new HashMap<String, String>();
        var byVersion = new HashMap<String, DevelopedVersion>();
        for (var one : developed) {
            versionOf.put(shortened(one.id()), shortened(one.versionId()));
            versionOf.put(shortened(one.versionId()), shortened(one.versionId()));
            byVersion.put(shortened(one.versionId()), one);
        }
        var withAncestors = new ArrayList<CataloguedVersion>(versions.size());
        for (var version : versions) {
            var own = Optional.ofNullable(byVersion.get(shortened(version.packageVersionId())));
            var developedFrom = own.flatMap(DevelopedVersion::ancestorId);
            var ancestor = developedFrom.flatMap(id -> ancestor(id, versionOf, catalogued));
            boolean complete = own.isPresent() && ancestor.isPresent() == developedFrom.isPresent();
            if (!complete && version.releaseState() == ReleaseState.RELEASED) {
                return unknown(
                        versions, "Salesforce does not tell the ancestor of version " + version.packageVersionId());
            }
            withAncestors.add(withAncestor(version, ancestor));
        }
        return new VersionAncestry(Ancestry.BY_ANCESTOR, withAncestors, Optional.empty());
    }

    private static Optional<String> ancestor(
            String developedId, Map<String, String> versionOf, Map<String, String> catalogued) {
        return Optional.ofNullable(versionOf.get(shortened(developedId)))
                .flatMap(versionId -> Optional.ofNullable(catalogued.get(versionId)));
    }

    private static CataloguedVersion withAncestor(CataloguedVersion version, Optional<String> ancestor) {
        return new CataloguedVersion(
                version.packageVersionId(),
                version.name(),
                version.majorVersion(),
                version.minorVersion(),
                version.patchVersion(),
                version.buildNumber(),
                version.releaseState(),
                version.deprecated(),
                ancestor);
    }

    private static String shortened(String id) {
        return id.length() > ID_LENGTH ? id.substring(0, ID_LENGTH) : id;
    }
}
