package io.pushwave.simulator.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts with U+0000 and unpaired surrogates. What Salesforce does with them is not known; the simulator can put U+0000 where a
 * client reads a name or a reason, and breaks at nothing that it is sent.
 */
final class OddTextsTest {
    private static final String DATA = "/services/data/v66.0";

    private static final Simulator SIMULATOR = Simulator.start(SimulatorSettings.builder()
            .port(0)
            .orgs(40)
            .seed(7)
            .speed(0)
            .set(Setting.FAILURE_RATE, 1)
            .set(Setting.FAILURE_MIX, "unprintable=1")
            .set(Setting.EXTRA_ERROR_RATE, 0)
            .build());
    private static final SalesforceClient CLIENT = new SalesforceClient(SIMULATOR);

    @BeforeAll
    static void login() throws IOException, InterruptedException {
        CLIENT.login();
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @Test
    void anImportedOrgMayHaveANameWithNul() throws IOException, InterruptedException {
        // Given
        var key = CLIENT.orgKeys(1).getFirst();

        // When
        var answer = CLIENT.call(
                "POST",
                "/simulator/orgs",
                "OrgKey,OrgName,InstalledVersionId\n" + key + ",Har\0b\u0007or," + CLIENT.targetVersion() + "\n",
                "Content-Type",
                "text/csv");

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var rows = CLIENT.query("SELECT OrgName FROM PackageSubscriber WHERE OrgKey = '" + key + "'");
        assertThat(rows.json().at("/records/0/OrgName").asText()).isEqualTo("Har\0b\u0007or");
        assertThat(rows.body()).contains("Har\\u0000b\\u0007or");
    }

    @Test
    void aPackageMayHaveANameWithNul() throws IOException, InterruptedException {
        // When
        var answer = CLIENT.post(
                "/simulator/versions",
                "{\"packageName\":\"Odd\\u0000Package\",\"namespacePrefix\":\"odd\",\"major\":1,\"minor\":0}");

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var version = answer.json().at("/items/0/packageVersionId").asText();
        assertThat(CLIENT.query("SELECT Name, MetadataPackage.Name FROM MetadataPackageVersion WHERE Id = '" + version
                                + "'")
                        .json()
                        .at("/records/0/MetadataPackage/Name")
                        .asText())
                .isEqualTo("Odd\0Package");
        CLIENT.restore(CLIENT.snapshot());
        assertThat(CLIENT.get("/simulator/versions").body()).contains("Odd\\u0000Package");
    }

    @Test
    void aJobMayFailWithNulInItsTexts() throws IOException, InterruptedException {
        // Given
        var request = CLIENT.createRequest();
        CLIENT.createJobs(request, CLIENT.eligibleKeys(3), false);

        // When
        CLIENT.setStatus(request, "Pending");
        CLIENT.advance("PT1H");

        // Then
        var error = CLIENT.query("SELECT ErrorTitle, ErrorMessage, ErrorDetails FROM PackagePushError LIMIT 1")
                .json()
                .at("/records/0");
        assertThat(error.path("ErrorTitle").asText()).isEqualTo("Unexpected \0 Error");
        assertThat(error.path("ErrorMessage").asText()).contains("\0");
        assertThat(error.path("ErrorDetails").asText()).contains("\0");
    }

    @Test
    void aRefusalMayHaveNulInItsWords() throws IOException, InterruptedException {
        // Given
        CLIENT.post("/simulator/faults", """
                [{"name":"odd","endpoint":"*/composite/sobjects","always":true,"effect":"failRecords","every":1,
                  "errorCode":"UNKNOWN_EXCEPTION","message":"a \\u0000 b \\ud800 c"}]
                """);

        // When
        var kept = CLIENT.restore(CLIENT.snapshot());
        var answer = CLIENT.createJobs(CLIENT.createRequest(), CLIENT.orgKeys(1), false);
        CLIENT.call("DELETE", "/simulator/faults/odd", "");

        // Then
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(answer.json().at("/0/errors/0/message").asText()).isEqualTo("a \0 b \uFFFD c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00\\ud800", "a\\u0000b\\udbff", "\\uffff"})
    void oddTextsBreakNothing(String odd) throws IOException, InterruptedException {
        // When
        var answers = new SalesforceClient.Answer[] {
            CLIENT.post(DATA + "/sobjects/PackagePushRequest", "{\"PackageVersionId\":\"" + odd + "\"}"),
            CLIENT.post(DATA + "/sobjects/PackagePushRequest", "{\"" + odd + "\":1}"),
            CLIENT.post(DATA + "/composite/sobjects", "{\"records\":[{\"attributes\":{\"type\":\"" + odd + "\"}}]}"),
            CLIENT.post(
                    DATA + "/composite",
                    "{\"compositeRequest\":[{\"method\":\"GET\",\"referenceId\":\"a\",\"url\":\"" + DATA + "/query?q="
                            + odd + "\"}]}"),
            CLIENT.post(
                    DATA + "/composite/tree/PackagePushRequest",
                    "{\"records\":[{\"attributes\":{\"type\":\"PackagePushRequest\"," + "\"referenceId\":\"" + odd
                            + "\"},\"PackageVersionId\":\"" + odd + "\"}]}"),
            CLIENT.post(
                    DATA + "/jobs/query",
                    "{\"operation\":\"query\",\"query\":\"SELECT Id FROM PackageSubscriber WHERE" + " OrgName = '" + odd
                            + "'\"}"),
            CLIENT.post(DATA + "/jobs/query", "{\"operation\":\"" + odd + "\"}"),
            CLIENT.post("/simulator/clock", "{\"advance\":\"" + odd + "\"}"),
            CLIENT.patch("/simulator/orgs/" + CLIENT.orgKeys(1).getFirst(), "{\"status\":\"" + odd + "\"}")
        };

        // Then
        for (var answer : answers) {
            assertThat(answer.status()).as(answer.body()).isLessThan(500);
            assertThat(answer.body()).isNotEmpty();
            assertThat(answer.json().isMissingNode()).isFalse();
        }
        assertThat(CLIENT.restore(CLIENT.snapshot()).status()).isEqualTo(200);
    }
}
