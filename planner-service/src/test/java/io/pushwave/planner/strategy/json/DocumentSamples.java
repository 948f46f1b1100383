package io.pushwave.planner.strategy.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Documents that several tests need. */
final class DocumentSamples {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Has every member that a document can have. */
    private static final String WHOLE = """
            {
              "description": "Everything that can be said",
              "ownTestOrgs": "label.own-test-org==true",
              "waves": [
                {"name": "Ours", "canary": false, "selection": {"kind": "OWN_TEST_ORGS"}, "size": {"kind": "ALL"}, "bake": "PT5M",
                 "tolerance": {"percentage": 0, "minimum": 0}},
                {"name": "Ring 1", "canary": true, "selection": {"kind": "LABELLED", "label": "ring", "values": ["1", "one"]},
                 "size": {"kind": "COUNT", "count": 20}},
                {"name": "West", "selection": {"kind": "MATCHING", "filter": "instance=in=(NA1,NA2)"},
                 "size": {"kind": "PERCENTAGE", "percentage": 30}},
                {"name": "Sandboxes", "selection": {"kind": "SANDBOXES"}},
                {"name": "Production", "selection": {"kind": "PRODUCTION"}, "size": {"kind": "COUNT", "count": 5}},
                {"name": "Rest", "selection": {"kind": "EVERYONE"}}
              ],
              "customers": {"sandboxesFirst": true, "onSandboxFailure": "LEAVE_OUT"},
              "tolerance": {"percentage": 10, "minimum": 2},
              "bake": "PT1H30M",
              "retries": {"attempts": 3, "delay": "PT5M", "factor": 1.5},
              "rate": {"kind": "GROWING", "basePerMinute": 50, "factor": 2, "maximumPerMinute": 1000, "growsAfter": 100},
              "ramp": {"first": 10, "factor": 2, "mostlyEndedPercentage": 90},
              "inFlight": {"campaign": 2000, "perInstance": 100},
              "slots": "PT15M",
              "membership": "DYNAMIC",
              "overlap": {"whenOccupied": "SUPERSEDE", "priority": 700},
              "register": {"maximumAge": "PT30M"},
              "holdPatience": "P14D"
            }""";

    private DocumentSamples() {}

    static ObjectNode whole() {
        return object(WHOLE);
    }

    static ObjectNode builtIn(String name) {
        try (var stream = DocumentSamples.class.getResourceAsStream("/strategies/built-in/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static List<String> builtIn() {
        return List.of("cautious", "critical-security", "internal-only", "standard");
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
