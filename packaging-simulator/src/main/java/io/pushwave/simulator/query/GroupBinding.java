package io.pushwave.simulator.query;

import io.pushwave.simulator.query.filter.FieldPath;
import io.pushwave.simulator.query.filter.Predicates;
import io.pushwave.simulator.query.filter.Source;
import io.pushwave.simulator.query.filter.Values;
import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.Trait;
import io.pushwave.simulator.soql.Condition;
import io.pushwave.simulator.soql.Name;
import io.pushwave.simulator.soql.Operand;
import io.pushwave.simulator.soql.Selection;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.SoqlQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds a query with GROUP BY or aggregate functions. */
final class GroupBinding {
    private final SoqlQuery query;
    private final Function<Name, FieldPath> resolver;
    private final Instant now;
    private final List<FieldPath> groupBy = new ArrayList<>();
    private final List<Aggregation.Computed> functions = new ArrayList<>();

    GroupBinding(SoqlQuery query, Function<Name, FieldPath> resolver, Instant now) {
        this.query = query;
        this.resolver = resolver;
        this.now = now;
    }

    Aggregation bind() {
        for (var path : query.groupBy()) {
            groupBy.add(resolver.apply(path).requires(Trait.GROUPABLE, "grouped"));
        }
        if (groupBy.isEmpty() && query.limit().isPresent()) {
            throw SoqlException.malformed(
                    "Non-grouped query that uses overall aggregate functions cannot also use LIMIT");
        }
        var items = items();
        var order = order();
        Optional<Aggregation.Having> having = query.having().map(this::having);
        // Refuses what cannot be compared now, not when there are groups.
        having.ifPresent(condition -> condition.over(List.of()));
        return new Aggregation(List.copyOf(groupBy), List.copyOf(functions), items, having, order);
    }

    private List<Aggregation.Item> items() {
        var items = new ArrayList<Aggregation.Item>();
        var names = new HashSet<String>();
        int unnamed = 0;
        for (var selection : query.selections()) {
            switch (selection) {
                case Selection.Field(var path, var alias) -> {
                    int position = grouped(path, "Field");
                    var name =
                            alias.orElse(new Name(groupBy.get(position).field().name(), path.at()));
                    items.add(item(names, name, position));
                }
                case Selection.Computed(var function, var alias) -> {
                    int position = position(function);
                    var name = alias.isPresent() ? alias.get() : new Name("expr" + unnamed++, function.at());
                    items.add(item(names, name, position));
                }
                case Selection.Rendered(var _, var path, var _) ->
                    throw SoqlException.malformed("Field must be grouped or aggregated: " + path.text(), path.at());
                case Selection.AllFields(var _, int at) ->
                    throw SoqlException.malformed(
                            "The SOQL FIELDS function is not supported in a query with GROUP BY or aggregate functions",
                            at);
                case Selection.Children(var inner) ->
                    throw SoqlException.malformed(
                            "Nested queries are not supported with aggregates",
                            inner.from().at());
            }
        }
        return List.copyOf(items);
    }

    private static Aggregation.Item item(Set<String> names, Name name, int position) {
        if (!names.add(name.text().toLowerCase(Locale.ROOT))) {
            throw SoqlException.malformed("duplicate alias: " + name.text(), name.at());
        }
        return new Aggregation.Item(name.text(), position);
    }

    private int position(Operand operand, String what) {
        return switch (operand) {
            case Operand.Field(var path) -> grouped(path, what);
            case Operand.Aggregate function -> position(function);
        };
    }

    /** The position of a grouped field in the values of a group. */
    private int grouped(Name path, String what) {
        var text = resolver.apply(path).text();
        for (int position = 0; position < groupBy.size(); position++) {
            if (groupBy.get(position).text().equals(text)) {
                return position;
            }
        }
        throw SoqlException.malformed(what + " must be grouped or aggregated: " + path.text(), path.at());
    }

    /** The position of a function in the values of a group; one more is reckoned if need be. */
    private int position(Operand.Aggregate function) {
        if (function.path().isEmpty()) {
            throw SoqlException.malformed("unexpected token: 'COUNT()'", function.at());
        }
        var path = resolver.apply(function.path().get());
        if (!fits(function.function(), path.field().type())) {
            throw path.refused(
                    "INVALID_FIELD",
                    "field " + path.field().name() + " does not support aggregate operator " + function.function());
        }
        for (int position = 0; position < functions.size(); position++) {
            var known = functions.get(position);
            if (known.function() == function.function()
                    && known.path().map(FieldPath::text).equals(Optional.of(path.text()))) {
                return groupBy.size() + position;
            }
        }
        functions.add(new Aggregation.Computed(function.function(), Optional.of(path)));
        return groupBy.size() + functions.size() - 1;
    }

    /** Documented, Support for Field Types in Aggregate Functions. */
    private static boolean fits(Operand.Function function, FieldType type) {
        return switch (type) {
            case BOOLEAN -> false;
            case INT -> true;
            case ID, REFERENCE, STRING, PICKLIST, DATE_TIME ->
                function != Operand.Function.SUM && function != Operand.Function.AVG;
        };
    }

    private Comparator<List<@Nullable Object>> order() {
        Comparator<List<@Nullable Object>> order = (_, _) -> 0;
        for (var by : query.orderBy()) {
            int position = position(by.by(), "Ordered field");
            var field = field(position);
            if (position < groupBy.size()) {
                groupBy.get(position).requires(Trait.SORTABLE, "sorted");
            }
            order = order.thenComparing(
                    values -> values.get(position), Values.order(field, by.descending(), by.nullsFirst()));
        }
        for (int position = 0; position < groupBy.size(); position++) {
            int at = position;
            order = order.thenComparing(values -> values.get(at), Values.order(field(position), false, true));
        }
        return order;
    }

    private Aggregation.Having having(Condition condition) {
        return (List<List<@Nullable Object>> groups) ->
                new Predicates(operand -> source(operand, groups), now).compile(condition);
    }

    private Source source(Operand operand, List<List<@Nullable Object>> groups) {
        int position = position(operand, "Field");
        int at = switch (operand) {
            case Operand.Field(var path) -> path.at();
            case Operand.Aggregate function -> function.at();
        };
        return new GroupValue(field(position), at, groups, position);
    }

    /** What the values at a position of groups are. */
    private FieldDefinition field(int position) {
        if (position < groupBy.size()) {
            return groupBy.get(position).field();
        }
        var computed = functions.get(position - groupBy.size());
        var path = computed.path().orElseThrow();
        return switch (computed.function()) {
            case MIN, MAX -> path.field();
            case COUNT, COUNT_DISTINCT, SUM, AVG ->
                new FieldDefinition(
                        computed.function() + "(" + path.text() + ")",
                        FieldType.INT,
                        Set.of(),
                        _ -> null,
                        null,
                        List.of());
        };
    }

    /** One value of each group. */
    private record GroupValue(FieldDefinition field, int at, List<List<@Nullable Object>> groups, int position)
            implements Source {
        @Override
        public @Nullable Object read(int row) {
            return groups.get(row).get(position);
        }
    }
}
