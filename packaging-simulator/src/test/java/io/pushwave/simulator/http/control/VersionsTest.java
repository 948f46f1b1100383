package io.pushwave.simulator.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionsTest extends OneSimulator {
    VersionsTest() {
        super(SimulatorSettings.builder().orgs(50));
    }

    @Test
    void aVersionIsAddedAsABetaAndReleasedLater() throws IOException, InterruptedException {
        // Given
        var added = add("{\"packageName\":\"Harbor Suite\",\"major\":3,\"minor\":0,\"releaseState\":\"Beta\","
                        + "\"ancestor\":\"2.0\",\"requires\":[\"Harbor Labels 1.1\"]}")
                .json()
                .path("items")
                .path(0);
        var id = added.path("packageVersionId").asText();
        assertThat(added.path("releasedAt").isNull()).isTrue();
        client.advance("PT1H");

        // When
        var released = client.patch("/simulator/versions/" + id, "{\"releaseState\":\"Released\",\"target\":true}")
                .json();

        // Then
        assertThat(released.path("releaseState").asText()).isEqualTo("Released");
        assertThat(released.path("releasedAt").asText()).isNotEmpty();
        assertThat(client.targetVersion()).isEqualTo(id);
        var row = client.query(
                        "SELECT Name, BuildNumber, ReleaseState FROM MetadataPackageVersion WHERE Id = '" + id + "'")
                .json()
                .path("records")
                .path(0);
        assertThat(row.path("Name").asText()).isEqualTo("Harbor Suite 3.0");
        assertThat(row.path("ReleaseState").asText()).isEqualTo("Released");
    }

    @Test
    void aFileOfVersionsIsTakenAsAWhole() throws IOException, InterruptedException {
        // When
        var answer = csv("packageName,kind,major,minor,requires\nTools,unlocked,0,1,\nTools,,0,2,Harbor Suite 2.0\n");

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(client.count("SELECT Id FROM MetadataPackage WHERE NamespacePrefix = null AND Name = 'Tools'"))
                .isOne();
        assertThat(client.count("SELECT Id FROM MetadataPackageVersion WHERE MetadataPackage.Name = 'Tools'"))
                .isEqualTo(2);
        assertThat(client.count("SELECT Id FROM PackageSubscriber WHERE MetadataPackage.Name = 'Tools'"))
                .isZero();
    }

    @Test
    void aFileWithOneWrongLineAddsNothing() throws IOException, InterruptedException {
        // Given
        var before = client.get("/simulator/versions").body();

        // When
        var answer = csv("packageName,kind,major,minor\nTools,unlocked,0,1\nTools,unlocked,0,1\n");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo(
                        "line 3: version 0.1 build 2 cannot be added: Tools has it already, or has released this number");
        assertThat(client.get("/simulator/versions").body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"packageName":"Harbor Suite","major":2,"minor":0}                  | version 2.0 build 2 cannot be added: Harbor Suite has it already, or has released this number
                    {"packageName":"Harbor Suite","major":-1,"minor":0}                 | major is '-1', 0 to 99999 is expected
                    {"packageName":"Harbor Suite","major":3}                            | minor is '', 0 to 99999 is expected
                    {"major":3,"minor":0}                                               | either packageId or packageName is expected
                    {"packageName":"Harbor Suite","major":3,"minor":0,"ancestor":"9.9"} | ancestor '9.9' is no version; GET /simulator/versions lists them
                    {"packageName":"Harbor Suite","major":1,"minor":9,"ancestor":"2.0"} | ancestor '2.0' is not lower than 1.9
                    {"packageName":"Harbor Suite","major":3,"minor":0,"requires":"Harbor Suite 1.0"} | requires 'Harbor Suite 1.0' is of the same package
                    {"packageName":"New","major":3,"minor":0}                           | namespacePrefix is missing; only an unlocked package can be without
                    {"packageName":"New","kind":"3gp","major":3,"minor":0}              | kind '3gp' is unknown: 1gp, managed-2gp or unlocked is expected
                    {"packageName":"Harbor Suite","major":3,"minor":0,"releaseState":"Gamma"} | releaseState 'Gamma' is unknown: Beta or Released is expected
                    {"packageName":"Harbor Suite","major":3,"minor":0,"deprecated":"perhaps"} | deprecated is 'perhaps', true or false is expected
                    {"packageName":"Harbor Suite","major":3,"minor":0,"deprecated":true,"target":true} | target is true, but the version is not released or is deprecated
                    """)
    void aWrongVersionIsRefusedAndNothingIsAdded(String body, String sentence)
            throws IOException, InterruptedException {
        // Given
        var before = client.get("/simulator/versions").body();

        // When
        var answer = add(body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isEqualTo(sentence);
        assertThat(client.get("/simulator/versions").body()).isEqualTo(before);
    }

    @Test
    void anUnknownColumnAndAnUnknownMemberAreRefused() throws IOException, InterruptedException {
        assertThat(csv("packageName,size\nTools,3\n").json().path("detail").asText())
                .startsWith("line 1: the column 'size' is unknown: one of packageId,");
        assertThat(add("{\"size\":3}").json().path("detail").asText())
                .startsWith("'size' is unknown: one of packageId,");
    }

    @Test
    void aDeprecatedVersionIsNoTargetAnyMore() throws IOException, InterruptedException {
        // Given
        var target = client.targetVersion();

        // When
        var answer = client.patch("/simulator/versions/" + target, "{\"deprecated\":true}");

        // Then
        assertThat(answer.json().path("deprecated").asBoolean()).isTrue();
        assertThat(client.post(
                                "/services/data/v66.0/sobjects/PackagePushRequest",
                                "{\"PackageVersionId\":\"" + target + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.patch("/simulator/versions/04t", "{}").status()).isEqualTo(404);
    }

    private SalesforceClient.Answer add(String body) throws IOException, InterruptedException {
        return client.post("/simulator/versions", body);
    }

    private SalesforceClient.Answer csv(String text) throws IOException, InterruptedException {
        return client.call("POST", "/simulator/versions", text, "Content-Type", "text/csv");
    }

    @Test
    void aVersionIsMadeDefectiveAndMended() throws IOException, InterruptedException {
        // Given
        var path = "/simulator/versions/" + client.targetVersion();
        var customer = client.orgKeys(1).getFirst();

        // When
        var changed = client.patch(path, "{\"defectRate\":0.2,\"defectRates\":{\"NA140\":0.5,\"" + customer + "\":1}}");
        var again = client.patch(path, "{\"defectRates\":{\"NA140\":0}}").json();
        var mended = client.patch(path, "{\"defectRate\":0}").json();

        // Then
        assertThat(changed.json().path("defectRate").asDouble()).isEqualTo(0.2);
        assertThat(changed.json().path("defectRates").path("NA140").asDouble()).isEqualTo(0.5);
        assertThat(changed.json().path("defectRates").path(customer).asDouble()).isEqualTo(1);
        assertThat(again.path("defectRate").asDouble()).isEqualTo(0.2);
        assertThat(again.path("defectRates").path("NA140").asDouble()).isZero();
        assertThat(mended.path("defectRate").asDouble()).isZero();
        assertThat(client.get("/simulator/versions").body()).contains("\"defectRates\":{\"NA140\":0.0,\"" + customer);
    }

    @Test
    void aNewVersionMayBeDefectiveFromTheBeginning() throws IOException, InterruptedException {
        // When
        var json = add("{\"packageName\":\"Harbor Suite\",\"major\":3,\"minor\":0,\"defectRate\":1}");
        var csv = client.call(
                "POST",
                "/simulator/versions",
                "packageName,major,minor,defectRate,defectRates\nHarbor Suite,3,1,0.5,NA140=1;CS166=0.25\n",
                "Content-Type",
                "text/csv");

        // Then
        assertThat(json.json().at("/items/0/defectRate").asDouble()).isEqualTo(1);
        assertThat(csv.json().at("/items/0/defectRate").asDouble()).isEqualTo(0.5);
        assertThat(csv.json().at("/items/0/defectRates/CS166").asDouble()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"defectRate":2}
            {"defectRate":"x"}
            {"defectRates":5}
            {"defectRates":{"nowhere":1}}
            {"defectRates":{"NA140":-1}}
            {"defectRates":"NA140"}
            """)
    void aWrongDefectRateIsRefused(String body) throws IOException, InterruptedException {
        // When
        var answer = client.patch("/simulator/versions/" + client.targetVersion(), body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains("defectRate");
    }

    @Test
    void aDefectIsInTheSnapshot() throws IOException, InterruptedException {
        // Given
        var path = "/simulator/versions/" + client.targetVersion();
        client.patch(path, "{\"defectRate\":0.2,\"defectRates\":{\"NA140\":0.5}}");
        var snapshot = client.snapshot();
        client.patch(path, "{\"defectRate\":0,\"defectRates\":{\"NA140\":0}}");

        // When
        client.restore(snapshot);

        // Then
        assertThat(client.get("/simulator/versions").body())
                .contains("\"defectRate\":0.2,\"defectRates\":{\"NA140\":0.5}");
    }
}
