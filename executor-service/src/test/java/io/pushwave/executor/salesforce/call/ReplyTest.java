package io.pushwave.executor.salesforce.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.SalesforceAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "CREATE_REQUEST, 400, DUPLICATE_VALUE, REJECTED",
        "CREATE_REQUEST, 400, INVALID_TYPE, UNAVAILABLE",
        "CREATE_REQUEST, 403, REQUEST_LIMIT_EXCEEDED, THROTTLED",
        "CREATE_REQUEST, 403, INSUFFICIENT_ACCESS, UNAVAILABLE",
        "CREATE_REQUEST, 401, INVALID_SESSION_ID, UNAVAILABLE",
        "CREATE_REQUEST, 500, UNKNOWN_EXCEPTION, UNKNOWN_OUTCOME",
        "CREATE_REQUEST, 503, SERVER_UNAVAILABLE, UNKNOWN_OUTCOME",
        "CHANGE_STATUS, 400, UNABLE_TO_LOCK_ROW, UNAVAILABLE",
        "FOLLOW_JOBS, 400, MALFORMED_QUERY, BUG",
        "FOLLOW_JOBS, 400, QUERY_TIMEOUT, UNAVAILABLE",
        "FOLLOW_JOBS, 503, SERVER_UNAVAILABLE, UNAVAILABLE"
    })
    void anErrorSaysWhatIsToBeDone(Operation operation, int status, String code, ApiFailure expected) {
        var reply = new Reply(operation, status, "[{\"message\":\"A reason\",\"errorCode\":\"" + code + "\"}]");

        var failure = reply.failure(MAPPER);

        assertThat(failure.failure()).isEqualTo(expected);
        assertThat(failure.errorCode()).isEqualTo(code);
        assertThat(failure).hasMessageContaining("A reason");
    }

    /** The words are what is known of these; which code they come with, to a whole call, is not. */
    @ParameterizedTest
    @CsvSource({
        "CREATE_REQUEST, UNKNOWN_EXCEPTION, An unexpected error occurred.",
        "CREATE_REQUEST, INVALID_INPUT, Something bad has happened. Please verify your input and try again.",
        "CREATE_REQUEST, INVALID_INPUT, This package is not yet available",
        "CHANGE_STATUS, INVALID_OPERATION, admin operation already in progress",
        "CHANGE_STATUS, UNKNOWN_EXCEPTION, An unexpected error occurred.",
        "FOLLOW_JOBS, UNKNOWN_EXCEPTION, An unexpected error occurred."
    })
    void aFaultThatPassesIsNeverTakenForFinal(Operation operation, String code, String message) {
        var reply = new Reply(operation, 400, "[{\"message\":\"" + message + "\",\"errorCode\":\"" + code + "\"}]");

        var failure = reply.failure(MAPPER);

        assertThat(failure.failure()).isEqualTo(ApiFailure.UNAVAILABLE);
        assertThat(reply.withheld(failure)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_TYPE, true",
        "403, INSUFFICIENT_ACCESS, true",
        "403, API_CURRENTLY_DISABLED, true",
        "403, REQUEST_LIMIT_EXCEEDED, false",
        "400, UNABLE_TO_LOCK_ROW, false",
        "503, SERVER_UNAVAILABLE, false"
    })
    void whatOnlyPeopleCanMendIsDistinguishedFromWhatPasses(int status, String code, boolean withheld) {
        var reply = new Reply(
                Operation.CHANGE_STATUS, status, "[{\"message\":\"A reason\",\"errorCode\":\"" + code + "\"}]");

        assertThat(reply.withheld(reply.failure(MAPPER))).isEqualTo(withheld);
    }

    @Test
    void anObjectIsUnderstood() {
        var body = "{\"error\":\"invalid_grant\",\"error_description\":\"user hasn't approved this consumer\"}";

        var failure = new Reply(Operation.LOGIN, 400, body).failure(MAPPER);

        assertThat(failure).hasMessageContaining("invalid_grant").hasMessageContaining("hasn't approved");
    }

    @Test
    void aPageIsShownInPart() {
        var page = "<html>" + "x".repeat(5000) + "</html>";

        var failure = new Reply(Operation.CREATE_REQUEST, 502, page).failure(MAPPER);

        assertThat(failure.failure()).isEqualTo(ApiFailure.UNKNOWN_OUTCOME);
        assertThat(failure.sentence()).hasSizeLessThan(400);
    }

    @Test
    void aSuccessThatIsNoJsonIsNoSuccess() {
        assertThatThrownBy(() -> new Reply(Operation.CREATE_REQUEST, 201, "<html>").json(MAPPER))
                .hasFieldOrPropertyWithValue("failure", ApiFailure.UNKNOWN_OUTCOME);
    }

    @Test
    void aPageInPlaceOfASuccessWithoutABodyIsNoSuccess() {
        assertThatThrownBy(() -> new Reply(Operation.CHANGE_STATUS, 200, "<html>").requireNoBody())
                .hasFieldOrPropertyWithValue("failure", ApiFailure.UNKNOWN_OUTCOME);
    }

    @Test
    void aSuccessWithoutABodyIsOne() {
        assertThatCode(() -> new Reply(Operation.CHANGE_STATUS, 204, "").requireNoBody())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.salesforce.com",
                "https://acme.my.salesforce.com/",
                "http://localhost:8090",
                "http://127.0.0.1:8090/"
            })
    void credentialsGoToSalesforceAndLoopback(String address) {
        assertThat(new SalesforceAddress(URI.create(address)).withoutSlash()).doesNotEndWith("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.salesforce.com",
                "https://salesforce.com.example.org",
                "https://evilsalesforce.com",
                "http://10.0.0.1:8090",
                "https://user@login.salesforce.com",
                "ftp://localhost"
            })
    void credentialsGoNowhereElse(String address) {
        assertThatThrownBy(() -> new SalesforceAddress(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(address);
    }
}
