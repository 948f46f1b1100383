package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The executor's answer to an inventory request. Key: package id, so one snapshot's messages stay in order: the catalogue,
 * then the pages of subscribers, then the marker that says the snapshot is complete.
 */
public sealed interface SubscriberInventory extends Message {

    /** Most rows that one {@link SubscribersListed} may carry; about 100 KB of JSON, well under the broker's 1 MB. */
    int MAXIMUM_ROWS_PER_PAGE = 500;

    String requestId();

    String packageId();

    @Override
    default String key() {
        return packageId();
    }

    /**
     * The package exists; these are its versions as Salesforce lists them.
     *
     * @param ancestry what is known of how the versions descend from each other
     */
    record PackageCatalogued(
            String requestId,
            String packageId,
            String packageName,
            Optional<String> namespacePrefix,
            Ancestry ancestry,
            List<CataloguedVersion> versions,
            Instant asOf)
            implements SubscriberInventory {
        public PackageCatalogued {
            Required.identifier(requestId, "requestId");
            Required.id(packageId, "033", "packageId");
            Required.text(packageName, "packageName");
            Required.value(namespacePrefix, "namespacePrefix")
                    .ifPresent(text -> Required.free(text, "namespacePrefix"));
            Required.value(ancestry, "ancestry");
            versions = Required.list(versions, "versions");
            Required.moment(asOf, "asOf");
        }
    }

    /** How the versions of a package descend from each other, as far as upgrades depend on it. */
    enum Ancestry {
        /** Upgrades need no common ancestor: first-generation and unlocked packages (2GP guide, graded DOC). */
        FREE,
        /** Upgrades follow {@link CataloguedVersion#ancestorId()}: managed second-generation packages. */
        BY_ANCESTOR,
        /** Salesforce did not tell, for example because the user may not read {@code Package2Version}. */
        UNKNOWN
    }

    /**
     * One {@code MetadataPackageVersion}.
     *
     * @param ancestorId the version (04t…) that this one was developed from: {@code Package2Version.AncestorId}; absent for the
     *     first of a line, and where the ancestry is not {@link Ancestry#BY_ANCESTOR}
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CataloguedVersion(
            String packageVersionId,
            String name,
            int majorVersion,
            int minorVersion,
            int patchVersion,
            int buildNumber,
            ReleaseState releaseState,
            @JsonProperty(required = true) boolean deprecated,
            Optional<String> ancestorId) {
        public CataloguedVersion {
            Required.id(packageVersionId, "04t", "packageVersionId");
            Required.text(name, "name");
            Required.atLeast(0, majorVersion, "majorVersion");
            Required.atLeast(0, minorVersion, "minorVersion");
            Required.atLeast(0, patchVersion, "patchVersion");
            Required.atLeast(0, buildNumber, "buildNumber");
            Required.value(releaseState, "releaseState");
            Required.value(ancestorId, "ancestorId").ifPresent(id -> Required.id(id, "04t", "ancestorId"));
        }
    }

    /** {@code MetadataPackageVersion.ReleaseState}. */
    enum ReleaseState {
        BETA,
        RELEASED
    }

    /**
     * One page of a snapshot. The orgs of a snapshot come in the order of their keys, on a page and from page to page, each once: so
     * a reader that compares a page with what it knows has to look at one range of keys.
     *
     * @param snapshotId the same for all pages of one snapshot; a snapshot that was begun again has a new one. Of two snapshots as of
     *     one moment the one with the greater id, in the order of its characters, is the newer
     * @param page counts from 1
     * @param rows at most {@link #MAXIMUM_ROWS_PER_PAGE}
     * @param asOf the moment as of which the snapshot tells everything, as its end repeats it: by it readers know which of two
     *     snapshots, whose pages may come in any order, is the newer one; older executors do not say it
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SubscribersListed(
            String requestId,
            String packageId,
            String snapshotId,
            int page,
            List<SubscriberRow> rows,
            Optional<Instant> asOf)
            implements SubscriberInventory {
        public SubscribersListed {
            Required.identifier(requestId, "requestId");
            Required.id(packageId, "033", "packageId");
            Required.identifier(snapshotId, "snapshotId");
            Required.atLeast(1, page, "page");
            rows = Required.list(rows, "rows");
            Required.value(asOf, "asOf").ifPresent(moment -> Required.moment(moment, "asOf"));
            if (rows.size() > MAXIMUM_ROWS_PER_PAGE) {
                throw new IllegalArgumentException(
                        "rows has " + rows.size() + " entries, at most " + MAXIMUM_ROWS_PER_PAGE + " are allowed");
            }
        }
    }

    /**
     * One {@code PackageSubscriber}: an installation of the package in an org. Enumerated values travel as Salesforce spells
     * them; what they mean is the planner's to decide.
     *
     * @param orgStatus Active, Demo, Free, Inactive or Trial
     * @param orgType Production or Sandbox
     * @param parentOrg the production org of a sandbox
     * @param installedVersionId {@code MetadataPackageVersion} id, 04t…
     * @param pushBlocked whether the subscriber blocks push upgrades ({@code CustomUpgradeType = BlockedBySubscriber})
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record SubscriberRow(
            OrgKey orgKey,
            String orgName,
            String orgStatus,
            String orgType,
            String instanceName,
            Optional<OrgKey> parentOrg,
            String installedVersionId,
            @JsonProperty(required = true) boolean pushBlocked) {
        public SubscriberRow {
            Required.value(orgKey, "orgKey");
            Required.free(orgName, "orgName");
            Required.text(orgStatus, "orgStatus");
            Required.text(orgType, "orgType");
            Required.free(instanceName, "instanceName");
            Required.value(parentOrg, "parentOrg");
            Required.id(installedVersionId, "04t", "installedVersionId");
        }
    }

    /** All pages of a snapshot were sent; a receiver that counts otherwise has not got the whole. */
    record SnapshotCompleted(String requestId, String packageId, String snapshotId, int pages, long rows, Instant asOf)
            implements SubscriberInventory {
        public SnapshotCompleted {
            Required.identifier(requestId, "requestId");
            Required.id(packageId, "033", "packageId");
            Required.identifier(snapshotId, "snapshotId");
            Required.atLeast(0, pages, "pages");
            Required.atLeast(0, rows, "rows");
            Required.moment(asOf, "asOf");
        }
    }

    /** Salesforce does not know the package; no snapshot follows. */
    record PackageUnknown(String requestId, String packageId, Instant asOf) implements SubscriberInventory {
        public PackageUnknown {
            Required.identifier(requestId, "requestId");
            Required.id(packageId, "033", "packageId");
            Required.moment(asOf, "asOf");
        }
    }
}
