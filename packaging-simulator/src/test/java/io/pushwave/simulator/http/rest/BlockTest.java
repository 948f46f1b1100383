package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.http.OneOrg;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a subscriber's block of pushes does, to the org itself and to its sandboxes. */
final class BlockTest extends OneOrg {
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
    void theCustomizationOfABlockCanBeQueried() throws IOException, InterruptedException {
        // Given
        int before = client.count("SELECT Id FROM PushUpgradeCustomization");

        // When
        patch(org, "{\"blocked\":true,\"blockExpirationDays\":30}");

        // Then
        assertThat(client.count("SELECT Id FROM PushUpgradeCustomization")).isEqualTo(before + 1);
        var row = client.get("/services/data/v67.0/query?q="
                        + URLEncoder.encode(
                                "SELECT Id, CustomUpgradeType, HasRestrictionEnabled, IsCustomUpgradeAllowed,"
                                        + " IsRestrictionOverridden, PushUpgradeBlockInitiatedDate FROM PushUpgradeCustomization"
                                        + " WHERE ExpirationDays = 30",
                                StandardCharsets.UTF_8))
                .json()
                .path("records")
                .path(0);
        assertThat(row.path("Id").asText()).startsWith("12C").hasSize(18);
        assertThat(row.path("CustomUpgradeType").asText()).isEqualTo("BlockedBySubscriber");
        assertThat(row.path("PushUpgradeBlockInitiatedDate").asText()).isNotEmpty();
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
}
