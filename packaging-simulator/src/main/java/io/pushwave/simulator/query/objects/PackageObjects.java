package io.pushwave.simulator.query.objects;

import static io.pushwave.simulator.query.objects.Trait.CASE_SENSITIVE;
import static io.pushwave.simulator.query.objects.Trait.FILTERABLE;
import static io.pushwave.simulator.query.objects.Trait.GROUPABLE;
import static io.pushwave.simulator.query.objects.Trait.SORTABLE;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import io.pushwave.simulator.query.objects.FieldDefinition.Parent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code PackageSubscriber}, {@code MetadataPackage} and {@code MetadataPackageVersion}: all of it read-only. */
final class PackageObjects {
    static final String SUBSCRIBER = "PackageSubscriber";
    static final String PACKAGE = "MetadataPackage";
    static final String VERSION = "MetadataPackageVersion";

    private static final Set<Trait> ALL = Set.of(FILTERABLE, SORTABLE, GROUPABLE);
    private static final Set<Trait> KEY = Set.of(FILTERABLE, SORTABLE, GROUPABLE, CASE_SENSITIVE);

    static final List<String> CUSTOM_UPGRADE_TYPES = List.of("BlockedBySubscriber", "None");
    static final List<String> RELEASE_STATES = List.of("Beta", "Released");
    private static final List<String> CATEGORIES = List.of("Application", "Module", "Package", "Package2");
    private static final List<String> ORG_STATUSES =
            Arrays.stream(OrgStatus.values()).map(OrgStatus::apiName).toList();

    /** What a subscriber says of pushes came with Spring '26; inferred, as the documents before it have not got it. */
    private static final int RESTRICTIONS_SINCE = 66;

    private PackageObjects() {}

    static SObjectTable subscriber(PackagingPlatform platform) {
        var base = platform.subscribers();
        var catalogue = platform.catalogue();
        var table = new SObjectTable(SUBSCRIBER, SalesforceId.SUBSCRIBER, base::rows)
                .withRowsThat(row -> base.isInstalled(base.packageOfRow(row), base.orgOfRow(row)))
                .foundBy(id -> base.rowOfNumber(SalesforceId.number(SalesforceId.SUBSCRIBER, id)))
                .with("Id", FieldType.ID, ALL, row -> SalesforceId.longId(SalesforceId.SUBSCRIBER, base.rowNumber(row)))
                .with(reference(
                        "MetadataPackageId",
                        row -> catalogue.managedPackage(base.packageOfRow(row)).id(),
                        new Parent(PACKAGE, PACKAGE, base::packageOfRow)))
                .since(49)
                .with(reference(
                        "MetadataPackageVersionId",
                        row -> {
                            var version = base.installedVersion(base.packageOfRow(row), base.orgOfRow(row));
                            return version == null ? null : version.id();
                        },
                        new Parent(VERSION, VERSION, row -> {
                            var version = base.installedVersion(base.packageOfRow(row), base.orgOfRow(row));
                            return version == null ? -1 : version.index();
                        })))
                .withPicklist("InstalledStatus", ALL, List.of("i"), _ -> "i")
                .with("OrgKey", FieldType.STRING, KEY, row -> base.orgKey(base.orgOfRow(row)))
                .with("OrgName", FieldType.STRING, ALL, row -> base.orgName(base.orgOfRow(row)))
                .withPicklist(
                        "OrgStatus",
                        ALL,
                        ORG_STATUSES,
                        row -> base.status(base.orgOfRow(row)).apiName())
                .withPicklist(
                        "OrgType",
                        ALL,
                        List.of("Production", "Sandbox"),
                        row -> base.isSandbox(base.orgOfRow(row)) ? "Sandbox" : "Production")
                .with("InstanceName", FieldType.STRING, ALL, row -> base.instanceName(base.orgOfRow(row)))
                .with("ParentOrg", FieldType.STRING, KEY, row -> base.parentKey(base.orgOfRow(row)))
                .with(
                        "IsCustomUpgradeAllowed",
                        FieldType.BOOLEAN,
                        ALL,
                        row -> base.block(base.packageOfRow(row), base.orgOfRow(row))
                                .allowed())
                .since(RESTRICTIONS_SINCE)
                .with(
                        "HasRestrictionEnabled",
                        FieldType.BOOLEAN,
                        ALL,
                        row -> base.block(base.packageOfRow(row), base.orgOfRow(row))
                                .isRestricted(platform.now()))
                .since(RESTRICTIONS_SINCE)
                .withPicklist("CustomUpgradeType", ALL, CUSTOM_UPGRADE_TYPES, row -> customUpgradeType(platform, row))
                .since(RESTRICTIONS_SINCE)
                .with(
                        "SystemModstamp",
                        FieldType.DATE_TIME,
                        Set.of(FILTERABLE, SORTABLE),
                        row -> Instant.ofEpochMilli(
                                base.modifiedAt(base.packageOfRow(row), base.orgOfRow(row), platform.now())));
        return withIndexes(table, platform);
    }

    private static SObjectTable withIndexes(SObjectTable table, PackagingPlatform platform) {
        var base = platform.subscribers();
        var catalogue = platform.catalogue();
        return table.withIndex("MetadataPackageId", id -> {
                    int index = catalogue.packageRow(id);
                    return index < 0 ? Rows.NONE : base.rowsOfPackage(index);
                })
                .withIndex("OrgKey", orgKey -> {
                    int org = base.findOrg(orgKey);
                    var rows = new ArrayList<Rows>();
                    for (int index = 0; org >= 0 && index < catalogue.packageCount(); index++) {
                        int row = base.row(index, org);
                        rows.add(new Rows.Range(row, row + 1));
                    }
                    return Rows.union(rows);
                });
    }

    static String customUpgradeType(PackagingPlatform platform, int row) {
        var base = platform.subscribers();
        return base.isBlocked(base.packageOfRow(row), base.orgOfRow(row), platform.now())
                ? "BlockedBySubscriber"
                : "None";
    }

    static SObjectTable managedPackage(PackagingPlatform platform) {
        var catalogue = platform.catalogue();
        return new SObjectTable(PACKAGE, SalesforceId.PACKAGE, catalogue::packageCount)
                .foundBy(catalogue::packageRow)
                .with(
                        "Id",
                        FieldType.ID,
                        ALL,
                        row -> catalogue.managedPackage(row).id())
                .with(
                        "Name",
                        FieldType.STRING,
                        ALL,
                        row -> catalogue.managedPackage(row).name())
                .with(
                        "NamespacePrefix",
                        FieldType.STRING,
                        ALL,
                        row -> catalogue.managedPackage(row).namespacePrefix())
                .withPicklist(
                        "PackageCategory",
                        ALL,
                        CATEGORIES,
                        row -> catalogue.managedPackage(row).kind().category())
                .since(49)
                .withChildren("MetadataPackageVersions", VERSION, "MetadataPackageId", row -> {
                    var rows = catalogue.versionsOf(catalogue.managedPackage(row)).stream()
                            .mapToInt(PackageVersion::index)
                            .toArray();
                    return new Rows.Listed(rows, rows.length);
                });
    }

    static SObjectTable version(PackagingPlatform platform) {
        var catalogue = platform.catalogue();
        return new SObjectTable(VERSION, SalesforceId.PACKAGE_VERSION, catalogue::versionCount)
                .foundBy(catalogue::versionRow)
                .with("Id", FieldType.ID, ALL, row -> catalogue.version(row).id())
                .with(
                        "Name",
                        FieldType.STRING,
                        ALL,
                        row -> catalogue.version(row).name())
                .with(reference(
                        "MetadataPackageId",
                        row -> catalogue.version(row).managedPackage().id(),
                        new Parent(
                                PACKAGE,
                                PACKAGE,
                                row -> catalogue.version(row).managedPackage().index())))
                .with(
                        "MajorVersion",
                        FieldType.INT,
                        ALL,
                        row -> catalogue.version(row).major())
                .with(
                        "MinorVersion",
                        FieldType.INT,
                        ALL,
                        row -> catalogue.version(row).minor())
                .with(
                        "PatchVersion",
                        FieldType.INT,
                        ALL,
                        row -> catalogue.version(row).patch())
                .with(
                        "BuildNumber",
                        FieldType.INT,
                        ALL,
                        row -> catalogue.version(row).build())
                .withPicklist(
                        "ReleaseState",
                        ALL,
                        RELEASE_STATES,
                        row -> catalogue.version(row).releaseState().apiName())
                .with(
                        "IsDeprecated",
                        FieldType.BOOLEAN,
                        ALL,
                        row -> catalogue.version(row).deprecated())
                .since(46)
                .with(
                        "SystemModstamp",
                        FieldType.DATE_TIME,
                        Set.of(FILTERABLE, SORTABLE),
                        row -> Instant.ofEpochMilli(catalogue.version(row).modifiedAt()))
                .withChildren(
                        "PackageSubscribers",
                        SUBSCRIBER,
                        "MetadataPackageVersionId",
                        row -> installations(platform, row));
    }

    /** Looks at every subscriber of the package: there is no index over installed versions. */
    private static Rows installations(PackagingPlatform platform, int versionRow) {
        var base = platform.subscribers();
        var version = platform.catalogue().version(versionRow);
        int packageIndex = version.managedPackage().index();
        var rows = new int[base.orgs()];
        int size = 0;
        for (int org = 0; org < base.orgs(); org++) {
            if (version.equals(base.installedVersion(packageIndex, org))) {
                rows[size++] = base.row(packageIndex, org);
            }
        }
        return new Rows.Listed(rows, size);
    }

    private static FieldDefinition reference(String name, FieldDefinition.Reader reader, Parent parent) {
        return new FieldDefinition(name, FieldType.REFERENCE, ALL, reader, parent, List.of());
    }

    static int row(String prefix, String id, int size) {
        long row = SalesforceId.number(prefix, id) - 1;
        return row >= 0 && row < size ? (int) row : -1;
    }
}
