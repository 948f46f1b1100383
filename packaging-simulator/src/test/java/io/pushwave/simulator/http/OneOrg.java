package io.pushwave.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator with one org that is made to be what a test is about; a new one for each test. */
public abstract class OneOrg {
    protected static final String NOT_ELIGIBLE =
            "The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It may not have the package"
                    + " installed, or has a beta version installed.";
    protected static final String BLOCKED = "The subscriber has blocked push upgrades of this package.";

    protected Simulator simulator = start(Map.of());
    protected SalesforceClient client = new SalesforceClient(simulator);
    protected String org = "";

    protected static Simulator start(Map<Setting, ?> others) {
        var builder = SimulatorSettings.builder().port(0).orgs(200).speed(0);
        others.forEach(builder::set);
        return Simulator.start(builder.build());
    }

    @BeforeEach
    protected void login() throws IOException, InterruptedException {
        client.login();
        org = client.orgKeys(1).getFirst();
        patch(
                org,
                "{\"status\":\"Active\",\"blocked\":false,\"installedVersionId\":\"" + version("Harbor Suite 1.3")
                        + "\"}");
    }

    @AfterEach
    protected void stop() {
        simulator.close();
    }

    protected void startWith(Map<Setting, ?> others) throws IOException, InterruptedException {
        simulator.close();
        simulator = start(others);
        client = new SalesforceClient(simulator);
        login();
    }

    /** 1.1 leads to 1.2 and to 1.3; 1.3 leads to its patches and to 1.4, and that to 1.7. */
    protected void addLine(String kind) throws IOException, InterruptedException {
        boolean ancestry = kind.equals("managed-2gp");
        var csv = """
                packageName,namespacePrefix,kind,major,minor,patch,ancestor
                Line,line,KIND,1,1,0,
                Line,line,KIND,1,2,0,1.1
                Line,line,KIND,1,3,0,1.1
                Line,line,KIND,1,3,1,1.3
                Line,line,KIND,1,3,3,1.3
                Line,line,KIND,1,4,0,1.3
                Line,line,KIND,1,7,0,1.4
                """;
        var text = csv.replace("KIND", kind);
        var answer = client.call(
                "POST",
                "/simulator/versions",
                ancestry ? text : text.replaceAll(",1\\.[134]\n", ",\n"),
                "Content-Type",
                "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    protected void patchLine(String version) throws IOException, InterruptedException {
        var line = packageId("Line");
        patch(org, "{\"packageId\":\"" + line + "\",\"installedVersionId\":\"" + version("Line " + version) + "\"}");
    }

    protected JsonNode sandbox() throws IOException, InterruptedException {
        for (var each : client.get(
                        "/simulator/orgs?type=Sandbox&status=Demo&blocked=false&version=" + version("Harbor Suite 1.5"))
                .json()
                .path("items")) {
            var parent = client.get("/simulator/orgs/" + each.path("parentOrg").asText())
                    .json();
            if (!parent.path("blocked").asBoolean()) {
                return each;
            }
        }
        throw new AssertionError("no sandbox");
    }

    protected JsonNode subscriber() throws IOException, InterruptedException {
        return client.query("SELECT CustomUpgradeType, HasRestrictionEnabled, SystemModstamp FROM PackageSubscriber"
                        + " WHERE OrgKey = '" + org + "' AND MetadataPackage.NamespacePrefix = 'harbor'")
                .json()
                .path("records")
                .path(0);
    }

    protected void patch(String key, String body) throws IOException, InterruptedException {
        var answer = client.patch("/simulator/orgs/" + key, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    protected SalesforceClient.Answer request(String target) throws IOException, InterruptedException {
        return client.post(
                "/services/data/v66.0/sobjects/PackagePushRequest",
                "{\"PackageVersionId\":\"" + version(target) + "\"}");
    }

    /** What a new job is refused with; empty if it is not. */
    protected String refusal(String target, String key) throws IOException, InterruptedException {
        var request = request(target);
        assertThat(request.status()).as(request.body()).isEqualTo(201);
        return client.createJobs(request.json().path("id").asText(), List.of(key), false)
                .json()
                .path(0)
                .path("errors")
                .path(0)
                .path("message")
                .asText();
    }

    protected String version(String name) throws IOException, InterruptedException {
        for (var each : client.get("/simulator/versions").json().path("packages")) {
            for (var version : each.path("versions")) {
                if (version.path("name").asText().equals(name)) {
                    return version.path("packageVersionId").asText();
                }
            }
        }
        throw new AssertionError("there is no " + name);
    }

    protected String packageId(String name) throws IOException, InterruptedException {
        for (var each : client.get("/simulator/versions").json().path("packages")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("packageId").asText();
            }
        }
        throw new AssertionError("there is no " + name);
    }
}
