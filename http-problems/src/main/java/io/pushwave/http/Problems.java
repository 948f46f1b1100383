package io.pushwave.http;

import io.pushwave.contracts.StorableText;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** RFC 9457 problems that name the field, its value and the rule. */
public final class Problems {
    /** When to ask again for what passes by itself, where nobody knows better. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Longest value that is repeated in an answer, in characters: enough to recognise what was sent. */
    private static final int VALUE_MAXIMUM = 200;

    /** Longest sentence, in characters: it may repeat a value, too. */
    private static final int SENTENCE_MAXIMUM = 2_000;

    /** Most parts of a request that are named at once: whoever has broken more reads no longer list. */
    private static final int VIOLATIONS_MAXIMUM = 50;

    private static final String TYPE_PREFIX = "urn:pushwave:problem:";
    private static final int UNPROCESSABLE = 422;

    private Problems() {}

    /**
     * 400: a part of the request breaks a rule.
     *
     * @param field the field, parameter or header; {@code body} for the body as a whole
     * @param value what was sent; null where it is missing, or is not worth repeating
     * @param rule a sentence that says what is expected
     */
    public static HttpProblem invalid(String field, @Nullable Object value, String rule) {
        return problem(
                Status.BAD_REQUEST.getStatusCode(), "invalid-request", "The request is not valid", field, value, rule);
    }

    /**
     * A part of a request that breaks a rule.
     *
     * @param value what was sent; null where it is missing, or is not worth repeating
     * @param rule a sentence that says what is expected
     * @param unknown whether nobody here knows the part, so that it may ask for something that is not done
     */
    public record Fault(String field, @Nullable Object value, String rule, boolean unknown) {}

    /**
     * 400, or 422 if the first of them is unknown: parts of the request that break rules. The first one is told as a single one is,
     * and all of them, up to a number, stand in {@code violations}.
     *
     * @param faults at least one
     */
    public static HttpProblem invalid(List<Fault> faults) {
        var first = faults.getFirst();
        var single = first.unknown()
                ? unknown(first.field(), first.value(), first.rule())
                : invalid(first.field(), first.value(), first.rule());
        return HttpProblem.builder(single)
                .with(
                        "violations",
                        faults.stream()
                                .limit(VIOLATIONS_MAXIMUM)
                                .map(Problems::violation)
                                .toList())
                .build();
    }

    private static Map<String, Object> violation(Fault fault) {
        var violation = new LinkedHashMap<String, Object>();
        violation.put("field", shown(fault.field(), VALUE_MAXIMUM));
        if (fault.value() != null) {
            violation.put("value", shown(fault.value()));
        }
        violation.put("rule", shown(fault.rule(), SENTENCE_MAXIMUM));
        return violation;
    }

    /** 404: what the request names does not exist. */
    public static HttpProblem notFound(String field, String value) {
        return notFound(field, value, field + " '" + value + "' does not exist");
    }

    /** 404: what the request names does not exist, and there is more to say of it. */
    public static HttpProblem notFound(String field, String value, String rule) {
        return problem(Status.NOT_FOUND.getStatusCode(), "not-found", "Not found", field, value, rule);
    }

    /** 409: what the request names is in a state that does not allow it. */
    public static HttpProblem conflict(String type, String title, String field, @Nullable Object value, String rule) {
        return problem(Status.CONFLICT.getStatusCode(), type, title, field, value, rule);
    }

    /**
     * 412: what the request changes is not, or no longer, what its sender has seen.
     *
     * @param field the header that says what the sender has seen
     * @param entityTag what it is now, as the header {@code ETag}; empty if it does not exist
     */
    public static HttpProblem outdated(String field, String value, String rule, Optional<String> entityTag) {
        var problem = HttpProblem.builder(problem(
                Status.PRECONDITION_FAILED.getStatusCode(),
                "outdated",
                "The request changes what is not there any more",
                field,
                value,
                rule));
        entityTag.ifPresent(tag -> problem.withHeader("ETag", tag));
        return problem.build();
    }

    /** 428: the request has to say what it changes, so that no change is lost that its sender has not seen. */
    public static HttpProblem unconditional(String field, String rule) {
        return problem(
                Status.PRECONDITION_REQUIRED.getStatusCode(),
                "unconditional",
                "The request has to say what it changes",
                field,
                null,
                rule);
    }

    /** 415: the body, or a part of it, has a form that is not read. */
    public static HttpProblem unsupported(String field, @Nullable Object value, String rule) {
        return problem(
                Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode(),
                "unsupported-media-type",
                "The request has a form that is not read",
                field,
                value,
                rule);
    }

    /** 422: a part of the request that nobody here knows, so that it may ask for something that is not done. */
    public static HttpProblem unknown(String field, @Nullable Object value, String rule) {
        return unprocessable("unknown-field", "The request has an unknown field", field, value, rule);
    }

    /** 422: the request can be read, but what it asks for cannot be done. */
    public static HttpProblem unprocessable(
            String type, String title, String field, @Nullable Object value, String rule) {
        return problem(UNPROCESSABLE, type, title, field, value, rule);
    }

    /**
     * 503: something that passes by itself, soon.
     *
     * @param detail what is missing, and what became of the request
     */
    public static HttpProblem unavailable(String detail) {
        return unavailable(detail, RETRY_AFTER);
    }

    /**
     * 503: something that passes by itself.
     *
     * @param detail what is missing, and what became of the request
     * @param retryAfter when it is worth another try, whole seconds
     */
    public static HttpProblem unavailable(String detail, Duration retryAfter) {
        return unavailable("unavailable", detail, retryAfter);
    }

    /** 503: the service has not come so far that it can serve any request. */
    public static HttpProblem notReady(String detail) {
        return unavailable("not-ready", detail, RETRY_AFTER);
    }

    private static HttpProblem unavailable(String type, String detail, Duration retryAfter) {
        return HttpProblem.builder()
                .withType(URI.create(TYPE_PREFIX + type))
                .withTitle("Not available at the moment")
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withDetail(shown(detail, SENTENCE_MAXIMUM))
                .withHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())))
                .build();
    }

    /** Any status, with field, value and rule. */
    static HttpProblem problem(
            int status, String type, String title, String field, @Nullable Object value, String rule) {
        var builder = HttpProblem.builder()
                .withType(URI.create(TYPE_PREFIX + type))
                .withTitle(title)
                .withStatus(status)
                .withDetail(shown(rule, SENTENCE_MAXIMUM))
                .with("field", shown(field, VALUE_MAXIMUM))
                .with("rule", shown(rule, SENTENCE_MAXIMUM));
        if (value == null) {
            return builder.build();
        }
        return builder.with("value", shown(value)).build();
    }

    /** Any status of a request in which no single field is wrong. */
    static HttpProblem problem(int status, String type, String title, String detail) {
        return HttpProblem.builder()
                .withType(URI.create(TYPE_PREFIX + type))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .build();
    }

    private static Object shown(Object value) {
        return value instanceof String text ? shown(text, VALUE_MAXIMUM) : value;
    }

    /** What a stranger sent, short, and with a mark for what cannot be stored. */
    private static String shown(String text, int maximum) {
        var cut = text.length() <= maximum ? text : text.substring(0, maximum) + "…";
        return StorableText.replaced(cut);
    }
}
