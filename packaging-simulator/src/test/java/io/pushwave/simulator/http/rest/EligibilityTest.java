package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.http.OneOrg;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which orgs receive a push. */
final class EligibilityTest extends OneOrg {
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
}
