package io.pushwave.planner.org.importing.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.pushwave.contracts.JsonFault;
import io.pushwave.http.Problems;
import io.pushwave.planner.TextLimits.Fault;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.rest.BrokenRuleException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Objects of JSON: an array of them, or one a line. Neither is held as a whole. */
final class JsonLines {
    private static final String LINE = "line";

    private final ObjectMapper strict;
    private final ObjectReader elements;
    private final LineCount count;

    JsonLines(ObjectMapper strict, LineCount count) {
        this.strict = strict;
        this.elements = strict.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.count = count;
    }

    /**
     * Reads an array to its end, or to a line from which on it is no JSON.
     *
     * @throws HttpProblem 400 if it is no array
     * @throws IOException if it does not come any more
     */
    <C> void array(Reader text, LineFormat<C> format, ImportLines<C> into) throws IOException {
        try (var parser = strict.getFactory().createParser(text)) {
            begin(parser);
            try {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    int line = parser.currentTokenLocation().getLineNr();
                    take(line, elements.<JsonNode>readTree(parser), format, into);
                    count.check(into.count());
                }
                if (parser.nextToken() != null) {
                    int line = parser.currentTokenLocation().getLineNr();
                    into.breakOff(line, new Fault(LINE, null, "more text follows the end of the array"));
                }
            } catch (JsonProcessingException e) {
                int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
                var fault = syntax(e);
                into.breakOff(
                        line, new Fault(fault.field(), null, fault.rule() + "; from here on the array is not read"));
            }
        }
    }

    private static void begin(JsonParser parser) throws IOException {
        try {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                return;
            }
        } catch (JsonProcessingException _) {
            // Answered below, as other JSON is.
        }
        throw Problems.invalid("body", null, "the body is no JSON array: a list of objects is expected");
    }

    /**
     * Reads one object a line; empty lines are passed over.
     *
     * @throws IOException if it does not come any more
     */
    <C> void lines(Reader text, LineFormat<C> format, ImportLines<C> into) throws IOException {
        var lines = new BufferedReader(text);
        int number = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                take(number, strict.readTree(line), format, into);
            } catch (JsonProcessingException e) {
                into.addBad(number, syntax(e));
            }
            count.check(into.count());
        }
    }

    private static <C> void take(int line, JsonNode node, LineFormat<C> format, ImportLines<C> into) {
        try {
            if (!node.isObject()) {
                throw new BrokenRuleException(LINE, null, "the line is no JSON object");
            }
            format.object(line, node, into);
        } catch (BrokenRuleException e) {
            into.addBad(line, e.fault());
        }
    }

    /** An object as one of our own kinds. */
    static <T> T as(ObjectMapper strict, JsonNode object, Class<T> kind, String field) throws BrokenRuleException {
        try {
            return strict.treeToValue(object, kind);
        } catch (JsonProcessingException e) {
            var fault = JsonFault.of(e);
            var place =
                    field.isEmpty() || fault.field().isEmpty() ? field + fault.field() : field + "." + fault.field();
            throw new BrokenRuleException(
                    place.isEmpty() ? LINE : place, null, (place.isEmpty() ? "the line" : place) + " " + fault.rule());
        }
    }

    /** Where in the line does not matter: it is one object. */
    private static Fault syntax(JsonProcessingException e) {
        var fault = JsonFault.of(e);
        return fault.field().isEmpty()
                ? new Fault(LINE, null, "the line " + fault.rule().replaceFirst(": line \\d+, column \\d+$", ""))
                : new Fault(fault.field(), null, fault.sentence());
    }
}
