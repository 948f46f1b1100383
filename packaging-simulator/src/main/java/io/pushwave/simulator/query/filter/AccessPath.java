package io.pushwave.simulator.query.filter;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.soql.Condition;
import io.pushwave.simulator.soql.Condition.Operator;
import io.pushwave.simulator.soql.Literal;
import io.pushwave.simulator.soql.Name;
import io.pushwave.simulator.soql.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which rows must be looked at: the smallest answer of an index to one of the conditions that all have to hold, narrowed by
 * bounds on the id. The whole condition is tested on them afterwards, so too many are only slow.
 */
public final class AccessPath {
    private final SObjectTable table;
    private final Function<Name, FieldPath> resolver;
    private Rows candidates;
    private int lowest;
    private int bound;

    private AccessPath(SObjectTable table, Function<Name, FieldPath> resolver) {
        this.table = table;
        this.resolver = resolver;
        candidates = new Rows.Range(0, table.size());
        bound = table.size();
    }

    public static Rows candidates(SObjectTable table, Function<Name, FieldPath> resolver, @Nullable Condition where) {
        var access = new AccessPath(table, resolver);
        for (var part : conjuncts(where)) {
            access.narrow(part);
        }
        return access.candidates.between(access.lowest, access.bound);
    }

    private static List<Condition> conjuncts(@Nullable Condition where) {
        if (where == null) {
            return List.of();
        }
        if (!(where instanceof Condition.And(var parts))) {
            return List.of(where);
        }
        var all = new ArrayList<Condition>();
        for (var part : parts) {
            all.addAll(conjuncts(part));
        }
        return all;
    }

    private void narrow(Condition condition) {
        switch (condition) {
            case Condition.Comparison(var left, var operator, var value) -> {
                if (left instanceof Operand.Field(var path)) {
                    var resolved = resolver.apply(path);
                    if (operator == Operator.EQUAL) {
                        narrowTo(resolved, List.of(value));
                    } else if (resolved.text().equals("Id") && value instanceof Literal.Text(var id)) {
                        narrowIds(operator, id);
                    }
                }
            }
            case Condition.Membership(var left, var negated, var values) -> {
                if (!negated && left instanceof Operand.Field(var path)) {
                    narrowTo(resolver.apply(path), values);
                }
            }
            case Condition.And _,
                    Condition.Or _,
                    Condition.Not _,
                    Condition.Likeness _,
                    Condition.SemiJoin _,
                    Condition.Inclusion _ -> {
                // No single index answers these.
            }
        }
    }

    private void narrowTo(FieldPath path, List<Literal> values) {
        boolean byId = path.text().equals("Id");
        var index = table.index(path.text());
        if (index == null && !byId) {
            return;
        }
        var parts = new ArrayList<Rows>(values.size());
        for (var literal : values) {
            var value = literal instanceof Literal.Relative ? null : Predicates.convert(path, literal);
            if (value == null) {
                return;
            }
            parts.add(byId || index == null ? rowWithId((String) value) : index.find(value.toString()));
        }
        var found = Rows.union(parts);
        if (found.size() < candidates.size()) {
            candidates = found;
        }
    }

    private Rows rowWithId(String id) {
        int row = table.row(id);
        return row < 0 ? Rows.NONE : new Rows.Range(row, row + 1);
    }

    private void narrowIds(Operator operator, String id) {
        int row = table.row(id);
        if (row < 0 || SalesforceId.shorten(id) == null) {
            return;
        }
        switch (operator) {
            case GREATER, GREATER_OR_EQUAL -> lowest = Math.max(lowest, row);
            case LESS, LESS_OR_EQUAL -> bound = Math.min(bound, row + 1);
            case EQUAL, UNEQUAL -> {
                // Not a bound.
            }
        }
    }
}
