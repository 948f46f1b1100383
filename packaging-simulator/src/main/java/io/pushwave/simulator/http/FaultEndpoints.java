package io.pushwave.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The rules of misbehaviour: set, listed, cleared, asked. */
final class FaultEndpoints {
    private static final int MAXIMUM_RULES = 1_000;
    private static final Set<String> MEMBERS =
            Set.of("endpoint", "method", "nth", "probability", "times", "seed", "effect", "status", "latency");
    private static final String EFFECTS =
            "status, resetBeforeEffect, resetAfterEffect, latency, unauthorized or somethingBad";

    private final List<FaultRule> rules = new ArrayList<>();

    /** The first rule that strikes the call. All rules count it. */
    Optional<FaultRule.Effect> strike(Call call) {
        Optional<FaultRule.Effect> effect = Optional.empty();
        for (var rule : rules) {
            if (rule.strikes(call) && effect.isEmpty()) {
                effect = Optional.of(rule.description().effect());
            }
        }
        return effect;
    }

    Reply add(Call call) {
        var body = Problems.json(call);
        if (!body.isArray()) {
            throw ProblemException.badRequest("the body is no JSON array; a list of rules is expected");
        }
        var added = new ArrayList<FaultRule>();
        for (int position = 0; position < body.size(); position++) {
            added.add(new FaultRule(rule(body.get(position), "rule " + (position + 1) + ": "), 0, 0));
        }
        if (rules.size() + added.size() > MAXIMUM_RULES) {
            throw ProblemException.badRequest("there are " + rules.size() + " rules, at most " + MAXIMUM_RULES
                    + " are kept; DELETE /simulator/faults clears them");
        }
        rules.addAll(added);
        return list(call);
    }

    Reply list(Call call) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("rules");
            for (var rule : rules) {
                write(json, rule, true);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    Reply clear(Call call) {
        rules.clear();
        return Reply.noContent();
    }

    private static FaultRule.Description rule(JsonNode rule, String where) {
        if (!rule.isObject()) {
            throw ProblemException.badRequest(where + "a JSON object is expected");
        }
        for (var member : rule.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw ProblemException.badRequest(where + "'" + member.getKey() + "' is unknown");
            }
        }
        var nth = whole(rule, "nth", where);
        var probability = rule.path("probability");
        if (nth.isPresent() != probability.isMissingNode()) {
            throw ProblemException.badRequest(where + "exactly one of nth and probability is expected");
        }
        if (!probability.isMissingNode()
                && !(probability.isNumber() && probability.asDouble() >= 0 && probability.asDouble() <= 1)) {
            throw ProblemException.badRequest(where + "probability is " + probability + ", 0 to 1 is expected");
        }
        return new FaultRule.Description(
                text(rule, "endpoint", where)
                        .orElseThrow(() -> ProblemException.badRequest(where + "endpoint is missing")),
                text(rule, "method", where).map(method -> method.toUpperCase(Locale.ROOT)),
                nth,
                probability.asDouble(),
                whole(rule, "times", where),
                rule.path("seed").asLong(0),
                effect(rule, where));
    }

    private static FaultRule.Effect effect(JsonNode rule, String where) {
        var name = text(rule, "effect", where).orElse("");
        return switch (name) {
            case "status" -> {
                int status = whole(rule, "status", where).orElse(0);
                if (status != 500 && status != 502 && status != 503) {
                    throw ProblemException.badRequest(where + "status is " + status + ", 500, 502 or 503 is expected");
                }
                yield new FaultRule.Effect.Status(status);
            }
            case "resetBeforeEffect" -> new FaultRule.Effect.ResetBeforeEffect();
            case "resetAfterEffect" -> new FaultRule.Effect.ResetAfterEffect();
            case "latency" -> new FaultRule.Effect.Latency(latency(rule, where));
            case "unauthorized" -> new FaultRule.Effect.Unauthorized();
            case "somethingBad" -> new FaultRule.Effect.SomethingBad();
            default -> throw ProblemException.badRequest(where + "effect '" + name + "' is unknown: " + EFFECTS);
        };
    }

    private static Duration latency(JsonNode rule, String where) {
        var text = text(rule, "latency", where).orElse("");
        try {
            var latency = Duration.parse(text);
            if (latency.isPositive() && latency.compareTo(Duration.ofMinutes(10)) <= 0) {
                return latency;
            }
        } catch (DateTimeParseException notADuration) {
            // Refused below, in the same words as one out of range.
        }
        throw ProblemException.badRequest(where + "latency is '" + text + "', more than PT0S up to PT10M is expected");
    }

    private static Optional<String> text(JsonNode rule, String name, String where) {
        var value = rule.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw ProblemException.badRequest(where + name + " is " + value + ", a text is expected");
        }
        return Optional.of(value.asText());
    }

    private static OptionalInt whole(JsonNode rule, String name, String where) {
        var value = rule.path(name);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isInt() || value.asInt() < 1) {
            throw ProblemException.badRequest(where + name + " is " + value + ", a whole number from 1 is expected");
        }
        return OptionalInt.of(value.asInt());
    }

    private static void write(JsonGenerator json, FaultRule rule, boolean counted) throws IOException {
        var description = rule.description();
        json.writeStartObject();
        json.writeStringField("endpoint", description.endpoint());
        if (description.method().isPresent()) {
            json.writeStringField("method", description.method().get());
        }
        if (description.nth().isPresent()) {
            json.writeNumberField("nth", description.nth().getAsInt());
        } else {
            json.writeNumberField("probability", description.probability());
            json.writeNumberField("seed", description.seed());
        }
        if (description.times().isPresent()) {
            json.writeNumberField("times", description.times().getAsInt());
        }
        json.writeStringField("effect", description.effect().name());
        switch (description.effect()) {
            case FaultRule.Effect.Status(int code) -> json.writeNumberField("status", code);
            case FaultRule.Effect.Latency(var delay) -> json.writeStringField("latency", delay.toString());
            case FaultRule.Effect.ResetBeforeEffect _,
                    FaultRule.Effect.ResetAfterEffect _,
                    FaultRule.Effect.Unauthorized _,
                    FaultRule.Effect.SomethingBad _ -> {
                // These say it all by their name.
            }
        }
        if (counted) {
            json.writeNumberField("seen", rule.seen());
            json.writeNumberField("struck", rule.struck());
        }
        json.writeEndObject();
    }

    /** Writes the rules as JSON, and how often each has seen and struck a call. */
    void save(DataOutput out) throws IOException {
        out.writeInt(rules.size());
        for (var rule : rules) {
            out.writeUTF(new String(Json.bytes(json -> write(json, rule, false)), StandardCharsets.UTF_8));
            out.writeInt(rule.seen());
            out.writeInt(rule.struck());
        }
    }

    void restore(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            var rule = Json.read(in.readUTF().getBytes(StandardCharsets.UTF_8));
            rules.add(new FaultRule(rule(rule, "a saved rule: "), in.readInt(), in.readInt()));
        }
    }
}
