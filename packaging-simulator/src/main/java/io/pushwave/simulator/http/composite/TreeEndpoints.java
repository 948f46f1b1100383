package io.pushwave.simulator.http.composite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Bodies;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.rest.RecordResults;
import io.pushwave.simulator.http.rest.RecordStore;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code composite/tree}: records with their children, created all together or not at all, parents first. */
public final class TreeEndpoints {
    private static final int MAXIMUM_RECORDS = 200;
    private static final int MAXIMUM_TYPES = 5;
    private static final int MAXIMUM_LEVELS = 5;

    /** Longest reference id, which the answer hands back; ours. */
    private static final int LONGEST_REFERENCE = 1_000;

    private final Schema schema;
    private final RecordStore store;

    public TreeEndpoints(Schema schema, RecordStore store) {
        this.schema = schema;
        this.store = store;
    }

    /**
     * A record of the tree.
     *
     * @param table of its type, {@code null} if there is none
     * @param own its members without its children
     * @param parent {@code null} for a root
     * @param link the relationship that leads here from its parent, {@code null} if the parent has none of that name
     */
    private record Node(
            String referenceId,
            String type,
            @Nullable SObjectTable table,
            ObjectNode own,
            @Nullable Node parent,
            SObjectTable.@Nullable Children link) {}

    private record Fault(Node node, Refusal refusal) {}

    Reply create(Call call) {
        var known = schema.at(call.apiVersion());
        var root = known.table(call.variable("type"));
        if (root == null) {
            throw ApiException.notFound();
        }
        var levels = levels(known, Bodies.object(call).path("records"));
        var faults = faults(levels, root);
        if (!faults.isEmpty()) {
            return failure(faults);
        }
        var ids = new IdentityHashMap<Node, String>();
        boolean kept = store.allOrNone(() -> {
            for (var level : levels) {
                faults.addAll(createLevel(level, ids));
                if (!faults.isEmpty()) {
                    return false;
                }
            }
            return true;
        });
        return kept ? success(levels, ids) : failure(faults);
    }

    /** The records by their distance from a root, in the order in which they were sent. */
    private static List<List<Node>> levels(Schema known, JsonNode records) {
        if (!records.isArray() || records.isEmpty()) {
            throw ApiException.parser("The Value provided is invalid for type records: an array is expected");
        }
        var levels = new ArrayList<List<Node>>();
        collect(known, records, null, null, 0, levels);
        int total = levels.stream().mapToInt(List::size).sum();
        if (total > MAXIMUM_RECORDS) {
            throw limit("The request has " + total + " records, the limit is " + MAXIMUM_RECORDS + ".");
        }
        long types = levels.stream()
                .flatMap(List::stream)
                .map(node -> node.type().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (types > MAXIMUM_TYPES) {
            throw limit("The request has records of " + types + " types, the limit is " + MAXIMUM_TYPES + ".");
        }
        return levels;
    }

    private static ApiException limit(String message) {
        return new ApiException(400, "LIMIT_EXCEEDED", message);
    }

    private static void collect(
            Schema known,
            JsonNode records,
            @Nullable Node parent,
            SObjectTable.@Nullable Children link,
            int depth,
            List<List<Node>> levels) {
        if (depth == MAXIMUM_LEVELS) {
            throw limit("The tree has more than " + MAXIMUM_LEVELS + " levels.");
        }
        if (levels.size() == depth) {
            levels.add(new ArrayList<>());
        }
        for (var record : records) {
            var attributes = record.path("attributes");
            var referenceId = attributes.path("referenceId").asText();
            if (referenceId.isBlank() || referenceId.length() > LONGEST_REFERENCE) {
                throw new ApiException(400, "INVALID_INPUT", "Include a reference ID for each record in the request.");
            }
            var own = JsonNodeFactory.instance.objectNode();
            var type = attributes.path("type").asText();
            var table = known.table(type);
            var node = new Node(referenceId, type, table, own, parent, link);
            levels.get(depth).add(node);
            for (var member : record.properties()) {
                var children = table == null ? null : table.children(member.getKey());
                var below = member.getValue().path("records");
                if (below.isArray()) {
                    collect(known, below, node, children, depth + 1, levels);
                }
                if (children == null || !below.isArray()) {
                    // An unknown relationship is refused as the unknown field that it is.
                    own.set(member.getKey(), member.getValue());
                }
            }
        }
    }

    /** What is wrong with the tree before anything of it is created. */
    private List<Fault> faults(List<List<Node>> levels, SObjectTable root) {
        var seen = new HashMap<String, Integer>();
        levels.forEach(level -> level.forEach(node -> seen.merge(node.referenceId(), 1, Integer::sum)));
        var faults = new ArrayList<Fault>();
        for (var level : levels) {
            for (var node : level) {
                var refusal = fault(node, root, seen);
                if (refusal != null) {
                    faults.add(new Fault(node, refusal));
                }
            }
        }
        return faults;
    }

    private @Nullable Refusal fault(Node node, SObjectTable root, Map<String, Integer> seen) {
        if (seen.getOrDefault(node.referenceId(), 0) > 1) {
            return Refusal.of("INVALID_INPUT", "Duplicate ReferenceId provided in the request.");
        }
        if (node.type().isBlank()) {
            return Refusal.of("INVALID_INPUT", "Include an entity type for each record in the request.");
        }
        if (node.parent() != null && node.link() == null) {
            return null;
        }
        var expected = node.link() == null ? root.name() : node.link().table();
        return expected.equalsIgnoreCase(node.type())
                ? null
                : Refusal.of(
                        "INVALID_INPUT",
                        "The entity type " + node.type() + " doesn't match the expected type " + expected + ".");
    }

    private List<Fault> createLevel(List<Node> level, Map<Node, String> ids) {
        var faults = new ArrayList<Fault>();
        for (var node : level) {
            var table = node.table();
            if (table == null) {
                throw new IllegalStateException("the type was checked before");
            }
            if (node.parent() != null && node.link() != null) {
                node.own().put(node.link().field(), ids.get(node.parent()));
            }
            switch (store.create(table, node.own())) {
                case Answer.Done(int row) -> ids.put(node, table.id(row));
                case Answer.Refused(var refusal) -> faults.add(new Fault(node, refusal));
            }
        }
        return faults;
    }

    private static Reply success(List<List<Node>> levels, Map<Node, String> ids) {
        return Reply.json(201, json -> {
            json.writeStartObject();
            json.writeBooleanField("hasErrors", false);
            json.writeArrayFieldStart("results");
            for (var level : levels) {
                for (var node : level) {
                    json.writeStartObject();
                    json.writeStringField("referenceId", node.referenceId());
                    json.writeStringField("id", ids.get(node));
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static Reply failure(List<Fault> faults) {
        return Reply.json(400, json -> {
            json.writeStartObject();
            json.writeBooleanField("hasErrors", true);
            json.writeArrayFieldStart("results");
            for (var fault : faults) {
                write(json, fault);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Fault fault) throws IOException {
        json.writeStartObject();
        json.writeStringField("referenceId", fault.node().referenceId());
        RecordResults.writeErrors(json, fault.refusal());
        json.writeEndObject();
    }
}
