package io.pushwave.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;

/** Request bodies of the Salesforce API. */
public final class Bodies {
    private Bodies() {}

    /**
     * The body as an object. Without a Content-Type it is taken for JSON.
     *
     * @throws ApiException if it is none
     */
    public static JsonNode object(Call call) {
        checkType(call);
        if (call.body().length == 0) {
            throw ApiException.parser("No content to map to Object due to end of input");
        }
        try {
            var body = Json.read(call.body());
            if (body.isObject()) {
                return body;
            }
            throw ApiException.parser("Cannot deserialize instance of complexvalue from " + Records.token(body)
                    + " value " + (body.isArray() ? "[" : body.asText())
                    + " or request may be missing a required field at [line:1, column:1]");
        } catch (IOException malformed) {
            throw ApiException.parser(Json.fault(malformed));
        }
    }

    private static void checkType(Call call) {
        var type = call.header("content-type").orElse("application/json");
        int parameters = type.indexOf(';');
        var bare = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        if (!bare.toLowerCase(Locale.ROOT).equals("application/json")) {
            throw new ApiException(415, "UNSUPPORTED_MEDIA_TYPE", "Content type '" + bare + "' not supported.");
        }
    }
}
