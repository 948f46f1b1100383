package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code sf}: everything but the push-upgrade commands. */
final class SalesforceCliDataIT {
    private static final int ORGS = 5_500;

    @TempDir
    static Path home;

    private static SalesforceCli sf;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sf = SalesforceCli.start(home, settings -> settings.orgs(ORGS).speed(20));
    }

    @AfterAll
    static void stop() {
        sf.close();
    }

    @Test
    void queryFollowsThePagesToTheLastSubscriber() throws IOException, InterruptedException {
        // When
        var result = sf.result("data query --query", "SELECT Id, OrgKey, OrgStatus FROM PackageSubscriber");

        // Then
        int rows = sf.api().count("SELECT Id FROM PackageSubscriber");
        assertThat(rows).isGreaterThanOrEqualTo(5_000);
        assertThat(result.path("totalSize").asInt()).isEqualTo(rows);
        assertThat(result.path("done").asBoolean()).isTrue();
        assertThat(result.path("records").findValuesAsText("Id")).hasSize(rows).doesNotHaveDuplicates();
    }

    @Test
    void queryWritesCsvWithTheColumnsInTheirOrder() throws IOException, InterruptedException {
        // When
        var outcome = sf.run(
                "data query --result-format csv --query",
                "SELECT OrgKey, OrgStatus FROM PackageSubscriber ORDER BY OrgKey LIMIT 3");

        // Then
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        var first = sf.api()
                .query("SELECT OrgKey, OrgStatus FROM PackageSubscriber ORDER BY OrgKey LIMIT 1")
                .json()
                .at("/records/0");
        assertThat(outcome.output().lines())
                .hasSize(4)
                .startsWith(
                        "OrgKey,OrgStatus",
                        first.path("OrgKey").asText() + ","
                                + first.path("OrgStatus").asText());
    }

    @Test
    void theToolingApiKnowsThePackages() throws IOException, InterruptedException {
        // When
        var result = sf.result("data query --use-tooling-api --query", "SELECT Id, SubscriberPackageId FROM Package2");

        // Then
        assertThat(result.path("records").findValuesAsText("SubscriberPackageId"))
                .isNotEmpty();
    }

    @Test
    void packagesAndTheirVersionsAreListed() throws IOException, InterruptedException {
        // When
        var packages = sf.result("package list");
        var versions = sf.result("package version list");

        // Then
        assertThat(packages.findValuesAsText("Name")).contains("Harbor Suite");
        assertThat(versions.findValuesAsText("SubscriberPackageVersionId"))
                .contains(sf.api().targetVersion());
    }

    @Test
    void theSessionIsOfTheOrgThatOwnsThePackage() throws IOException, InterruptedException {
        // When
        var result = sf.result("org display");

        // Then
        assertThat(result.path("connectedStatus").asText()).isEqualTo("Connected");
        assertThat(result.path("id").asText()).isEqualTo(organizationId());
        assertThat(result.path("instanceUrl").asText()).isEqualTo(sf.url().toString());
    }

    private static String organizationId() throws IOException, InterruptedException {
        return sf.api()
                .query("SELECT Id FROM Organization")
                .json()
                .at("/records/0/Id")
                .asText();
    }

    @Test
    void limitsTellWhatIsLeftOfTheBudget() throws IOException, InterruptedException {
        // When
        var result = sf.result("org list limits");

        // Then
        var daily = named(result, "DailyApiRequests");
        assertThat(daily.path("max").asInt()).isEqualTo(100_000);
        assertThat(daily.path("remaining").asInt()).isBetween(99_000, 99_999);
    }

    private static JsonNode named(JsonNode items, String name) {
        for (var item : items) {
            if (item.path("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError(name + " is not in " + items);
    }

    @Test
    void describeTellsWhatAClientMayCreate() throws IOException, InterruptedException {
        // When
        var result = sf.result("sobject describe --sobject PackagePushJob");

        // Then
        assertThat(result.path("createable").asBoolean()).isTrue();
        assertThat(result.path("deletable").asBoolean()).isFalse();
        assertThat(named(result.path("fields"), "Status").path("updateable").asBoolean())
                .isFalse();
    }

    @Test
    void theObjectsAreListed() throws IOException, InterruptedException {
        // When
        var result = sf.result("sobject list");

        // Then
        assertThat(result.toString())
                .contains("PackagePushRequest", "PackagePushJob", "PackagePushError", "PackageSubscriber");
    }

    @Test
    void importBulkAddsTheJobsAndSaysHowManyFailed() throws IOException, InterruptedException {
        // Given
        var targets = PushTargets.of(sf.api());
        var orgs = new ArrayList<>(targets.eligible(4));
        orgs.add(2, targets.inactive());
        var request = sf.api().createRequest();
        var file = home.resolve("jobs.csv");
        Files.writeString(file, "PackagePushRequestId,SubscriberOrganizationKey\n");
        for (var org : orgs) {
            Files.writeString(file, request + "," + org + "\n", StandardOpenOption.APPEND);
        }

        // When
        var outcome = sf.json("data import bulk --sobject PackagePushJob --wait 5 --file", file.toString());

        // Then
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.json().path("message").asText()).contains("failed to process 1 records");
        assertThat(outcome.json().at("/data/state").asText()).isEqualTo("JobComplete");
        orgs.remove(2);
        assertThat(sf.state().orgsOf(request)).containsExactlyElementsOf(orgs);
    }

    @Test
    void exportBulkWritesEverySubscriberIntoAFile() throws IOException, InterruptedException {
        // Given
        var file = home.resolve("subscribers.csv");

        // When
        var result = sf.result(
                "data export bulk --wait 5 --output-file " + file + " --query", "SELECT Id FROM PackageSubscriber");

        // Then
        int rows = sf.api().count("SELECT Id FROM PackageSubscriber");
        assertThat(result.path("totalSize").asInt()).isEqualTo(rows);
        assertThat(file).content().hasLineCount(rows + 1);
    }

    @Test
    void anyCallCanBeMadeByHand() throws IOException, InterruptedException {
        // When
        var outcome = sf.run(
                "api request rest /services/data/v66.0/sobjects/PackagePushRequest --method POST --body",
                "{\"PackageVersionId\":\"" + sf.api().targetVersion() + "\"}");

        // Then
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        var id = outcome.json().path("id").asText();
        assertThat(sf.api().count("SELECT Id FROM PackagePushRequest WHERE Id = '" + id + "' AND Status = 'Created'"))
                .isEqualTo(1);
    }
}
