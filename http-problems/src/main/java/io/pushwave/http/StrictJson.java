package io.pushwave.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.pushwave.contracts.JsonFault;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes bodies literally: a member that nobody knows, a member twice, or a number where a text belongs is an error, as a
 * request that says {@code "dryRun": true} must not be served as one that does not.
 *
 * <p>Bodies that a resource takes as an object are read so by themselves. The methods here are for those whose form is only known
 * once they were looked at, such as events.
 */
public final class StrictJson {
    /** The field of a problem that is one of the body as a whole. */
    public static final String BODY = "body";

    private static final ObjectMapper MAPPER = strict(new ObjectMapper());

    static {
        // A text may have half a character, which only an escape can carry; what reads it says so with the field.
        MAPPER.getFactory().enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
    }

    private StrictJson() {}

    /** The mapper, changed. */
    @SuppressWarnings("deprecation") // the builder that replaces it cannot begin with a mapper that is there
    static ObjectMapper strict(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }

    /**
     * Reads a body.
     *
     * @throws HttpProblem 400 if it is no JSON object
     */
    public static ObjectNode object(byte[] body) {
        try {
            return switch (MAPPER.readTree(body)) {
                case ObjectNode object -> object;
                case null, default -> throw Problems.invalid(BODY, null, "the body is no JSON object");
            };
        } catch (JsonProcessingException e) {
            throw problem(e, JsonFault.of(e), BODY, null);
        } catch (IOException e) {
            throw Problems.invalid(BODY, null, "the body cannot be read");
        }
    }

    /** JSON that {@link #object} has read. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read cannot be written", e);
        }
    }

    /**
     * 400, or 422 for what can be read and asks for something unknown.
     *
     * @param cause what the reader has thrown
     * @param fault what is wrong with it
     * @param whole what the field is called where the fault is that of the whole
     * @param json the whole, of which the field's value is repeated; null if it is not there any more
     */
    public static HttpProblem problem(
            @Nullable Throwable cause, JsonFault fault, String whole, byte @Nullable [] json) {
        var field = fault.field().isEmpty() ? whole : fault.field();
        var rule = fault.field().isEmpty() ? "the " + whole + " " + fault.rule() : fault.sentence();
        var value = json == null ? value(cause) : value(json, fault.field());
        return cause instanceof UnrecognizedPropertyException
                ? Problems.unknown(field, value, rule)
                : Problems.invalid(field, value, rule);
    }

    private static @Nullable String value(@Nullable Throwable cause) {
        return cause instanceof InvalidFormatException format && format.getValue() != null
                ? String.valueOf(format.getValue())
                : null;
    }

    /** A member's value as it came; null if it is missing, no plain value, or the whole is not JSON. */
    private static @Nullable String value(byte[] json, String field) {
        try {
            var value = MAPPER.readTree(json).path(field);
            return value.isValueNode() && !value.isNull() ? value.asText() : null;
        } catch (IOException | IllegalArgumentException _) {
            return null;
        }
    }
}
