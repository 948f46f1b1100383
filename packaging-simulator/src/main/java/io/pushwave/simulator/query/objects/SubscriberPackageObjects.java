package io.pushwave.simulator.query.objects;

import static io.pushwave.simulator.query.objects.Trait.FILTERABLE;
import static io.pushwave.simulator.query.objects.Trait.GROUPABLE;
import static io.pushwave.simulator.query.objects.Trait.SORTABLE;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.query.objects.FieldDefinition.Parent;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code SubscriberPackage}, {@code SubscriberPackageVersion} and {@code InstalledSubscriberPackage} of the Tooling API: what
 * can be installed, and what is. The publisher's org has installed nothing. Evidence: documented; what a version's page tells
 * of dependencies, sites and AppExchange has no value here.
 */
final class SubscriberPackageObjects {
    static final String PACKAGE = "SubscriberPackage";
    static final String VERSION = "SubscriberPackageVersion";

    /** The API version that brought these objects. */
    private static final int SINCE = 41;

    private static final Set<Trait> ALL = Set.of(FILTERABLE, SORTABLE, GROUPABLE);
    private static final Set<Trait> SHOWN = Set.of(SORTABLE, GROUPABLE);
    private static final Set<Trait> TEXT = Set.of(SORTABLE);
    private static final Set<Trait> COMPLEX = Set.of();

    private SubscriberPackageObjects() {}

    static SObjectTable subscriberPackage(PackagingPlatform platform) {
        var catalogue = platform.catalogue();
        return new SObjectTable(PACKAGE, SalesforceId.PACKAGE, SINCE, catalogue::packageCount)
                .foundBy(catalogue::packageRow)
                .with(
                        "Id",
                        FieldType.ID,
                        ALL,
                        row -> catalogue.managedPackage(row).id())
                .with(
                        "Name",
                        FieldType.STRING,
                        SHOWN,
                        row -> catalogue.managedPackage(row).name())
                .with("Description", FieldType.STRING, TEXT, _ -> null)
                .with(
                        "NamespacePrefix",
                        FieldType.STRING,
                        SHOWN,
                        row -> catalogue.managedPackage(row).namespacePrefix())
                .with("IsPackageValid", FieldType.BOOLEAN, SHOWN, _ -> true);
    }

    static SObjectTable subscriberPackageVersion(PackagingPlatform platform) {
        var catalogue = platform.catalogue();
        var table = new SObjectTable(VERSION, SalesforceId.PACKAGE_VERSION, SINCE, catalogue::versionCount)
                .foundBy(catalogue::versionRow)
                .with("Id", FieldType.ID, ALL, row -> catalogue.version(row).id())
                .with(new FieldDefinition(
                        "SubscriberPackageId",
                        FieldType.REFERENCE,
                        SHOWN,
                        row -> catalogue.version(row).managedPackage().id(),
                        new Parent(
                                PACKAGE,
                                PACKAGE,
                                row -> catalogue.version(row).managedPackage().index()),
                        List.of()));
        withNumbers(table, catalogue::version);
        withKind(table, platform, catalogue::version);
        for (var text : List.of(
                "Description",
                "AppExchangeDescription",
                "AppExchangeLogoUrl",
                "AppExchangePackageName",
                "AppExchangePublisherName",
                "PostInstallUrl",
                "ReleaseNotesUrl")) {
            table.with(text, FieldType.STRING, TEXT, _ -> null);
        }
        for (var complex : List.of("CspTrustedSites", "Profiles", "RemoteSiteSettings")) {
            table.with(complex, FieldType.STRING, COMPLEX, _ -> null);
        }
        return table.with("Dependencies", FieldType.STRING, COMPLEX, _ -> null).since(44);
    }

    private static void withNumbers(SObjectTable table, IntFunction<PackageVersion> versions) {
        table.with("Name", FieldType.STRING, SHOWN, row -> versions.apply(row).name())
                .with(
                        "MajorVersion",
                        FieldType.INT,
                        SHOWN,
                        row -> versions.apply(row).major())
                .with(
                        "MinorVersion",
                        FieldType.INT,
                        SHOWN,
                        row -> versions.apply(row).minor())
                .with(
                        "PatchVersion",
                        FieldType.INT,
                        SHOWN,
                        row -> versions.apply(row).patch())
                .with(
                        "BuildNumber",
                        FieldType.INT,
                        SHOWN,
                        row -> versions.apply(row).build());
    }

    private static void withKind(SObjectTable table, PackagingPlatform platform, IntFunction<PackageVersion> versions) {
        table.withPicklist(
                        "ReleaseState",
                        SHOWN,
                        PackageObjects.RELEASE_STATES,
                        row -> versions.apply(row).releaseState().apiName())
                .with(
                        "IsBeta",
                        FieldType.BOOLEAN,
                        SHOWN,
                        row -> versions.apply(row).releaseState() == PackageVersion.ReleaseState.BETA)
                .with(
                        "IsDeprecated",
                        FieldType.BOOLEAN,
                        SHOWN,
                        row -> versions.apply(row).deprecated())
                .with(
                        "IsManaged",
                        FieldType.BOOLEAN,
                        SHOWN,
                        row -> versions.apply(row).managedPackage().kind().needsSecurityReview())
                .with("IsPasswordProtected", FieldType.BOOLEAN, SHOWN, _ -> false)
                .with(
                        "IsSecurityReviewed",
                        FieldType.BOOLEAN,
                        SHOWN,
                        row -> versions.apply(row).managedPackage().kind().needsSecurityReview()
                                && platform.settings().packages().securityReviewed())
                .with("IsOrgDependent", FieldType.BOOLEAN, SHOWN, _ -> false)
                .since(49)
                .withPicklist(
                        "Package2ContainerOptions",
                        SHOWN,
                        SecondGenerationObjects.CONTAINER_OPTIONS,
                        row -> containerOptions(versions.apply(row)))
                .withPicklist("InstallValidationStatus", SHOWN, List.of("NoErrorsDetected"), _ -> "NoErrorsDetected")
                .with("PublisherName", FieldType.STRING, SHOWN, _ -> "Harbor");
    }

    private static @Nullable String containerOptions(PackageVersion version) {
        var kind = version.managedPackage().kind();
        return kind.isSecondGeneration() ? kind.containerOptions() : null;
    }

    /** Without rows: the org that the simulator plays develops packages and has installed none. */
    static SObjectTable installedSubscriberPackage() {
        return new SObjectTable("InstalledSubscriberPackage", "0A3", SINCE, () -> 0)
                .with("Id", FieldType.ID, ALL, _ -> null)
                .with(reference("SubscriberPackageId", PACKAGE))
                .with(reference("SubscriberPackageVersionId", VERSION))
                .with("MinPackageVersionId", FieldType.REFERENCE, ALL, _ -> null);
    }

    private static FieldDefinition reference(String name, String to) {
        return new FieldDefinition(name, FieldType.REFERENCE, ALL, _ -> null, new Parent(to, to, _ -> -1), List.of());
    }
}
