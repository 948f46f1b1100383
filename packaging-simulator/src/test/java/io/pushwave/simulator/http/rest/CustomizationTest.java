package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.http.OneOrg;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code PushUpgradeCustomization} as clients write it. */
final class CustomizationTest extends OneOrg {
    private static final String ROWS = "/services/data/v67.0/sobjects/PushUpgradeCustomization";
    private static final String COLLECTION = "/services/data/v67.0/composite/sobjects";
    private static final String SELECT = "SELECT Id, CustomUpgradeType, HasRestrictionEnabled, IsCustomUpgradeAllowed,"
            + " IsRestrictionOverridden, PushUpgradeBlockInitiatedDate FROM PushUpgradeCustomization WHERE Id = '";

    private SalesforceClient.Answer create(String more) throws IOException, InterruptedException {
        return client.post(
                ROWS,
                "{\"MetadataPackageId\":\"" + packageId("Harbor Suite") + "\",\"OrgKey\":\"" + org + "\"" + more + "}");
    }

    private String created(String more) throws IOException, InterruptedException {
        var answer = create(more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private JsonNode row(String id) throws IOException, InterruptedException {
        return client.query(SELECT + id + "'").json().path("records").path(0);
    }

    @Test
    void aNewOneSaysWhatIsDocumentedAsDefault() throws IOException, InterruptedException {
        // When
        var row = row(created(""));

        // Then
        assertThat(row.path("CustomUpgradeType").asText()).isEqualTo("None");
        assertThat(row.path("HasRestrictionEnabled").asBoolean(true)).isFalse();
        assertThat(row.path("IsCustomUpgradeAllowed").asBoolean(true)).isFalse();
        assertThat(row.path("IsRestrictionOverridden").asBoolean(true)).isFalse();
        assertThat(row.path("PushUpgradeBlockInitiatedDate").isNull()).isTrue();
    }

    @Test
    void aCreatedBlockKeepsPushesAwayUntilItExpires() throws IOException, InterruptedException {
        // Given
        var id = created(
                ",\"IsCustomUpgradeAllowed\":true,\"CustomUpgradeType\":\"BlockedBySubscriber\",\"ExpirationDays\":90");

        // When
        var blocked = refusal("Harbor Suite 2.0", org);
        client.advance("P91D");
        var expired = refusal("Harbor Suite 2.0", org);

        // Then
        assertThat(id).startsWith("12C");
        assertThat(blocked).isEqualTo(BLOCKED);
        assertThat(expired).isEmpty();
    }

    @Test
    void anUpdateSetsAndClearsABlock() throws IOException, InterruptedException {
        // Given
        var id = created(",\"IsCustomUpgradeAllowed\":true");

        // When
        var set = client.patch(ROWS + "/" + id, "{\"HasRestrictionEnabled\":true}");
        var whileSet = refusal("Harbor Suite 2.0", org);
        var type = row(id).path("CustomUpgradeType").asText();
        var overridden = client.patch(ROWS + "/Id/" + id, "{\"IsRestrictionOverridden\":true}");
        var whileOverridden = refusal("Harbor Suite 2.0", org);

        // Then
        assertThat(set.status()).as(set.body()).isEqualTo(204);
        assertThat(whileSet).isEqualTo(BLOCKED);
        assertThat(type).isEqualTo("BlockedBySubscriber");
        assertThat(overridden.status()).isEqualTo(204);
        assertThat(whileOverridden).isEmpty();
    }

    @Test
    void aDeletedOneIsGoneAndBlocksNothing() throws IOException, InterruptedException {
        // Given
        var id = created(",\"IsCustomUpgradeAllowed\":true,\"HasRestrictionEnabled\":true");

        // When
        var deleted = client.call("DELETE", ROWS + "/" + id, "");
        var again = client.call("DELETE", ROWS + "/" + id, "");

        // Then
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
        assertThat(row(id).isMissingNode()).isTrue();
        assertThat(refusal("Harbor Suite 2.0", org)).isEmpty();
        assertThat(create("").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                       | REQUIRED_FIELD_MISSING
            {"MetadataPackageId":"PACKAGE"}                                          | REQUIRED_FIELD_MISSING
            {"MetadataPackageId":"033000000000000","OrgKey":"ORG"}                   | INVALID_CROSS_REFERENCE_KEY
            {"MetadataPackageId":"PACKAGE","OrgKey":"00D000000000000"}               | INVALID_CROSS_REFERENCE_KEY
            {"MetadataPackageId":"PACKAGE","OrgKey":"ORG","CustomUpgradeType":"x"}   | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST
            {"MetadataPackageId":"PACKAGE","OrgKey":"ORG","ExpirationDays":0}        | NUMBER_OUTSIDE_VALID_RANGE
            {"MetadataPackageId":"PACKAGE","OrgKey":"ORG","ExpirationDays":"1"}      | JSON_PARSER_ERROR
            {"MetadataPackageId":"PACKAGE","OrgKey":"ORG","Nonsense":1}              | INVALID_FIELD
            {"MetadataPackageId":"PACKAGE","OrgKey":"ORG","CustomUpgradeType":"None","HasRestrictionEnabled":true} | FIELD_INTEGRITY_EXCEPTION
            """)
    void aWrongOneIsRefused(String body, String code) throws IOException, InterruptedException {
        // When
        var answer = client.post(
                ROWS, body.replace("PACKAGE", packageId("Harbor Suite")).replace("ORG", org));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(create("").status()).isEqualTo(201);
    }

    @Test
    void anOrgHasOneForAPackage() throws IOException, InterruptedException {
        // Given
        created("");

        // When
        var second = create("");

        // Then
        assertThat(second.errorCode()).isEqualTo("DUPLICATE_VALUE");
    }

    @Test
    void aCollectionThatFailsLeavesNoneChanged() throws IOException, InterruptedException {
        // Given
        var id = created(",\"IsCustomUpgradeAllowed\":true");
        var before = row(id);

        // When
        var updated = client.patch(COLLECTION, """
                {"allOrNone":true,"records":[
                 {"attributes":{"type":"PushUpgradeCustomization"},"Id":"%s","HasRestrictionEnabled":true},
                 {"attributes":{"type":"PushUpgradeCustomization"},"Id":"%s","ExpirationDays":0}]}
                """.formatted(id, id));
        var deleted = client.call("DELETE", COLLECTION + "?allOrNone=true&ids=" + id + ",0DV000000000001", "");

        // Then
        assertThat(updated.json().at("/0/errors/0/statusCode").asText()).isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(deleted.json().at("/0/errors/0/statusCode").asText()).isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(row(id)).isEqualTo(before);
        assertThat(client.call("DELETE", COLLECTION + "?ids=" + id, "")
                        .json()
                        .at("/0/success")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aSettingRefusesAllWrites() throws IOException, InterruptedException {
        // Given
        startWith(Map.of(Setting.CUSTOMIZATION_WRITES, false));
        patch(org, "{\"blocked\":true}");
        var id = client.query("SELECT Id FROM PushUpgradeCustomization LIMIT 1")
                .json()
                .at("/records/0/Id")
                .asText();

        // When
        var created = create("");
        var updated = client.patch(ROWS + "/" + id, "{\"HasRestrictionEnabled\":false}");
        var deleted = client.call("DELETE", ROWS + "/" + id, "");

        // Then
        for (var answer : new SalesforceClient.Answer[] {created, updated, deleted}) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
        }
    }

    @Test
    void itsDescribeSaysThatItCanBeDeletedAndShowsOnlyDocumentedFields() throws IOException, InterruptedException {
        // When
        var describe = client.get(ROWS + "/describe").json();

        // Then
        assertThat(describe.path("createable").asBoolean()).isTrue();
        assertThat(describe.path("deletable").asBoolean()).isTrue();
        assertThat(describe.path("undeletable").asBoolean()).isTrue();
        assertThat(describe.path("fields").findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "Id",
                        "CustomUpgradeType",
                        "HasRestrictionEnabled",
                        "IsCustomUpgradeAllowed",
                        "IsRestrictionOverridden",
                        "ExpirationDays",
                        "PushUpgradeBlockInitiatedDate");
    }

    @Test
    void aCreatedOneIsInTheSnapshot() throws IOException, InterruptedException {
        // Given
        var id = created(",\"IsCustomUpgradeAllowed\":true");
        var snapshot = client.snapshot();
        client.call("DELETE", ROWS + "/" + id, "");

        // When
        client.restore(snapshot);

        // Then
        assertThat(row(id).path("IsCustomUpgradeAllowed").asBoolean()).isTrue();
    }
}
