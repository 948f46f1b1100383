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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which orgs receive a push, on one org that is made to be what the test is about. */
final class EligibilityTest {
    private static final String NOT_ELIGIBLE =
            "The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It may not have the package"
                    + " installed, or has a beta version installed.";
    private static final String BLOCKED = "The subscriber has blocked push upgrades of this package.";

    private Simulator simulator = start(Map.of());
    private SalesforceClient client = new SalesforceClient(simulator);
    private String org = "";

    private static Simulator start(Map<Setting, ?> others) {
        var builder = SimulatorSettings.builder().port(0).orgs(200).speed(0);
        others.forEach(builder::set);
        return Simulator.start(builder.build());
    }

    @BeforeEach
    void login() throws IOException, InterruptedException {
        client.login();
        org = client.orgKeys(1).getFirst();
        patch(
                org,
                "{\"status\":\"Active\",\"blocked\":false,\"installedVersionId\":\"" + version("Harbor Suite 1.3")
                        + "\"}");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void startWith(Map<Setting, ?> others) throws IOException, InterruptedException {
        simulator.close();
        simulator = start(others);
        client = new SalesforceClient(simulator);
        login();
    }

    @Test
    void anOrgBehindIsEligible() throws IOException, InterruptedException {
        assertThat(refusal("Harbor Suite 2.0", org)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"installedVersionId":null}               | Harbor Suite 2.0 | notEligible
                    {"installedVersionId":"Harbor Suite 2.1"} | Harbor Suite 2.0 | notEligible
                    {"status":"Inactive"}                     | Harbor Suite 2.0 | notEligible
                    {"installedVersionId":"Harbor Suite 2.0"} | Harbor Suite 2.0 | notHigher
                    {"installedVersionId":"Harbor Suite 1.5"} | Harbor Suite 1.4 | notHigher
                    {"blocked":true}                          | Harbor Suite 2.0 | blocked
                    """)
    void anOrgThatMustNotReceiveTheVersionIsRefused(String change, String target, String why)
            throws IOException, InterruptedException {
        // Given
        var name = change.replaceAll(".*\"(Harbor[^\"]*)\".*", "$1");
        patch(org, name.equals(change) ? change : change.replace(name, version(name)));

        // When
        var refusal = refusal(target, org);

        // Then
        assertThat(refusal)
                .startsWith(
                        switch (why) {
                            case "blocked" -> BLOCKED;
                            case "notHigher" ->
                                "The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It already";
                            default -> NOT_ELIGIBLE;
                        });
        assertThat(client.count("SELECT Id FROM PackagePushJob")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Harbor Suite 1.6", "Harbor Suite 2.1"})
    void aDeprecatedVersionAndABetaAreNoTargets(String target) throws IOException, InterruptedException {
        // When
        var answer = request(target);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path(0).path("message").asText())
                .isEqualTo("The package version must be released and not deprecated.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1.1   | 1.7   | true
                    1.2   | 1.3   | false
                    1.3   | 1.3.1 | true
                    1.3.1 | 1.3.3 | true
                    1.3.1 | 1.7   | true
                    1.2   | 1.7   | false
                    1.4   | 1.7   | true
                    """)
    void aManagedSecondGenerationPackageIsUpgradedAlongItsAncestry(String from, String to, boolean allowed)
            throws IOException, InterruptedException {
        // Given
        addLine("managed-2gp");
        patchLine(from);

        // When
        var refusal = refusal("Line " + to, org);

        // Then
        assertThat(refusal)
                .isEqualTo(
                        allowed
                                ? ""
                                : "The currently installed version does not share a common ancestor with this version.");
    }

    @ParameterizedTest
    @CsvSource({"1.4, 1.3.3", "1.3.3, 1.3.1", "1.3.1, 1.3.1"})
    void noLineLeadsBack(String from, String to) throws IOException, InterruptedException {
        // Given
        addLine("managed-2gp");
        patchLine(from);

        // When
        var refusal = refusal("Line " + to, org);

        // Then
        assertThat(refusal).endsWith("It already has this version or a newer one.");
    }

    @ParameterizedTest
    @CsvSource({"1gp", "unlocked"})
    void otherPackagesAreUpgradedWhateverTheirLine(String kind) throws IOException, InterruptedException {
        // Given
        addLine(kind);
        patchLine("1.2");

        // When
        var refusal = refusal("Line 1.3", org);

        // Then
        assertThat(refusal).isEmpty();
    }

    /** 1.1 leads to 1.2 and to 1.3; 1.3 leads to its patches and to 1.4, and that to 1.7. */
    private void addLine(String kind) throws IOException, InterruptedException {
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

    private void patchLine(String version) throws IOException, InterruptedException {
        var line = packageId("Line");
        patch(org, "{\"packageId\":\"" + line + "\",\"installedVersionId\":\"" + version("Line " + version) + "\"}");
    }

    @Test
    void aBlockEndsAfterItsDays() throws IOException, InterruptedException {
        // Given
        patch(org, "{\"blocked\":true,\"blockExpirationDays\":90}");
        assertThat(refusal("Harbor Suite 2.0", org)).isEqualTo(BLOCKED);
        var before = subscriber().path("SystemModstamp").asText();

        // When
        client.advance("P90D");

        // Then
        assertThat(refusal("Harbor Suite 2.0", org)).isEmpty();
        assertThat(subscriber().path("CustomUpgradeType").asText()).isEqualTo("None");
        assertThat(subscriber().path("HasRestrictionEnabled").asBoolean()).isFalse();
        assertThat(subscriber().path("SystemModstamp").asText()).isGreaterThan(before);
    }

    @Test
    void supportCanLiftABlock() throws IOException, InterruptedException {
        // Given
        patch(org, "{\"blocked\":true}");

        // When
        patch(org, "{\"restrictionOverridden\":true}");

        // Then
        assertThat(refusal("Harbor Suite 2.0", org)).isEmpty();
        assertThat(subscriber().path("HasRestrictionEnabled").asBoolean()).isTrue();
        assertThat(subscriber().path("CustomUpgradeType").asText()).isEqualTo("None");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aSandboxHasItsParentsBlockIfThatIsSet(boolean inherits) throws IOException, InterruptedException {
        // Given
        startWith(Map.of(Setting.SANDBOXES_INHERIT_BLOCK, inherits));
        var sandbox = sandbox();
        patch(
                sandbox.path("parentOrg").asText(),
                "{\"blocked\":true,\"installedVersionId\":\"" + version("Harbor Suite 1.3") + "\"}");

        // When
        var refusal = refusal("Harbor Suite 2.0", sandbox.path("orgKey").asText());

        // Then
        assertThat(refusal).isEqualTo(inherits ? BLOCKED : "");
    }

    @Test
    void aBlockThatSupportLiftedIsNotInherited() throws IOException, InterruptedException {
        // Given
        startWith(Map.of(Setting.SANDBOXES_INHERIT_BLOCK, true));
        var sandbox = sandbox();
        patch(
                sandbox.path("parentOrg").asText(),
                "{\"blocked\":true,\"installedVersionId\":\"" + version("Harbor Suite 1.3") + "\"}");
        assertThat(refusal("Harbor Suite 2.0", sandbox.path("orgKey").asText())).isEqualTo(BLOCKED);

        // When
        patch(sandbox.path("parentOrg").asText(), "{\"restrictionOverridden\":true}");

        // Then
        assertThat(refusal("Harbor Suite 2.0", sandbox.path("orgKey").asText())).isEmpty();
    }

    @Test
    void aSandboxWithABlockOfItsOwnDoesNotInheritItsParents() throws IOException, InterruptedException {
        // Given
        startWith(Map.of(Setting.SANDBOXES_INHERIT_BLOCK, true));
        var sandbox = sandbox();
        var key = sandbox.path("orgKey").asText();
        patch(
                sandbox.path("parentOrg").asText(),
                "{\"blocked\":true,\"installedVersionId\":\"" + version("Harbor Suite 1.3") + "\"}");
        patch(key, "{\"blocked\":true,\"blockExpirationDays\":10}");
        assertThat(refusal("Harbor Suite 2.0", key)).isEqualTo(BLOCKED);

        // When
        client.advance("P10D");

        // Then
        assertThat(refusal("Harbor Suite 2.0", key)).isEmpty();
    }

    @Test
    void aSandboxHasItsParentsPermission() throws IOException, InterruptedException {
        // Given
        var sandbox = sandbox();

        // When
        patch(sandbox.path("parentOrg").asText(), "{\"customUpgradeAllowed\":false}");

        // Then
        var key = sandbox.path("orgKey").asText();
        assertThat(client.get("/simulator/orgs/" + key)
                        .json()
                        .path("customUpgradeAllowed")
                        .asBoolean(true))
                .isFalse();
        assertThat(client.patch("/simulator/orgs/" + key, "{\"blocked\":true}")
                        .json()
                        .path("detail")
                        .asText())
                .startsWith("blocked is true, but the publisher does not allow");
    }

    @Test
    void theCustomizationOfABlockCanBeQueriedAndNotWritten() throws IOException, InterruptedException {
        // Given
        int before = client.count("SELECT Id FROM PushUpgradeCustomization");

        // When
        patch(org, "{\"blocked\":true,\"blockExpirationDays\":30}");

        // Then
        assertThat(client.count("SELECT Id FROM PushUpgradeCustomization")).isEqualTo(before + 1);
        var row = client.query("SELECT Id, CustomUpgradeType, HasRestrictionEnabled, IsCustomUpgradeAllowed,"
                        + " IsRestrictionOverridden, PushUpgradeBlockInitiatedDate FROM PushUpgradeCustomization"
                        + " WHERE ExpirationDays = 30")
                .json()
                .path("records")
                .path(0);
        assertThat(row.path("Id").asText()).startsWith("12C").hasSize(18);
        assertThat(row.path("CustomUpgradeType").asText()).isEqualTo("BlockedBySubscriber");
        assertThat(row.path("PushUpgradeBlockInitiatedDate").asText()).isNotEmpty();
        assertThat(client.post("/services/data/v66.0/sobjects/PushUpgradeCustomization", "{}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"blocked":true,"blockExpirationDays":0}   | blockExpirationDays is 0, -1 for never or 1 to 3650 is expected
                    {"blocked":1}                              | blocked is 1, true or false is expected
                    {"blockExpirationDays":3}                  | blockExpirationDays is given, but blocked is not true
                    {"blocked":true,"installedVersionId":null} | blocked is true, but the package is not installed
                    {"packageId":"033"}                        | packageId '033' is the id of no package; GET /simulator/versions lists them
                    {"status":"Gone"}                          | status 'Gone' is unknown: Active, Demo, Free, Inactive or Trial is expected
                    {"customUpgradeAllowed":false,"blocked":true} | blocked is true, but the publisher does not allow this org to block upgrades of the package
                    """)
    void aWrongChangeIsRefusedAndChangesNothing(String change, String sentence)
            throws IOException, InterruptedException {
        // Given
        var before = client.get("/simulator/orgs/" + org).body();

        // When
        var answer = client.patch("/simulator/orgs/" + org, change);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isEqualTo(sentence);
        assertThat(client.get("/simulator/orgs/" + org).body()).isEqualTo(before);
    }

    @Test
    void noBlockWithAPatchInstalled() throws IOException, InterruptedException {
        // Given
        addLine("managed-2gp");
        patchLine("1.3.1");

        // When
        var answer = client.patch(
                "/simulator/orgs/" + org, "{\"packageId\":\"" + packageId("Line") + "\",\"blocked\":true}");

        // Then
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("blocked is true, but it cannot be used while a patch version is installed: Line 1.3.1");
    }

    @Test
    void aBlockHasNoEffectOnceAPatchIsInstalled() throws IOException, InterruptedException {
        // Given
        addLine("managed-2gp");
        patchLine("1.3");
        patch(org, "{\"packageId\":\"" + packageId("Line") + "\",\"blocked\":true}");
        assertThat(refusal("Line 1.4", org)).isEqualTo(BLOCKED);

        // When
        patchLine("1.3.1");

        // Then
        assertThat(refusal("Line 1.4", org)).isEmpty();
        patchLine("1.4");
        assertThat(refusal("Line 1.7", org)).isEqualTo(BLOCKED);
    }

    @Test
    void orgsAreListedByWhatTheyAre() throws IOException, InterruptedException {
        // Given
        patch(org, "{\"blocked\":true}");

        // When
        var blocked = client.get("/simulator/orgs?blocked=true&type=Production&version=" + version("Harbor Suite 1.3"))
                .json()
                .path("items");

        // Then
        assertThat(blocked.findValuesAsText("orgKey")).contains(org);
        assertThat(blocked.findValuesAsText("orgType")).containsOnly("Production");
        assertThat(client.get("/simulator/orgs?status=Gone").status()).isEqualTo(400);
        var first = client.get("/simulator/orgs?type=Sandbox&limit=1").json();
        var second = client.get("/simulator/orgs?type=Sandbox&limit=1&after="
                        + first.path("next").asText())
                .json();
        assertThat(second.path("items").path(0).path("orgKey").asText())
                .isGreaterThan(first.path("items").path(0).path("orgKey").asText());
    }

    private JsonNode sandbox() throws IOException, InterruptedException {
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

    private JsonNode subscriber() throws IOException, InterruptedException {
        return client.query("SELECT CustomUpgradeType, HasRestrictionEnabled, SystemModstamp FROM PackageSubscriber"
                        + " WHERE OrgKey = '" + org + "' AND MetadataPackage.NamespacePrefix = 'harbor'")
                .json()
                .path("records")
                .path(0);
    }

    private void patch(String key, String body) throws IOException, InterruptedException {
        var answer = client.patch("/simulator/orgs/" + key, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private SalesforceClient.Answer request(String target) throws IOException, InterruptedException {
        return client.post(
                "/services/data/v66.0/sobjects/PackagePushRequest",
                "{\"PackageVersionId\":\"" + version(target) + "\"}");
    }

    /** What a new job is refused with; empty if it is not. */
    private String refusal(String target, String key) throws IOException, InterruptedException {
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

    private String version(String name) throws IOException, InterruptedException {
        for (var each : client.get("/simulator/versions").json().path("packages")) {
            for (var version : each.path("versions")) {
                if (version.path("name").asText().equals(name)) {
                    return version.path("packageVersionId").asText();
                }
            }
        }
        throw new AssertionError("there is no " + name);
    }

    private String packageId(String name) throws IOException, InterruptedException {
        for (var each : client.get("/simulator/versions").json().path("packages")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("packageId").asText();
            }
        }
        throw new AssertionError("there is no " + name);
    }
}
