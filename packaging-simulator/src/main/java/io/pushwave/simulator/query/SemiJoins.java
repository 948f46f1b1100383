package io.pushwave.simulator.query;

import io.pushwave.simulator.query.filter.FieldPath;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.soql.Condition;
import io.pushwave.simulator.soql.Literal;
import io.pushwave.simulator.soql.Operand;
import io.pushwave.simulator.soql.Selection;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.SoqlQuery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Replaces semi-joins and anti-joins by lists of the ids that their sub-selects find, under the rules that Salesforce has for
 * them (documented, Comparison Operators; the words are from public questions where there are any). Empty references in a
 * sub-select's answer are left out of the list.
 */
final class SemiJoins {
    /** Most of them in one WHERE clause, as Salesforce has it. */
    private static final int MAXIMUM = 2;

    private static final String NESTED =
            "Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.";
    private static final String WITH_OR = "Semi join sub-selects are not allowed with the 'OR' operator";

    private final Binding outer;
    private int count;

    private SemiJoins(Binding outer) {
        this.outer = outer;
    }

    static Condition resolve(Binding outer, Condition where) {
        return new SemiJoins(outer).resolved(where);
    }

    private Condition resolved(Condition where) {
        return switch (where) {
            case Condition.SemiJoin join -> membership(join);
            case Condition.And(var parts) -> {
                var all = new ArrayList<Condition>();
                for (var part : parts) {
                    if (part instanceof Condition.SemiJoin join) {
                        all.add(membership(join));
                    } else {
                        refuseWithin(part, NESTED);
                        all.add(part);
                    }
                }
                yield new Condition.And(List.copyOf(all));
            }
            case Condition.Or _ -> {
                refuseWithin(where, WITH_OR);
                yield where;
            }
            case Condition.Not _ -> {
                refuseWithin(where, NESTED);
                yield where;
            }
            case Condition.Comparison _, Condition.Likeness _, Condition.Membership _, Condition.Inclusion _ -> where;
        };
    }

    private static void refuseWithin(Condition condition, String message) {
        switch (condition) {
            case Condition.SemiJoin _ -> throw SoqlException.malformed(message);
            case Condition.And(var parts) -> parts.forEach(part -> refuseWithin(part, message));
            case Condition.Or(var parts) -> parts.forEach(part -> refuseWithin(part, message));
            case Condition.Not(var negated) -> refuseWithin(negated, message);
            case Condition.Comparison _, Condition.Likeness _, Condition.Membership _, Condition.Inclusion _ -> {
                // Nothing is within these.
            }
        }
    }

    private Condition membership(Condition.SemiJoin join) {
        if (++count > MAXIMUM) {
            throw SoqlException.malformed("Maximum " + MAXIMUM + " semi join sub-selects are allowed");
        }
        var left = outer.resolve(join.left());
        if (!left.hops().isEmpty() || !isId(left)) {
            throw SoqlException.malformed(
                    "The left operand field in the where expression for outer query should be an id field, cannot use: '"
                            + join.left().text() + "'",
                    join.left().at());
        }
        var inner = outer.semiJoined(join.query());
        var selected = selected(inner, join.query(), left);
        var ids = new LinkedHashSet<Object>();
        var rows = inner.compile().rows();
        for (int position = 0; position < rows.size(); position++) {
            var id = selected.read(rows.get(position));
            if (id != null) {
                ids.add(id);
            }
        }
        var values = new ArrayList<Literal>(ids.size());
        for (var id : ids) {
            values.add(new Literal.Text((String) id));
        }
        return new Condition.Membership(new Operand.Field(join.left()), join.negated(), values);
    }

    private FieldPath selected(Binding inner, SoqlQuery query, FieldPath left) {
        if (!(query.selections().getFirst() instanceof Selection.Field(var name, var _))) {
            throw new IllegalStateException("the parser lets a semi-join select fields only");
        }
        if (inner.table().equals(outer.table())) {
            throw SoqlException.malformed("The inner and outer selects should not be on the same object type");
        }
        var selected = inner.resolve(name);
        if (selected.hops().size() > 1) {
            throw SoqlException.malformed(
                    "The inner select field '" + name.text() + "' cannot have more than one level of relationships",
                    name.at());
        }
        if (!isId(selected)) {
            throw SoqlException.malformed(
                    "The selected field in the inner query should be an id field, cannot use: '" + name.text() + "'",
                    name.at());
        }
        if (!target(selected).equals(target(left))) {
            throw SoqlException.malformed("The selected field '" + name.text()
                    + "' in the subquery and the left operand field '" + left.text()
                    + "' in the where expression in the outer query should point to the same object type");
        }
        return selected;
    }

    private static boolean isId(FieldPath path) {
        return path.field().type() == FieldType.ID || path.field().type() == FieldType.REFERENCE;
    }

    /** The object whose ids the field has. */
    private static String target(FieldPath path) {
        var parent = path.field().parent();
        return parent == null ? path.table().name() : parent.table();
    }
}
