package io.pushwave.simulator.soql.parser;

import io.pushwave.simulator.soql.Condition;
import io.pushwave.simulator.soql.Name;
import io.pushwave.simulator.soql.Operand;
import io.pushwave.simulator.soql.Selection;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.SoqlQuery;
import io.pushwave.simulator.soql.parser.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Recursive descent over the tokens of one query.
 *
 * <pre>
 * query     = SELECT item {, item} FROM name [alias] [USING SCOPE everything] [WHERE condition]
 *             [GROUP BY path {, path}] [HAVING condition] [ORDER BY order {, order}] [LIMIT n] [OFFSET n] {FOR purpose}
 * item      = path [alias] | toLabel ( path ) [alias] | FORMAT ( path ) [alias] | FIELDS ( ALL | STANDARD | CUSTOM )
 *           | function ( [path] ) [alias] | ( query )
 * order     = ( path | function ( path ) ) [ASC|DESC] [NULLS FIRST|LAST]
 * purpose   = VIEW | REFERENCE | UPDATE      -- without effect here, where nobody views and nothing is locked
 * </pre>
 */
public final class SoqlParser {
    /** Longest query that Salesforce takes, in characters. */
    static final int MAXIMUM_LENGTH = 100_000;

    private final Cursor cursor;

    SoqlParser(String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            throw SoqlException.malformed("SOQL statements cannot be longer than " + MAXIMUM_LENGTH + " characters.");
        }
        cursor = new Cursor(text);
    }

    /**
     * Reads a query.
     *
     * @throws SoqlException if the text is no query
     */
    public static SoqlQuery parse(String text) {
        return new SoqlParser(text).parse();
    }

    private SoqlQuery parse() {
        var query = query();
        if (cursor.peek().is("ALL") && cursor.second().is("ROWS")) {
            throw SoqlException.malformed(
                    "ALL ROWS not allowed in this context", cursor.peek().at());
        }
        if (cursor.peek().kind() != Kind.END) {
            throw cursor.unexpected(cursor.peek());
        }
        return query;
    }

    private SoqlQuery query() {
        cursor.deeper();
        cursor.expect("SELECT");
        var selections = new ArrayList<Selection>();
        do {
            selections.add(selection());
        } while (cursor.accept(","));
        cursor.expect("FROM");
        var from = cursor.name();
        var alias = cursor.alias();
        if (cursor.accept("USING")) {
            cursor.expect("SCOPE");
            cursor.expect("everything");
        }
        var where = where();
        var groupBy = groupBy();
        Optional<Condition> having = groupBy.isEmpty() ? Optional.empty() : having();
        var orderBy = orderBy();
        var limit = bound("LIMIT");
        var offset = bound("OFFSET");
        purposes(!orderBy.isEmpty());
        cursor.shallower();
        return new SoqlQuery(List.copyOf(selections), from, alias, where, groupBy, having, orderBy, limit, offset);
    }

    private Selection selection() {
        if (cursor.accept("(")) {
            var children = new Selection.Children(query());
            cursor.expectClosing();
            return children;
        }
        if (!cursor.atCall()) {
            return new Selection.Field(cursor.name(), cursor.alias());
        }
        return switch (cursor.peek().text().toUpperCase(Locale.ROOT)) {
            case "TOLABEL" -> rendered(Selection.Rendering.LABEL);
            case "FORMAT" -> rendered(Selection.Rendering.FORMAT);
            case "FIELDS" -> allFields();
            default -> new Selection.Computed(aggregate(true), cursor.alias());
        };
    }

    private Selection rendered(Selection.Rendering rendering) {
        cursor.name();
        cursor.expect("(");
        var path = cursor.name();
        cursor.expectClosing();
        return new Selection.Rendered(rendering, path, cursor.alias());
    }

    private Selection allFields() {
        int at = cursor.name().at();
        cursor.expect("(");
        var word = cursor.next();
        var set = switch (word.text().toUpperCase(Locale.ROOT)) {
            case "ALL" -> Selection.FieldSet.ALL;
            case "STANDARD" -> Selection.FieldSet.STANDARD;
            case "CUSTOM" -> Selection.FieldSet.CUSTOM;
            default -> throw cursor.unexpected(word);
        };
        cursor.expectClosing();
        return new Selection.AllFields(set, at);
    }

    private Operand.Aggregate aggregate(boolean bareCount) {
        var name = cursor.name();
        var function = switch (name.text().toUpperCase(Locale.ROOT)) {
            case "COUNT" -> Operand.Function.COUNT;
            case "COUNT_DISTINCT" -> Operand.Function.COUNT_DISTINCT;
            case "MIN" -> Operand.Function.MIN;
            case "MAX" -> Operand.Function.MAX;
            case "SUM" -> Operand.Function.SUM;
            case "AVG" -> Operand.Function.AVG;
            default -> throw cursor.unexpected(cursor.peek());
        };
        cursor.expect("(");
        Optional<Name> path =
                bareCount && function == Operand.Function.COUNT && cursor.peek().is(")")
                        ? Optional.empty()
                        : Optional.of(cursor.name());
        cursor.expectClosing();
        return new Operand.Aggregate(function, path, name.at());
    }

    private Optional<Condition> where() {
        if (!cursor.accept("WHERE")) {
            return Optional.empty();
        }
        return Optional.of(new ConditionParser(cursor, () -> new Operand.Field(cursor.name()), this::semiJoin).read());
    }

    /** The query of a semi-join has no grouping, order or limit (documented, Comparison Operators). */
    private SoqlQuery semiJoin() {
        cursor.deeper();
        cursor.expect("SELECT");
        var selection = new Selection.Field(cursor.name(), Optional.empty());
        cursor.expect("FROM");
        var from = cursor.name();
        var alias = cursor.alias();
        var where = where();
        cursor.shallower();
        return new SoqlQuery(
                List.of(selection),
                from,
                alias,
                where,
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private List<Name> groupBy() {
        var paths = new ArrayList<Name>();
        if (cursor.accept("GROUP")) {
            cursor.expect("BY");
            do {
                paths.add(cursor.name());
            } while (cursor.accept(","));
        }
        return List.copyOf(paths);
    }

    private Optional<Condition> having() {
        if (!cursor.accept("HAVING")) {
            return Optional.empty();
        }
        return Optional.of(new ConditionParser(cursor, this::operand, () -> {
                    throw cursor.unexpected(cursor.peek());
                })
                .read());
    }

    private List<SoqlQuery.Order> orderBy() {
        var orders = new ArrayList<SoqlQuery.Order>();
        if (cursor.accept("ORDER")) {
            cursor.expect("BY");
            do {
                orders.add(order());
            } while (cursor.accept(","));
        }
        return List.copyOf(orders);
    }

    private SoqlQuery.Order order() {
        var by = operand();
        boolean descending = cursor.accept("DESC");
        if (!descending) {
            cursor.accept("ASC");
        }
        boolean nullsFirst = true;
        if (cursor.accept("NULLS")) {
            nullsFirst = cursor.accept("FIRST");
            if (!nullsFirst) {
                cursor.expect("LAST");
            }
        }
        return new SoqlQuery.Order(by, descending, nullsFirst);
    }

    private Operand operand() {
        return cursor.atCall() ? aggregate(false) : new Operand.Field(cursor.name());
    }

    private OptionalInt bound(String keyword) {
        if (!cursor.accept(keyword)) {
            return OptionalInt.empty();
        }
        var token = cursor.next();
        var number = LiteralParser.wholeNumber(token);
        if (number.isEmpty()) {
            throw cursor.unexpected(token);
        }
        return number;
    }

    private void purposes(boolean ordered) {
        while (cursor.peek().is("FOR")) {
            var token = cursor.next();
            if (cursor.accept("UPDATE")) {
                if (ordered) {
                    // Documented: ORDER BY and locks exclude each other.
                    throw cursor.unexpected(token);
                }
            } else if (!cursor.accept("VIEW")) {
                cursor.expect("REFERENCE");
            }
        }
    }
}
