package io.pushwave.executor.salesforce.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pushwave.contracts.StorableText;
import io.pushwave.executor.result.ErrorPolicy;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import java.util.Optional;
import java.util.Set;

/**
 * One answer of Salesforce, and what it means if it is no success. Errors come as a JSON array (REST), as a JSON object
 * (OAuth), or as an HTML page from whatever stands before Salesforce.
 *
 * @param locator where the next part of a bulk query's results begins; empty in every other answer and at their end
 */
public record Reply(Operation operation, int status, String body, Optional<String> locator) {
    private static final int BODY_SHOWN_MAXIMUM = 300;
    private static final JsonNodeFactory STORABLE = new StorableNodes();
    /** The same question may be answered later. */
    private static final Set<String> PASSING_READS =
            Set.of("QUERY_TIMEOUT", "INVALID_QUERY_LOCATOR", "UNKNOWN_EXCEPTION");

    /** INVALID_TYPE is what a login to the wrong org, or one without push upgrades, gets: somebody mends that outside. */
    private static final Set<String> PASSING_CODES = Set.of("QUERY_TIMEOUT", "INVALID_QUERY_LOCATOR", "INVALID_TYPE");

    /** What cannot be stored stands raw only in what is no JSON: in files and pages. */
    public Reply {
        body = StorableText.replaced(body);
    }

    public Reply(Operation operation, int status, String body) {
        this(operation, status, body, Optional.empty());
    }

    /** The one door for Salesforce's texts: what PostgreSQL could not store is replaced by a visible mark. */
    private static final class StorableNodes extends JsonNodeFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public TextNode textNode(String text) {
            return super.textNode(StorableText.replaced(text));
        }
    }

    /** What an error body says. */
    private record Said(String code, String message) {}

    boolean successful() {
        return status >= 200 && status < 300;
    }

    boolean sessionEnded() {
        return status == 401;
    }

    /** Whether it is this user, or this org, that may not do it: another try alone changes nothing, people do. */
    boolean withheld(PackagingException failure) {
        return failure.failure() == ApiFailure.UNAVAILABLE
                && (status == 403 || failure.errorCode().equals("INVALID_TYPE"));
    }

    /** The body of a success. */
    public JsonNode json(ObjectMapper mapper) {
        try {
            return read(mapper);
        } catch (JsonProcessingException e) {
            throw new PackagingException(
                    operation.reading() ? ApiFailure.UNAVAILABLE : ApiFailure.UNKNOWN_OUTCOME,
                    "",
                    "Salesforce answered " + status + " with what is no JSON: " + shown(body),
                    e);
        }
    }

    /**
     * What a success without a body looks like (204 to a PATCH, 201 to an upload). A page that somebody before Salesforce answers
     * with, even with the status 200, is none: nobody knows what became of the call.
     */
    void requireNoBody() {
        if (!body.isBlank()) {
            throw new PackagingException(
                    ApiFailure.UNKNOWN_OUTCOME,
                    "",
                    "Salesforce answered " + status + " with a body where none is expected: " + shown(body));
        }
    }

    /** What kind of failure this is. */
    public PackagingException failure(ObjectMapper mapper) {
        var said = said(mapper);
        return new PackagingException(
                kind(said), said.code(), "Salesforce answered " + status + " " + said.code() + ": " + said.message());
    }

    private ApiFailure kind(Said said) {
        if (status == 429 || status == 420 || said.code().equals("REQUEST_LIMIT_EXCEEDED")) {
            return ApiFailure.THROTTLED;
        }
        if (status >= 500 || status < 400) {
            return operation.reading() ? ApiFailure.UNAVAILABLE : ApiFailure.UNKNOWN_OUTCOME;
        }
        if (operation.optional() && status != 401 && status != 408 && !PASSING_READS.contains(said.code())) {
            return ApiFailure.REJECTED;
        }
        if (status == 401 || status == 403 || status == 408 || PASSING_CODES.contains(said.code())) {
            return ApiFailure.UNAVAILABLE;
        }
        if (ErrorPolicy.refusalPasses(said.code(), said.message())) {
            // With such a status nothing was done, so a change may be made again too.
            return ApiFailure.UNAVAILABLE;
        }
        return operation.reading() ? ApiFailure.BUG : ApiFailure.REJECTED;
    }

    private Said said(ObjectMapper mapper) {
        try {
            var node = read(mapper);
            if (node.isArray() && !node.isEmpty()) {
                var first = node.get(0);
                return new Said(
                        first.path("errorCode").asText(""),
                        first.path("message").asText(""));
            }
            if (node.hasNonNull("error")) {
                return new Said(
                        node.path("error").asText(""),
                        node.path("error_description").asText(""));
            }
        } catch (JsonProcessingException e) {
            return new Said("", shown(body));
        }
        return new Said("", shown(body));
    }

    private JsonNode read(ObjectMapper mapper) throws JsonProcessingException {
        return mapper.reader().with(STORABLE).readTree(body);
    }

    private static String shown(String body) {
        var line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= BODY_SHOWN_MAXIMUM
                ? line
                : StorableText.replaced(line.substring(0, BODY_SHOWN_MAXIMUM)) + "…";
    }
}
