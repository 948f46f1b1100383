package io.pushwave.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Request bodies of the Salesforce API. */
final class Bodies {
    private Bodies() {}

    /**
     * The body as an object.
     *
     * @throws ApiException if it is none
     */
    static JsonNode object(Call call) {
        try {
            var body = Json.read(call.body());
            if (body.isObject()) {
                return body;
            }
            throw ApiException.parser("The HTTP entity body is required to be a JSON object");
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            throw ApiException.parser(malformed.getOriginalMessage() + " at [line:" + at.getLineNr() + ", column:"
                    + at.getColumnNr() + "]");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
