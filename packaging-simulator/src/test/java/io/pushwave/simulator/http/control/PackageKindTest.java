package io.pushwave.simulator.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PackageKindTest {
    private Simulator simulator = Simulator.start(settings(Map.of()));
    private SalesforceClient client = new SalesforceClient(simulator);

    private static SimulatorSettings settings(Map<Setting, ?> others) {
        var builder = SimulatorSettings.builder().port(0).orgs(20).speed(0);
        others.forEach(builder::set);
        return builder.build();
    }

    private void startWith(Map<Setting, ?> others) throws IOException, InterruptedException {
        simulator.close();
        simulator = Simulator.start(settings(others));
        client = new SalesforceClient(simulator).login();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1gp, Package, harbor",
        "managed-2gp, Package2, harbor",
        "unlocked, Package2, harbor",
        "unlocked-no-namespace, Package2, null"
    })
    void aPackageShowsItsKind(String kind, String category, String namespace) throws IOException, InterruptedException {
        // Given
        startWith(Map.of(Setting.PACKAGE_KIND, kind));

        // When
        var suite = client.query(
                        "SELECT PackageCategory, NamespacePrefix FROM MetadataPackage WHERE Name = 'Harbor Suite'")
                .json()
                .path("records")
                .path(0);

        // Then
        assertThat(suite.path("PackageCategory").asText()).isEqualTo(category);
        assertThat(suite.path("NamespacePrefix").asText()).isEqualTo(namespace);
    }

    @ParameterizedTest
    @CsvSource({"1gp, 400", "managed-2gp, 400", "unlocked, 201"})
    void onlyAManagedPackageNeedsTheSecurityReview(String kind, int status) throws IOException, InterruptedException {
        // Given
        startWith(Map.of(Setting.PACKAGE_KIND, kind, Setting.SECURITY_REVIEWED, false));

        // When
        var answer = create();

        // Then
        assertThat(answer.status()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.json().path(0).path("message").asText())
                    .isEqualTo("Specify a package that has passed the AppExchange security review.");
            assertThat(client.count("SELECT Id FROM PackagePushRequest")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PackagePushRequest", "packagepushjob", "PackagePushError"})
    void withoutPushesThereAreNoPushObjects(String name) throws IOException, InterruptedException {
        // Given
        startWith(Map.of(Setting.PUSH_ENABLED, false));

        // When
        var queried = client.query("SELECT Id FROM " + name);
        var described = client.get("/services/data/v66.0/sobjects/" + name + "/describe");
        var created = client.post("/services/data/v66.0/sobjects/" + name, "{}");

        // Then
        for (var answer : new SalesforceClient.Answer[] {queried, described, created}) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_TYPE");
            assertThat(answer.json().path(0).path("message").asText())
                    .matches("sObject type 'PackagePush(Request|Job|Error)' is not supported");
        }
    }

    @Test
    void withoutPushesSubscribersCanStillBeRead() throws IOException, InterruptedException {
        // Given
        startWith(Map.of(Setting.PUSH_ENABLED, false));

        // When
        int subscribers = client.count("SELECT Id FROM PackageSubscriber");

        // Then
        assertThat(subscribers).isPositive();
        assertThat(client.get("/services/data/v66.0/sobjects").body()).doesNotContain("PackagePush");
    }

    private SalesforceClient.Answer create() throws IOException, InterruptedException {
        return client.post(
                "/services/data/v66.0/sobjects/PackagePushRequest",
                "{\"PackageVersionId\":\"" + client.targetVersion() + "\"}");
    }
}
