package io.pushwave.executor.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.domain.PackagingApi.JobAnswer.Refused;
import io.pushwave.executor.domain.PushError;
import org.junit.jupiter.api.Test;

class StorableTextTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void anErrorOfAJobIsWithoutNul() throws JsonProcessingException {
        var row = MAPPER.readTree("{\"ErrorType\":\"Unclassified\\u0000Error\",\"ErrorSeverity\":\"Error\","
                + "\"ErrorTitle\":\"\\u0000\",\"ErrorMessage\":\"a\\u0000b \\\\u0000\"}");

        assertThat(SalesforcePackagingApi.pushError(row))
                .isEqualTo(new PushError("UnclassifiedError", "Error", "", "ab \\u0000"));
    }

    @Test
    void aRefusalOfAJobIsWithoutNul() throws JsonProcessingException {
        var answer = MAPPER.readTree(
                "{\"success\":false,\"errors\":[{\"statusCode\":\"INVALID_OPERATION\",\"message\":\"a\\u0000b\"}]}");

        assertThat(SalesforcePackagingApi.jobAnswer(answer)).isEqualTo(new Refused("INVALID_OPERATION", "ab"));
    }

    @Test
    void aRefusalOfACallIsWithoutNul() {
        var array = new Reply(
                Operation.CREATE_REQUEST, 400, "[{\"message\":\"a\\u0000b\",\"errorCode\":\"INVALID_\\u0000INPUT\"}]");
        var object = new Reply(
                Operation.LOGIN, 400, "{\"error\":\"invalid\\u0000_grant\",\"error_description\":\"a\\u0000b\"}");

        assertThat(array.failure(MAPPER)).hasMessage("Salesforce answered 400 INVALID_INPUT: ab");
        assertThat(object.failure(MAPPER)).hasMessage("Salesforce answered 400 invalid_grant: ab");
    }

    @Test
    void whatIsNoJsonIsWithoutNul() {
        var page = new Reply(Operation.CREATE_REQUEST, 502, "<p>a\0b</p>");

        assertThat(page.failure(MAPPER)).hasMessageEndingWith("<p>ab</p>");
    }

    @Test
    void aFieldOfASubscriberIsWithoutNul() throws JsonProcessingException {
        var row = MAPPER.readTree("{\"OrgName\":\"Ac\\u0000me\",\"ParentOrg\":null}");

        assertThat(SalesforceSubscribers.value(row, "OrgName")).isEqualTo("Acme");
        assertThat(SalesforceSubscribers.value(row, "ParentOrg")).isEmpty();
        assertThat(SalesforceSubscribers.value(row, "OrgType")).isEmpty();
    }
}
