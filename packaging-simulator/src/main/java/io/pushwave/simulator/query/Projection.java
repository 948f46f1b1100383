package io.pushwave.simulator.query;

import io.pushwave.simulator.query.filter.FieldPath;
import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is shown of each row, as the tree that the answer has. */
public record Projection(SObjectTable table, List<Node> nodes) {

    /** One member of a record. */
    public sealed interface Node {
        String name();
    }

    /** A field of the row itself. */
    public record Column(String name, FieldDefinition field) implements Node {}

    /** Fields of a parent. */
    public record ParentRecord(String name, FieldDefinition.Parent parent, Projection projection) implements Node {}

    /** A sub-select. */
    public record ChildRecords(String name, CompiledQuery query) implements Node {}

    /** Collects paths into a tree, in the order in which they were selected. */
    static final class Builder {
        private final SObjectTable table;
        private final Map<String, Node> leaves = new LinkedHashMap<>();
        private final Map<String, Builder> parents = new LinkedHashMap<>();
        private final Map<String, FieldDefinition.Parent> links = new LinkedHashMap<>();

        Builder(SObjectTable table) {
            this.table = table;
        }

        void add(Schema schema, FieldPath path) {
            var at = this;
            for (var hop : path.hops()) {
                var from = at;
                from.links.put(hop.relationship(), hop);
                at = from.parents.computeIfAbsent(hop.relationship(), _ -> new Builder(schema.required(hop.table())));
            }
            at.leaves.put(path.field().name(), new Column(path.field().name(), path.field()));
        }

        void add(ChildRecords children) {
            leaves.put(children.name(), children);
        }

        Projection build() {
            var nodes = new ArrayList<Node>(leaves.values());
            links.forEach((relationship, link) -> {
                var parent = parents.get(relationship);
                if (parent != null) {
                    nodes.add(new ParentRecord(relationship, link, parent.build()));
                }
            });
            return new Projection(table, List.copyOf(nodes));
        }
    }
}
