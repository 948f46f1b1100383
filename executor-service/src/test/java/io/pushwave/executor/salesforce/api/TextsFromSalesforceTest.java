package io.pushwave.executor.salesforce.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.request.PackagingApi.JobAnswer.Refused;
import io.pushwave.executor.result.PushError;
import io.pushwave.executor.salesforce.call.Operation;
import io.pushwave.executor.salesforce.call.Reply;
import org.junit.jupiter.api.Test;

/** What cannot be stored is replaced where it comes in, and can be seen to be. */
class TextsFromSalesforceTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void anErrorOfAJobHasAMarkForNul() {
        var row = answered("{\"ErrorType\":\"Unclassified\\u0000Error\",\"ErrorSeverity\":\"Error\","
                + "\"ErrorTitle\":\"\\u0000\",\"ErrorMessage\":\"a\\u0000b \\\\u0000\"}");

        assertThat(SalesforcePackagingApi.pushError(row))
                .isEqualTo(new PushError("Unclassified\uFFFDError", "Error", "\uFFFD", "a\uFFFDb \\u0000"));
    }

    @Test
    void halfACharacterIsReplacedAndAWholeOneIsNot() {
        var row = answered("{\"ErrorMessage\":\"\\ud83d\\ude80 \\ud83d. \\ude80\"}");

        assertThat(SalesforcePackagingApi.pushError(row).message()).isEqualTo("\ud83d\ude80 \uFFFD. \uFFFD");
    }

    @Test
    void aRefusalOfAJobHasAMarkForNul() {
        var answer = answered(
                "{\"success\":false,\"errors\":[{\"statusCode\":\"INVALID_OPERATION\",\"message\":\"a\\u0000b\"}]}");

        assertThat(SalesforcePackagingApi.jobAnswer(answer)).isEqualTo(new Refused("INVALID_OPERATION", "a\uFFFDb"));
    }

    @Test
    void aRefusalOfACallHasAMarkForNul() {
        var array = new Reply(
                Operation.CREATE_REQUEST, 400, "[{\"message\":\"a\\u0000b\",\"errorCode\":\"INVALID_\\u0000INPUT\"}]");
        var object = new Reply(
                Operation.LOGIN, 400, "{\"error\":\"invalid\\u0000_grant\",\"error_description\":\"a\\u0000b\"}");

        assertThat(array.failure(MAPPER)).hasMessage("Salesforce answered 400 INVALID_\uFFFDINPUT: a\uFFFDb");
        assertThat(object.failure(MAPPER)).hasMessage("Salesforce answered 400 invalid\uFFFD_grant: a\uFFFDb");
    }

    @Test
    void whatIsNoJsonHasAMarkForNul() {
        var page = new Reply(Operation.CREATE_REQUEST, 502, "<p>a\0b</p>");

        assertThat(page.failure(MAPPER)).hasMessageEndingWith("<p>a\uFFFDb</p>");
    }

    @Test
    void aRefusalInABulkJobsFileHasAMarkForNul() {
        var file = new Reply(
                Operation.CHECK_BULK_JOB,
                200,
                "sf__Id,sf__Error,SubscriberOrganizationKey\n,INVALID_OPERATION:a\0b:--,00D000000000001\n");

        assertThat(SalesforceBulkApi.read(file.body()).values())
                .containsExactly(new Refused("INVALID_OPERATION", "a\uFFFDb"));
    }

    @Test
    void aFieldOfASubscriberHasAMarkForNul() {
        var row = answered("{\"OrgName\":\"Ac\\u0000me\",\"ParentOrg\":null}");

        assertThat(SalesforceSubscribers.value(row, "OrgName")).isEqualTo("Ac\uFFFDme");
        assertThat(SalesforceSubscribers.value(row, "ParentOrg")).isEmpty();
        assertThat(SalesforceSubscribers.value(row, "OrgType")).isEmpty();
    }

    private static JsonNode answered(String json) {
        return new Reply(Operation.FOLLOW_JOBS, 200, json).json(MAPPER);
    }
}
