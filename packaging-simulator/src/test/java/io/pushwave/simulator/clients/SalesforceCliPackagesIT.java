package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real {@code sf}: what it tells of packages and their versions, with all that it can tell. */
final class SalesforceCliPackagesIT {
    @TempDir
    static Path home;

    private static SalesforceCli sf;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sf = SalesforceCli.start(home, settings -> settings.orgs(20));
    }

    @AfterAll
    static void stop() {
        sf.close();
    }

    /** With 67.0 it asks for more than with 51.0. */
    @ParameterizedTest
    @ValueSource(strings = {"67.0", "51.0"})
    void versionsAreListedWithEverythingThatIsKnownOfThem(String version) throws IOException, InterruptedException {
        // When
        var versions = sf.result("package version list --verbose --api-version " + version);

        // Then
        assertThat(versions.findValuesAsText("SubscriberPackageVersionId"))
                .contains(sf.api().targetVersion());
        assertThat(versions.findValuesAsText("AncestorVersion")).contains("1.0.0.1", "1.6.0.1");
    }

    @Test
    void packagesAreListedWithEverythingThatIsKnownOfThem() throws IOException, InterruptedException {
        // When
        var packages = sf.result("package list --verbose");

        // Then
        assertThat(packages.findValuesAsText("SubscriberPackageId")).hasSize(2).allMatch(id -> id.startsWith("033"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --verbose"})
    void aVersionIsReportedOn(String more) throws IOException, InterruptedException {
        // When
        var report = sf.result("package version report --package " + sf.api().targetVersion() + more);

        // Then
        assertThat(report.path("SubscriberPackageVersionId").asText())
                .isEqualTo(sf.api().targetVersion());
        assertThat(report.path("Version").asText()).isEqualTo("2.0.0.1");
        assertThat(report.path("PackageType").asText()).isEqualTo("Managed");
        assertThat(report.path("AncestorVersion").asText()).isEqualTo("1.6.0.1");
    }

    @Test
    void theAncestorsOfAVersionAreShown() throws IOException, InterruptedException {
        // When
        var ancestry =
                sf.run("package version displayancestry --package " + sf.api().targetVersion());

        // Then
        assertThat(ancestry.exitCode()).as(ancestry.toString()).isZero();
        assertThat(ancestry.output()).contains("2.0.0.1 -> 1.6.0.1 -> 1.5.0.1").contains("1.0.0.1");
    }

    @Test
    void thePublishersOrgHasInstalledNothing() throws IOException, InterruptedException {
        // When
        var installed = sf.result("package installed list");

        // Then
        assertThat(installed.isArray()).isTrue();
        assertThat(installed).isEmpty();
    }
}
