package io.pushwave.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** Reads what the simulator's own controls are given, refusing with problem details. */
public final class Problems {
    private Problems() {}

    /** The body as JSON. */
    static JsonNode json(Call call) {
        try {
            return Json.read(call.body());
        } catch (IOException malformed) {
            throw ProblemException.badRequest("the body is no JSON: " + Json.fault(malformed));
        }
    }

    /** The body as a JSON object. */
    public static JsonNode object(Call call) {
        var body = json(call);
        if (!body.isObject()) {
            throw ProblemException.badRequest("the body is no JSON object");
        }
        return body;
    }

    /** Refuses members that nobody expects. */
    public static void refuseOthers(JsonNode body, String... expected) {
        for (var member : body.properties()) {
            if (!List.of(expected).contains(member.getKey())) {
                throw ProblemException.badRequest(
                        "'" + member.getKey() + "' is unknown: " + String.join(", ", expected) + " can be given");
            }
        }
    }

    /** A parameter that is a whole number. */
    public static long whole(Call call, String name, long standard, long minimum, long maximum) {
        var text = call.parameter(name);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= minimum && value <= maximum) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, in the same words as a number out of range.
        }
        throw ProblemException.badRequest(
                name + " is '" + text.get() + "', " + minimum + " to " + maximum + " is expected");
    }
}
