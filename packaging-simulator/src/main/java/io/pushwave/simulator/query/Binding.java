package io.pushwave.simulator.query;

import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.query.filter.AccessPath;
import io.pushwave.simulator.query.filter.FieldPath;
import io.pushwave.simulator.query.filter.Predicates;
import io.pushwave.simulator.query.filter.Source;
import io.pushwave.simulator.query.filter.Values;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.Trait;
import io.pushwave.simulator.soql.Condition;
import io.pushwave.simulator.soql.Name;
import io.pushwave.simulator.soql.Operand;
import io.pushwave.simulator.soql.Selection;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.SoqlQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** One query against one object; a sub-select has the relationship that leads to it. */
final class Binding {
    /** Largest OFFSET that Salesforce takes. */
    private static final int MAXIMUM_OFFSET = 2_000;

    /** Largest LIMIT beside FIELDS(ALL) and FIELDS(CUSTOM). */
    private static final int MAXIMUM_UNBOUNDED_LIMIT = 200;

    /** Most objects from parent to child, as Salesforce has it since version 58.0. */
    private static final int MAXIMUM_LEVELS = 5;

    private final Schema schema;
    private final Instant now;
    private final SObjectTable table;
    private final SoqlQuery query;
    private final SObjectTable.@Nullable Children children;
    private final int level;

    private Binding(
            Schema schema,
            Instant now,
            SObjectTable table,
            SoqlQuery query,
            SObjectTable.@Nullable Children children,
            int level) {
        this.schema = schema;
        this.now = now;
        this.table = table;
        this.query = query;
        this.children = children;
        this.level = level;
    }

    /** @throws SoqlException if there is no such object */
    static Binding topLevel(Schema schema, Instant now, SoqlQuery query) {
        var from = query.from();
        var table = schema.table(from.text());
        if (table == null) {
            throw new SoqlException(
                    "INVALID_TYPE",
                    "sObject type '" + from.text()
                            + "' is not supported. If you are attempting to use a custom object, be sure to append the '__c'"
                            + " after the entity name. Please reference your WSDL or the describe call for the appropriate"
                            + " names.",
                    from.at());
        }
        return new Binding(schema, now, table, query, null, 1);
    }

    /** The sub-select of a semi-join. */
    Binding semiJoined(SoqlQuery inner) {
        return topLevel(schema, now, inner);
    }

    SObjectTable table() {
        return table;
    }

    FieldPath resolve(Name path) {
        return FieldPath.resolve(
                schema, table, query.fromAlias().map(Name::text).orElse(""), path);
    }

    CompiledQuery compile() {
        if (query.offset().orElse(0) > MAXIMUM_OFFSET) {
            throw new SoqlException("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is " + MAXIMUM_OFFSET);
        }
        var shape = shape();
        var where = query.where()
                .map(condition -> SemiJoins.resolve(this, condition))
                .orElse(null);
        IntPredicate matches = where == null ? _ -> true : new Predicates(this::filterable, now).compile(where);
        return new CompiledQuery(
                table,
                candidates(where),
                matches,
                rowOrder(shape),
                query.offset().orElse(0),
                query.limit(),
                shape);
    }

    private IntFunction<Rows> candidates(@Nullable Condition where) {
        return children != null ? children.rows() : _ -> AccessPath.candidates(table, this::resolve, where);
    }

    private Source filterable(Operand operand) {
        return switch (operand) {
            case Operand.Field(var path) -> resolve(path).requires(Trait.FILTERABLE, "filtered");
            case Operand.Aggregate _ -> throw new IllegalStateException("the parser lets WHERE compare fields only");
        };
    }

    private CompiledQuery.Shape shape() {
        boolean aggregates = query.selections().stream().anyMatch(Selection.Computed.class::isInstance);
        if (query.groupBy().isEmpty() && !aggregates) {
            return new CompiledQuery.Shape.Plain(projection());
        }
        if (children != null) {
            throw SoqlException.malformed(
                    "Nested aggregate queries are not supported", query.from().at());
        }
        boolean countOnly = query.selections().size() == 1
                && query.groupBy().isEmpty()
                && query.selections().getFirst() instanceof Selection.Computed(var function, var _)
                && function.path().isEmpty();
        return countOnly
                ? new CompiledQuery.Shape.CountOnly()
                : new CompiledQuery.Shape.Grouped(new GroupBinding(query, this::resolve, now).bind());
    }

    private Projection projection() {
        var builder = new Projection.Builder(table);
        var seen = new HashSet<String>();
        for (var selection : query.selections()) {
            switch (selection) {
                case Selection.Field(var path, var alias) -> {
                    alias.ifPresent(Binding::refuseAlias);
                    select(builder, seen, resolve(path), path);
                }
                case Selection.Rendered(var rendering, var path, var alias) -> {
                    var resolved = resolve(path);
                    var name = alias.orElse(new Name(resolved.field().name(), path.at()));
                    select(builder, seen, resolved.showing(Renderings.of(resolved, rendering, name.text())), name);
                }
                case Selection.AllFields(var set, int at) -> selectAll(builder, seen, set, at);
                case Selection.Children(var inner) -> builder.add(children(inner));
                case Selection.Computed _ -> throw new IllegalStateException("aggregates are not projected");
            }
        }
        return builder.build();
    }

    private static void refuseAlias(Name alias) {
        throw SoqlException.malformed("only aggregate expressions use field aliasing", alias.at());
    }

    private void select(Projection.Builder builder, Set<String> seen, FieldPath path, Name written) {
        var place = path.text().substring(0, path.text().lastIndexOf('.') + 1)
                + path.field().name();
        if (!seen.add(place.toLowerCase(Locale.ROOT))) {
            throw new SoqlException("INVALID_FIELD", "duplicate field selected: " + written.text(), written.at());
        }
        builder.add(schema, path);
    }

    private void selectAll(Projection.Builder builder, Set<String> seen, Selection.FieldSet set, int at) {
        boolean bounded = query.limit().orElse(Integer.MAX_VALUE) <= MAXIMUM_UNBOUNDED_LIMIT;
        if (set != Selection.FieldSet.STANDARD && !bounded) {
            throw SoqlException.malformed(
                    "The SOQL FIELDS function must have a LIMIT of at most " + MAXIMUM_UNBOUNDED_LIMIT, at);
        }
        if (set == Selection.FieldSet.CUSTOM) {
            // There are no custom fields; with nothing else selected the query would select nothing.
            if (query.selections().size() == 1) {
                throw SoqlException.malformed("The SOQL FIELDS function selects no field", at);
            }
            return;
        }
        for (var field : table.fields()) {
            var name = new Name(field.name(), at);
            select(builder, seen, resolve(name), name);
        }
    }

    private Projection.ChildRecords children(SoqlQuery inner) {
        var from = relationship(inner.from());
        var relationship = table.children(from);
        if (relationship == null || level == MAXIMUM_LEVELS || !schema.has(relationship.table())) {
            throw new SoqlException(
                    "INVALID_TYPE",
                    "Didn't understand relationship '" + from
                            + "' in FROM part of query call. If you are attempting to use a custom relationship, be sure"
                            + " to append the '__r' after the custom relationship name. Please reference your WSDL or"
                            + " the describe call for the appropriate names.",
                    inner.from().at());
        }
        var child = schema.required(relationship.table());
        var bound = new Binding(schema, now, child, inner, relationship, level + 1).compile();
        return new Projection.ChildRecords(relationship.relationship(), bound);
    }

    /** The relationship without the parent's name or alias, which may stand before it. */
    private String relationship(Name from) {
        int dot = from.text().indexOf('.');
        if (dot < 0) {
            return from.text();
        }
        var before = from.text().substring(0, dot);
        boolean parent = before.equalsIgnoreCase(query.from().text())
                || query.fromAlias()
                        .map(Name::text)
                        .filter(before::equalsIgnoreCase)
                        .isPresent();
        return parent ? from.text().substring(dot + 1) : from.text();
    }

    private Optional<Comparator<Integer>> rowOrder(CompiledQuery.Shape shape) {
        if (shape instanceof CompiledQuery.Shape.Grouped) {
            return Optional.empty();
        }
        Comparator<Integer> order = null;
        for (var by : query.orderBy()) {
            var path = sortable(by.by(), shape);
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

    private FieldPath sortable(Operand operand, CompiledQuery.Shape shape) {
        return switch (operand) {
            case Operand.Field(var path) -> {
                if (shape instanceof CompiledQuery.Shape.CountOnly) {
                    throw SoqlException.malformed(
                            "Ordered field must be grouped or aggregated: " + path.text(), path.at());
                }
                yield resolve(path).requires(Trait.SORTABLE, "sorted");
            }
            case Operand.Aggregate function ->
                throw SoqlException.malformed("unexpected token: '" + function.function() + "'", function.at());
        };
    }
}
