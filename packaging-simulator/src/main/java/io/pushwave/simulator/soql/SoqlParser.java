package io.pushwave.simulator.soql;

import io.pushwave.simulator.soql.Condition.Operator;
import io.pushwave.simulator.soql.Token.Kind;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Recursive descent over the tokens of one query.
 *
 * <pre>
 * query     = SELECT item {, item} FROM name [alias] [WHERE or] [GROUP BY path {, path}]
 *             [ORDER BY path [ASC|DESC] [NULLS FIRST|LAST] {, …}] [LIMIT n] [OFFSET n]
 * item      = path [alias] | function ( [path] ) [alias] | ( query )
 * or        = and {OR and}            -- OR and AND do not mix without parentheses, as in Salesforce
 * and       = not {AND not}
 * not       = NOT not | ( or ) | path operator literal | path [NOT] IN ( literal {, literal} )
 * </pre>
 */
final class SoqlParser {
    /** Longest query that Salesforce takes, in characters. */
    static final int MAXIMUM_LENGTH = 100_000;

    private static final int MAXIMUM_DEPTH = 100;
    private static final Set<String> CLAUSES =
            Set.of("FROM", "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "HAVING", "FOR", "ALL", "WITH", "USING");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern(
            "uuuu-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S][XXX][XX]", Locale.ROOT);

    private final List<Token> tokens;
    private int position;
    private int depth;

    SoqlParser(String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            throw new SoqlException("QUERY_TOO_LONG", "SOQL statements can't exceed " + MAXIMUM_LENGTH + " characters");
        }
        tokens = new Lexer(text).tokens();
    }

    SoqlQuery parse() {
        var query = query();
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
        return query;
    }

    private SoqlQuery query() {
        expect("SELECT");
        var selections = new ArrayList<Selection>();
        do {
            selections.add(selection());
        } while (accept(","));
        expect("FROM");
        var from = word();
        var alias = alias();
        Optional<Condition> where = accept("WHERE") ? Optional.of(or()) : Optional.empty();
        var groupBy = groupBy();
        var orderBy = orderBy();
        var limit = bound("LIMIT");
        var offset = bound("OFFSET");
        return new SoqlQuery(List.copyOf(selections), from, alias, where, groupBy, orderBy, limit, offset);
    }

    private Selection selection() {
        if (accept("(")) {
            var children = new Selection.Children(query());
            expect(")");
            return children;
        }
        var name = word();
        if (accept("(")) {
            var function = function(name);
            Optional<String> path = peek().kind() == Kind.WORD ? Optional.of(word()) : Optional.empty();
            expect(")");
            if (path.isEmpty() && function != Selection.Function.COUNT) {
                throw unexpected();
            }
            return new Selection.Aggregate(function, path, alias());
        }
        return new Selection.Field(name, alias());
    }

    private static Selection.Function function(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "COUNT" -> Selection.Function.COUNT;
            case "COUNT_DISTINCT" -> Selection.Function.COUNT_DISTINCT;
            case "MIN" -> Selection.Function.MIN;
            case "MAX" -> Selection.Function.MAX;
            default -> throw SoqlException.malformed("Unknown function: " + name);
        };
    }

    private Optional<String> alias() {
        var token = peek();
        if (token.kind() != Kind.WORD || CLAUSES.contains(token.text().toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(word());
    }

    private List<String> groupBy() {
        var paths = new ArrayList<String>();
        if (accept("GROUP")) {
            expect("BY");
            do {
                paths.add(word());
            } while (accept(","));
        }
        return List.copyOf(paths);
    }

    private List<SoqlQuery.Order> orderBy() {
        var orders = new ArrayList<SoqlQuery.Order>();
        if (accept("ORDER")) {
            expect("BY");
            do {
                orders.add(order());
            } while (accept(","));
        }
        return List.copyOf(orders);
    }

    private SoqlQuery.Order order() {
        var path = word();
        boolean descending = accept("DESC");
        if (!descending) {
            accept("ASC");
        }
        boolean nullsFirst = true;
        if (accept("NULLS")) {
            nullsFirst = accept("FIRST");
            if (!nullsFirst) {
                expect("LAST");
            }
        }
        return new SoqlQuery.Order(path, descending, nullsFirst);
    }

    private OptionalInt bound(String keyword) {
        if (!accept(keyword)) {
            return OptionalInt.empty();
        }
        var token = next();
        try {
            int value = Integer.parseInt(token.text());
            if (token.kind() == Kind.NUMBER && value >= 0) {
                return OptionalInt.of(value);
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, in the same words as any other token that is out of place.
        }
        throw unexpected(token);
    }

    private Condition or() {
        if (++depth > MAXIMUM_DEPTH) {
            throw SoqlException.malformed("the query is nested too deeply");
        }
        var parts = new ArrayList<Condition>();
        parts.add(not());
        boolean and = peek().is("AND");
        var joint = and ? "AND" : "OR";
        while (accept(joint)) {
            parts.add(not());
        }
        if (peek().is(and ? "OR" : "AND")) {
            throw unexpected();
        }
        depth--;
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return and ? new Condition.And(List.copyOf(parts)) : new Condition.Or(List.copyOf(parts));
    }

    private Condition not() {
        if (accept("NOT")) {
            if (++depth > MAXIMUM_DEPTH) {
                throw SoqlException.malformed("the query is nested too deeply");
            }
            var inner = not();
            depth--;
            return new Condition.Not(inner);
        }
        if (accept("(")) {
            var inner = or();
            expect(")");
            return inner;
        }
        return comparison();
    }

    private Condition comparison() {
        var path = word();
        if (accept("IN")) {
            return new Condition.Membership(path, false, literals());
        }
        if (accept("NOT")) {
            expect("IN");
            return new Condition.Membership(path, true, literals());
        }
        var token = next();
        var operator = operator(token);
        return new Condition.Comparison(path, operator, literal());
    }

    private Operator operator(Token token) {
        if (token.is("LIKE")) {
            return Operator.LIKE;
        }
        if (token.kind() != Kind.SYMBOL) {
            throw unexpected(token);
        }
        return switch (token.text()) {
            case "=" -> Operator.EQUAL;
            case "!=" -> Operator.UNEQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            default -> throw unexpected(token);
        };
    }

    private List<Literal> literals() {
        expect("(");
        var values = new ArrayList<Literal>();
        do {
            values.add(literal());
        } while (accept(","));
        expect(")");
        return List.copyOf(values);
    }

    private Literal literal() {
        var token = next();
        return switch (token.kind()) {
            case TEXT -> new Literal.Text(token.text());
            case NUMBER -> new Literal.Numeric(Double.parseDouble(token.text()));
            case DATE_TIME -> dateTime(token);
            case WORD -> word(token);
            case SYMBOL, END -> throw unexpected(token);
        };
    }

    private Literal word(Token token) {
        return switch (token.text().toUpperCase(Locale.ROOT)) {
            case "NULL" -> new Literal.Null();
            case "TRUE" -> new Literal.Truth(true);
            case "FALSE" -> new Literal.Truth(false);
            default -> throw unexpected(token);
        };
    }

    private Literal dateTime(Token token) {
        if (token.text().length() == "2026-11-22".length()) {
            return new Literal.Date(token.text());
        }
        try {
            return new Literal.DateTime(OffsetDateTime.parse(token.text().toUpperCase(Locale.ROOT), DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notADate) {
            throw SoqlException.malformed("invalid date: " + token.text());
        }
    }

    private Token peek() {
        return tokens.get(position);
    }

    private Token next() {
        var token = peek();
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    private String word() {
        var token = next();
        if (token.kind() != Kind.WORD || CLAUSES.contains(token.text().toUpperCase(Locale.ROOT))) {
            throw unexpected(token);
        }
        return token.text();
    }

    private boolean accept(String word) {
        if (peek().is(word)) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(String word) {
        if (!accept(word)) {
            throw unexpected();
        }
    }

    private SoqlException unexpected() {
        return unexpected(peek());
    }

    private static SoqlException unexpected(Token token) {
        return SoqlException.malformed(
                token.kind() == Kind.END
                        ? "unexpected end of file"
                        : "unexpected token: '" + token.text() + "' at position " + (token.at() + 1));
    }
}
