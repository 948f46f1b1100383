package io.pushwave.simulator.query.objects;

import static io.pushwave.simulator.query.objects.Trait.FILTERABLE;
import static io.pushwave.simulator.query.objects.Trait.GROUPABLE;
import static io.pushwave.simulator.query.objects.Trait.SORTABLE;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.query.objects.FieldDefinition.Parent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * {@code Package2} and {@code Package2Version} of the Tooling API: all of it read-only, rows for second-generation packages
 * only. Evidence: documented, and so are the API versions of most fields; the prefix 05i is unverified. Fields that no page
 * has are those that {@code sf package list}, {@code version list} and {@code version report} select, with the versions from
 * which they do so. The pages say 64.0 of what a package and a version were converted from, but these commands ask for it in
 * every version.
 */
final class SecondGenerationObjects {
    static final String PACKAGE = "Package2";
    static final String VERSION = "Package2Version";

    static final List<String> CONTAINER_OPTIONS = List.of("Managed", "Unlocked");

    /** The API version that brought both objects. */
    private static final int SINCE = 41;

    private static final Set<Trait> ALL = Set.of(FILTERABLE, SORTABLE, GROUPABLE);
    private static final Set<Trait> TIME = Set.of(FILTERABLE, SORTABLE);
    private static final Set<Trait> UNCOMPARABLE = Set.of();

    private SecondGenerationObjects() {}

    static SObjectTable package2(PackagingPlatform platform, PublisherOrg publisher) {
        var catalogue = platform.catalogue();
        var table = new SObjectTable(PACKAGE, SalesforceId.PACKAGE_2, SINCE, catalogue::packageCount)
                .withRowsThat(row -> catalogue.managedPackage(row).kind().isSecondGeneration())
                .foundBy(id -> PackageObjects.row(SalesforceId.PACKAGE_2, id, catalogue.packageCount()))
                .with("Id", FieldType.ID, ALL, SecondGenerationObjects::packageId)
                .with(
                        "SubscriberPackageId",
                        FieldType.REFERENCE,
                        ALL,
                        row -> catalogue.managedPackage(row).id())
                .with(
                        "Name",
                        FieldType.STRING,
                        ALL,
                        row -> catalogue.managedPackage(row).name())
                .with("Description", FieldType.STRING, ALL, _ -> null)
                .with(
                        "NamespacePrefix",
                        FieldType.STRING,
                        ALL,
                        row -> catalogue.managedPackage(row).namespacePrefix())
                .withPicklist(
                        "ContainerOptions",
                        ALL,
                        CONTAINER_OPTIONS,
                        row -> catalogue.managedPackage(row).kind().containerOptions())
                .with("IsDeprecated", FieldType.BOOLEAN, ALL, _ -> false)
                .with("IsOrgDependent", FieldType.BOOLEAN, ALL, _ -> false)
                .since(49)
                .with("ConvertedFromPackageId", FieldType.REFERENCE, ALL, _ -> null)
                .with("PackageErrorUsername", FieldType.STRING, ALL, _ -> null)
                .with("AppAnalyticsEnabled", FieldType.BOOLEAN, ALL, _ -> false)
                .with("RecommendedVersionId", FieldType.REFERENCE, ALL, _ -> null);
        return withHistory(table, publisher, row -> created(catalogue, row), row -> modified(catalogue, row));
    }

    static SObjectTable package2Version(PackagingPlatform platform, PublisherOrg publisher) {
        var catalogue = platform.catalogue();
        var table = new SObjectTable(VERSION, SalesforceId.PACKAGE_2_VERSION, SINCE, catalogue::versionCount)
                .withRowsThat(
                        row -> catalogue.version(row).managedPackage().kind().isSecondGeneration())
                .foundBy(id -> PackageObjects.row(SalesforceId.PACKAGE_2_VERSION, id, catalogue.versionCount()))
                .with("Id", FieldType.ID, ALL, SecondGenerationObjects::versionId)
                .with(new FieldDefinition(
                        "Package2Id",
                        FieldType.REFERENCE,
                        ALL,
                        row -> packageId(packageOf(catalogue, row)),
                        new Parent(PACKAGE, PACKAGE, row -> packageOf(catalogue, row)),
                        List.of()))
                .with("Description", FieldType.STRING, ALL, _ -> null)
                .with("Branch", FieldType.STRING, ALL, _ -> null)
                .with("Tag", FieldType.STRING, ALL, _ -> null)
                .with("ConvertedFromVersionId", FieldType.REFERENCE, ALL, _ -> null)
                .with("HasMetadataRemoved", FieldType.BOOLEAN, ALL, _ -> false)
                .since(51)
                .with("IsPasswordProtected", FieldType.BOOLEAN, ALL, _ -> false)
                .with("ValidationSkipped", FieldType.BOOLEAN, ALL, _ -> false)
                .since(48)
                .with("ValidatedAsync", FieldType.BOOLEAN, ALL, _ -> false)
                .since(61)
                .with("InstallKey", FieldType.STRING, ALL, _ -> null)
                .with("HasPassedCodeCoverageCheck", FieldType.BOOLEAN, ALL, _ -> true)
                .with("CodeCoverage", FieldType.STRING, UNCOMPARABLE, _ -> null)
                .with("CodeCoveragePercentages", FieldType.STRING, UNCOMPARABLE, _ -> null)
                .withPicklist("Language", ALL, List.of("en_US"), _ -> null)
                .since(57)
                .with("ReleaseVersion", FieldType.STRING, ALL, _ -> null)
                .since(51)
                .with("EndToEndBuildDurationInSeconds", FieldType.INT, ALL, _ -> null)
                .since(61)
                .with("DeveloperUsePkgZip", FieldType.STRING, UNCOMPARABLE, _ -> null)
                .since(64)
                .with("TotalNumberOfMetadataFiles", FieldType.INT, ALL, _ -> null)
                .since(64)
                .with("TotalSizeOfMetadataFiles", FieldType.INT, ALL, _ -> null)
                .since(64)
                .with("HasVpi", FieldType.BOOLEAN, ALL, _ -> false)
                .since(67);
        return withHistory(
                withNumbers(table, catalogue::version),
                publisher,
                row -> catalogue.version(row).releasedAt(),
                row -> catalogue.version(row).modifiedAt());
    }

    private static SObjectTable withNumbers(SObjectTable table, IntFunction<PackageVersion> versions) {
        return table.with(new FieldDefinition(
                        "SubscriberPackageVersionId",
                        FieldType.REFERENCE,
                        ALL,
                        row -> versions.apply(row).id(),
                        new Parent(
                                SubscriberPackageObjects.VERSION,
                                SubscriberPackageObjects.VERSION,
                                row -> versions.apply(row).index()),
                        List.of()))
                .with("Name", FieldType.STRING, ALL, row -> versions.apply(row).name())
                .with(
                        "MajorVersion",
                        FieldType.INT,
                        ALL,
                        row -> versions.apply(row).major())
                .with(
                        "MinorVersion",
                        FieldType.INT,
                        ALL,
                        row -> versions.apply(row).minor())
                .with(
                        "PatchVersion",
                        FieldType.INT,
                        ALL,
                        row -> versions.apply(row).patch())
                .with(
                        "BuildNumber",
                        FieldType.INT,
                        ALL,
                        row -> versions.apply(row).build())
                .with(
                        "IsReleased",
                        FieldType.BOOLEAN,
                        ALL,
                        row -> versions.apply(row).releaseState() == PackageVersion.ReleaseState.RELEASED)
                .with(
                        "IsDeprecated",
                        FieldType.BOOLEAN,
                        ALL,
                        row -> versions.apply(row).deprecated())
                .with("AncestorId", FieldType.REFERENCE, ALL, row -> {
                    // The ancestor's 04t id: sf looks it up among the SubscriberPackageVersionIds.
                    var ancestor = versions.apply(row).ancestor();
                    return ancestor.isPresent()
                            ? versions.apply(ancestor.getAsInt()).id()
                            : null;
                })
                .with("BuildDurationInSeconds", FieldType.INT, ALL, _ -> 300)
                .since(51);
    }

    /** Who made it and when, in milliseconds since the epoch, and that it is not deleted. */
    private static SObjectTable withHistory(
            SObjectTable table, PublisherOrg publisher, IntToLongFunction created, IntToLongFunction modified) {
        return table.with("IsDeleted", FieldType.BOOLEAN, ALL, _ -> false)
                .with("CreatedDate", FieldType.DATE_TIME, TIME, row -> Instant.ofEpochMilli(created.applyAsLong(row)))
                .with("CreatedById", FieldType.REFERENCE, ALL, _ -> publisher.userId())
                .with(
                        "LastModifiedDate",
                        FieldType.DATE_TIME,
                        TIME,
                        row -> Instant.ofEpochMilli(modified.applyAsLong(row)))
                .with("LastModifiedById", FieldType.REFERENCE, ALL, _ -> publisher.userId())
                .with(
                        "SystemModstamp",
                        FieldType.DATE_TIME,
                        TIME,
                        row -> Instant.ofEpochMilli(modified.applyAsLong(row)));
    }

    /** A package comes with its first version, and is as old as that. */
    private static long created(PackageCatalogue catalogue, int row) {
        return catalogue.versionsOf(catalogue.managedPackage(row)).stream()
                .mapToLong(PackageVersion::releasedAt)
                .min()
                .orElseThrow();
    }

    /** Nothing but its versions ever changes in a package. */
    private static long modified(PackageCatalogue catalogue, int row) {
        return catalogue.versionsOf(catalogue.managedPackage(row)).stream()
                .mapToLong(PackageVersion::modifiedAt)
                .max()
                .orElseThrow();
    }

    private static int packageOf(PackageCatalogue catalogue, int versionRow) {
        return catalogue.version(versionRow).managedPackage().index();
    }

    private static String packageId(int row) {
        return SalesforceId.longId(SalesforceId.PACKAGE_2, row + 1L);
    }

    private static String versionId(int row) {
        return SalesforceId.longId(SalesforceId.PACKAGE_2_VERSION, row + 1L);
    }
}
