package io.pushwave.simulator.soql.parser;

import io.pushwave.simulator.soql.Condition;
import io.pushwave.simulator.soql.Condition.Operator;
import io.pushwave.simulator.soql.Operand;
import io.pushwave.simulator.soql.SoqlQuery;
import io.pushwave.simulator.soql.parser.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the condition of a WHERE or HAVING clause.
 *
 * <pre>
 * or        = and {OR and}            -- OR and AND do not mix without parentheses, as in Salesforce
 * and       = not {AND not}
 * not       = NOT not | ( or ) | left operator literal | left LIKE text | left [NOT] IN ( literal {, literal} )
 *           | path [NOT] IN ( query ) | left INCLUDES ( … )
 * </pre>
 */
final class ConditionParser {
    private final Cursor cursor;
    private final Supplier<Operand> operands;
    private final Supplier<SoqlQuery> subQueries;
    private final LiteralParser literals;

    /**
     * @param operands reads a left side
     * @param subQueries reads the query of a semi-join
     */
    ConditionParser(Cursor cursor, Supplier<Operand> operands, Supplier<SoqlQuery> subQueries) {
        this.cursor = cursor;
        this.operands = operands;
        this.subQueries = subQueries;
        this.literals = new LiteralParser(cursor);
    }

    Condition read() {
        cursor.deeper();
        var parts = new ArrayList<Condition>();
        parts.add(not());
        boolean and = cursor.peek().is("AND");
        var joint = and ? "AND" : "OR";
        while (cursor.accept(joint)) {
            parts.add(not());
        }
        if (cursor.peek().is(and ? "OR" : "AND")) {
            throw cursor.unexpected(cursor.peek());
        }
        cursor.shallower();
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return and ? new Condition.And(List.copyOf(parts)) : new Condition.Or(List.copyOf(parts));
    }

    private Condition not() {
        if (cursor.accept("NOT")) {
            cursor.deeper();
            var inner = not();
            cursor.shallower();
            return new Condition.Not(inner);
        }
        if (cursor.accept("(")) {
            var inner = read();
            cursor.expectClosing();
            return inner;
        }
        return comparison();
    }

    private Condition comparison() {
        var left = operands.get();
        if (cursor.accept("IN")) {
            return membership(left, false);
        }
        if (cursor.accept("NOT")) {
            cursor.expect("IN");
            return membership(left, true);
        }
        if (cursor.accept("INCLUDES") || cursor.accept("EXCLUDES")) {
            literals.list();
            return new Condition.Inclusion(left);
        }
        if (cursor.accept("LIKE")) {
            return new Condition.Likeness(left, literals.pattern());
        }
        var operator = operator();
        return new Condition.Comparison(left, operator, literals.read());
    }

    private Condition membership(Operand left, boolean negated) {
        boolean query = cursor.peek().is("(") && cursor.second().is("SELECT");
        if (query && left instanceof Operand.Field(var path)) {
            cursor.expect("(");
            var inner = subQueries.get();
            cursor.expectClosing();
            return new Condition.SemiJoin(path, negated, inner);
        }
        return new Condition.Membership(left, negated, literals.list());
    }

    private Operator operator() {
        var token = cursor.next();
        if (token.kind() != Kind.SYMBOL) {
            throw cursor.unexpected(token);
        }
        return switch (token.text()) {
            case "=" -> Operator.EQUAL;
            case "!=" -> Operator.UNEQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            default -> throw cursor.unexpected(token);
        };
    }
}
