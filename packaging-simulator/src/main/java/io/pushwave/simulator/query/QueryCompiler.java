package io.pushwave.simulator.query;

import io.pushwave.simulator.domain.Rows;
import io.pushwave.simulator.soql.Selection;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.SoqlQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Binds queries to the schema, refusing what Salesforce refuses before any row is read. */
public final class QueryCompiler {
    /** Largest OFFSET that Salesforce takes. */
    private static final int MAXIMUM_OFFSET = 2_000;

    private final Schema schema;

    public QueryCompiler(Schema schema) {
        this.schema = schema;
    }

    /**
     * Parses and binds a query.
     *
     * @throws SoqlException in Salesforce's words
     */
    public CompiledQuery compile(String soql) {
        var query = SoqlQuery.parse(soql);
        var table = schema.table(query.from());
        if (table == null) {
            throw new SoqlException(
                    "INVALID_TYPE",
                    "sObject type '" + query.from()
                            + "' is not supported. If you are attempting to use a custom object, be sure to append the '__c'"
                            + " after the entity name. Please reference your WSDL or the describe call for the appropriate"
                            + " names.");
        }
        return new Binding(table, query, null).compile();
    }

    /** One query against one table; a sub-select has the relationship that leads to it. */
    private final class Binding {
        private final SObjectTable table;
        private final SoqlQuery query;
        private final SObjectTable.@Nullable Children children;
        private final Function<String, FieldPath> resolver;

        Binding(SObjectTable table, SoqlQuery query, SObjectTable.@Nullable Children children) {
            this.table = table;
            this.query = query;
            this.children = children;
            resolver =
                    path -> FieldPath.resolve(schema, table, query.fromAlias().orElse(""), path);
        }

        CompiledQuery compile() {
            if (query.offset().orElse(0) > MAXIMUM_OFFSET) {
                throw new SoqlException("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000");
            }
            var shape = shape();
            var where = query.where().orElse(null);
            IntPredicate matches = where == null ? _ -> true : new Predicates(resolver).compile(where);
            IntFunction<Rows> candidates =
                    children != null ? children.rows() : _ -> AccessPath.candidates(table, resolver, where);
            return new CompiledQuery(
                    table, candidates, matches, rowOrder(shape), query.offset().orElse(0), query.limit(), shape);
        }

        private CompiledQuery.Shape shape() {
            boolean aggregates = query.selections().stream().anyMatch(Selection.Aggregate.class::isInstance);
            if (query.groupBy().isEmpty() && !aggregates) {
                return new CompiledQuery.Shape.Plain(projection());
            }
            if (children != null) {
                throw SoqlException.malformed("Nested aggregate queries are not supported");
            }
            boolean countOnly = query.selections().size() == 1
                    && query.groupBy().isEmpty()
                    && query.selections().getFirst() instanceof Selection.Aggregate only
                    && only.path().isEmpty();
            return countOnly ? new CompiledQuery.Shape.CountOnly() : new CompiledQuery.Shape.Grouped(aggregation());
        }

        private Projection projection() {
            var builder = new Projection.Builder(table);
            var seen = new ArrayList<String>();
            for (var selection : query.selections()) {
                switch (selection) {
                    case Selection.Field field -> {
                        var resolved = resolver.apply(field.path());
                        if (seen.contains(resolved.text())) {
                            throw new SoqlException("INVALID_FIELD", "duplicate field selected: " + field.path());
                        }
                        seen.add(resolved.text());
                        builder.add(schema, resolved);
                    }
                    case Selection.Children(var inner) -> builder.add(children(inner));
                    case Selection.Aggregate _ -> throw new IllegalStateException("aggregates are not projected");
                }
            }
            return builder.build();
        }

        private Projection.ChildRecords children(SoqlQuery inner) {
            var relationship = table.children(inner.from());
            if (relationship == null || children != null) {
                throw new SoqlException(
                        "INVALID_TYPE",
                        "Didn't understand relationship '" + inner.from()
                                + "' in FROM part of query call. If you are attempting to use a custom relationship, be sure"
                                + " to append the '__r' after the custom relationship name. Please reference your WSDL or"
                                + " the describe call for the appropriate names.");
            }
            var bound = new Binding(schema.required(relationship.table()), inner, relationship).compile();
            return new Projection.ChildRecords(relationship.relationship(), bound);
        }

        private Aggregation aggregation() {
            var grouped = new ArrayList<FieldPath>();
            for (var path : query.groupBy()) {
                grouped.add(resolver.apply(path).requires(Trait.GROUPABLE, "grouped"));
            }
            var items = new ArrayList<Aggregation.Item>();
            int unnamed = 0;
            for (var selection : query.selections()) {
                switch (selection) {
                    case Selection.Field(var path, var alias) -> items.add(groupedItem(grouped, path, alias));
                    case Selection.Aggregate(var function, var path, var alias) -> {
                        var name = alias.isPresent() ? alias.get() : "expr" + unnamed++;
                        items.add(new Aggregation.Computed(name, function, path.map(resolver)));
                    }
                    case Selection.Children _ ->
                        throw SoqlException.malformed("Nested queries are not supported with aggregates");
                }
            }
            return new Aggregation(List.copyOf(grouped), List.copyOf(items), groupOrder(grouped));
        }

        private Aggregation.Item groupedItem(List<FieldPath> grouped, String path, Optional<String> alias) {
            int position = position(grouped, path);
            return new Aggregation.Grouped(
                    alias.orElse(grouped.get(position).field().name()), position);
        }

        private int position(List<FieldPath> grouped, String path) {
            var text = resolver.apply(path).text();
            for (int position = 0; position < grouped.size(); position++) {
                if (grouped.get(position).text().equals(text)) {
                    return position;
                }
            }
            throw SoqlException.malformed("Field must be grouped or aggregated: " + path);
        }

        private Optional<Comparator<List<@Nullable Object>>> groupOrder(List<FieldPath> grouped) {
            Comparator<List<@Nullable Object>> order = null;
            for (var by : query.orderBy()) {
                int position = position(grouped, by.path());
                var values = Values.order(grouped.get(position).field(), by.descending(), by.nullsFirst());
                Comparator<List<@Nullable Object>> next =
                        (left, right) -> values.compare(left.get(position), right.get(position));
                order = order == null ? next : order.thenComparing(next);
            }
            return Optional.ofNullable(order);
        }

        private Optional<Comparator<Integer>> rowOrder(CompiledQuery.Shape shape) {
            if (!(shape instanceof CompiledQuery.Shape.Plain)) {
                return Optional.empty();
            }
            Comparator<Integer> order = null;
            for (var by : query.orderBy()) {
                var path = resolver.apply(by.path()).requires(Trait.SORTABLE, "sorted");
                if (order == null && path.text().equals("Id") && !by.descending()) {
                    // Rows come in this order, and no two have the same id.
                    return Optional.empty();
                }
                var values = Values.order(path.field(), by.descending(), by.nullsFirst());
                Comparator<Integer> next = (left, right) -> values.compare(path.read(left), path.read(right));
                order = order == null ? next : order.thenComparing(next);
            }
            return Optional.ofNullable(order);
        }
    }
}
