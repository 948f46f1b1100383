package io.pushwave.simulator.faults;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.simulator.domain.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads rules from a JSON array. */
public final class RuleReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> OF_ALL_RULES = Set.of(
            "name",
            "endpoint",
            "method",
            "query",
            "nth",
            "probability",
            "always",
            "times",
            "seed",
            "from",
            "until",
            "effect");
    private static final String EFFECTS =
            "status, html, resetBeforeEffect, resetAfterEffect, truncated, latency, unauthorized, requestLimit,"
                    + " concurrentLimit, lockRow, queryTimeout, refuseQuery, invalidLocator, somethingBad, failRecords or"
                    + " bulkBatchTimeout";

    private RuleReader() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming the file, the line and what is wrong there
     */
    public static List<FaultRule.Description> read(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (RuleException wrong) {
            throw new IllegalArgumentException(
                    file + ", line " + wrong.line().orElse(1) + ": " + wrong.sentence(), wrong);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read: " + unreadable, unreadable);
        }
    }

    /**
     * Reads a text.
     *
     * @throws RuleException for the first thing that is wrong
     */
    public static List<FaultRule.Description> read(byte[] json) {
        var rules = new ArrayList<FaultRule.Description>();
        try (var parser = MAPPER.getFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new RuleException(line(parser), "this is no JSON array; a list of rules is expected");
            }
            var names = new HashSet<String>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                var members = members(parser, "rule " + (rules.size() + 1) + ": ");
                var rule = rule(members);
                if (rule.name().isPresent() && !names.add(rule.name().get())) {
                    throw members.wrong("name", "one that no rule before it has");
                }
                rules.add(rule);
            }
            if (parser.nextToken() != null) {
                throw new RuleException(line(parser), "something follows the list of rules");
            }
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            throw new RuleException(at == null ? 1 : at.getLineNr(), "this is no JSON" + words(malformed));
        } catch (IOException notText) {
            throw new RuleException(1, "the bytes are no text in UTF-8");
        }
        return List.copyOf(rules);
    }

    /** What the parser says of a mistake, but for what names the parser itself. */
    private static String words(JsonProcessingException malformed) {
        var words = String.valueOf(malformed.getOriginalMessage()).replaceAll("(?s) ?\\(start marker at .*", "");
        return words.contains("`") ? "" : ": " + words;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static RuleMembers members(JsonParser parser, String where) throws IOException {
        int start = line(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new RuleException(start, where + "a JSON object is expected");
        }
        var values = new LinkedHashMap<String, JsonNode>();
        var lines = new HashMap<String, Integer>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int line = line(parser);
            parser.nextToken();
            JsonNode value = MAPPER.readTree(parser);
            if (values.put(name, value) != null) {
                throw new RuleException(line, where + "'" + name + "' is there twice");
            }
            lines.put(name, line);
        }
        return new RuleMembers(where, start, values, lines);
    }

    private static FaultRule.Description rule(RuleMembers members) {
        var effect = effect(members);
        members.refuseOthers();
        var trigger = trigger(members);
        var from = members.moment("from");
        var until = members.moment("until");
        if (from.isPresent() && until.isPresent() && !isBefore(from.get(), until.get())) {
            throw members.wrong("until", "a time after from");
        }
        return new FaultRule.Description(
                members.text("name"),
                members.text("endpoint").orElseThrow(() -> members.missing("endpoint")),
                members.text("method").map(method -> method.toUpperCase(Locale.ROOT)),
                members.text("query"),
                trigger,
                members.number("seed", 0),
                from,
                until,
                effect);
    }

    private static boolean isBefore(Moment first, Moment second) {
        return switch (first) {
            case Moment.At(var instant) -> !(second instanceof Moment.At(var other)) || instant.isBefore(other);
            case Moment.After(var delay) -> !(second instanceof Moment.After(var other)) || delay.compareTo(other) < 0;
        };
    }

    private static Trigger trigger(RuleMembers members) {
        members.exactlyOneOf("nth", "probability", "always");
        var times = members.whole("times", 1, Integer.MAX_VALUE);
        if (members.has("nth")) {
            return new Trigger.Nth(members.whole("nth", 1, Integer.MAX_VALUE).orElse(1), times.orElse(1));
        }
        if (members.has("probability")) {
            return new Trigger.Share(members.share("probability"), times);
        }
        if (!members.is("always")) {
            throw members.wrong("always", "true");
        }
        return new Trigger.Always(times);
    }

    private static Effect effect(RuleMembers members) {
        members.allow(OF_ALL_RULES);
        var name = members.text("effect").orElseThrow(() -> members.missing("effect"));
        return switch (name) {
            case "status" -> new Effect.Status(members.oneOf("status", 500, 502, 503));
            case "html" -> new Effect.Html(members.oneOf("status", 200, 500, 502, 503));
            case "resetBeforeEffect" -> new Effect.ResetBeforeEffect();
            case "resetAfterEffect" -> new Effect.ResetAfterEffect();
            case "truncated" -> new Effect.Truncated();
            case "latency" -> new Effect.Delay(latency(members));
            case "unauthorized" -> new Effect.Unauthorized();
            case "requestLimit" -> new Effect.RequestLimit();
            case "concurrentLimit" -> new Effect.ConcurrentLimit();
            case "lockRow" -> new Effect.LockRow();
            case "queryTimeout" -> new Effect.QueryTimeout();
            case "refuseQuery" -> refuseQuery(members);
            case "invalidLocator" -> new Effect.InvalidLocator();
            case "somethingBad" -> new Effect.SomethingBad();
            case "failRecords" -> failRecords(members);
            case "bulkBatchTimeout" -> new Effect.BulkBatchTimeout();
            default -> throw members.wrong("effect", EFFECTS);
        };
    }

    private static Effect refuseQuery(RuleMembers members) {
        members.allow(Set.of("errorCode", "message"));
        var code = errorCode(members, "INVALID_FIELD");
        return new Effect.RefuseQuery(Refusal.of(code, members.text("message").orElse("The query is refused.")));
    }

    private static String errorCode(RuleMembers members, String standard) {
        var code = members.text("errorCode").orElse(standard);
        if (!code.matches("[A-Z][A-Z_]*")) {
            throw members.wrong("errorCode", "a code such as UNABLE_TO_LOCK_ROW");
        }
        return code;
    }

    private static Latency latency(RuleMembers members) {
        members.allow(Set.of("distribution"));
        var distribution = members.text("distribution").orElse("fixed");
        return switch (distribution) {
            case "fixed" -> new Latency.Fixed(members.latency("latency"));
            case "uniform" -> {
                var uniform = new Latency.Uniform(members.latency("minimum"), members.latency("maximum"));
                if (uniform.maximum().compareTo(uniform.minimum()) < 0) {
                    throw members.wrong("maximum", "at least the minimum");
                }
                yield uniform;
            }
            case "exponential" -> new Latency.Exponential(members.latency("median"));
            case "lognormal" -> {
                var lognormal = new Latency.Lognormal(members.latency("median"), members.latency("p99"));
                if (lognormal.p99().compareTo(lognormal.median()) < 0) {
                    throw members.wrong("p99", "at least the median");
                }
                yield lognormal;
            }
            default -> throw members.wrong("distribution", "fixed, uniform, exponential or lognormal");
        };
    }

    private static Effect failRecords(RuleMembers members) {
        members.allow(Set.of("errorCode", "message"));
        members.allow(Set.of("share", "every"));
        members.exactlyOneOf("share", "every");
        var which = members.has("share")
                ? new RecordFault.Which.Share(members.share("share"))
                : new RecordFault.Which.Every(
                        members.whole("every", 1, Integer.MAX_VALUE).orElse(1));
        var code = errorCode(members, "UNKNOWN_EXCEPTION");
        var standard = code.equals(Effect.LOCKED.code()) ? Effect.LOCKED.message() : "An unexpected error occurred.";
        return new Effect.FailRecords(
                which, Refusal.of(code, members.text("message").orElse(standard)));
    }
}
