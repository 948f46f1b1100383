package io.pushwave.planner.org.filter.rsql;

import io.pushwave.planner.org.filter.FilterLimits;
import io.pushwave.planner.org.filter.InvalidFilterException;
import io.pushwave.planner.org.filter.rsql.RsqlWords.Words;
import io.pushwave.planner.org.filter.rsql.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Goes through the words of a filter without recursion, so that the library is only given what it can read and what is not too large,
 * and finds the comparisons in the order in which they are written.
 */
final class RsqlSyntax {
    private static final String FIELD_EXPECTED = "a field is expected here, as in name==Acme*";
    private static final String OPERATOR_EXPECTED = "an operator is expected here, such as == or =in=";
    private static final String VALUE_EXPECTED = "a value is expected here, '' for an empty text";
    private static final String LIST_GOES_ON = ", or ) is expected here; a text with spaces is written within quotes";
    private static final String FILTER_GOES_ON =
            "; or , (and, or) is expected here; a text with spaces is written within quotes";

    private final String source;
    private final FilterLimits limits;
    private final Iterator<Token> tokens;
    private final List<WrittenComparison> comparisons = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private int values;

    private RsqlSyntax(String source, Words words, FilterLimits limits) {
        this.source = source;
        this.limits = limits;
        this.tokens = words.tokens().iterator();
    }

    /** @throws InvalidFilterException if the words are no filter, or one that is too large */
    static List<WrittenComparison> comparisons(String source, Words words, FilterLimits limits) {
        var syntax = new RsqlSyntax(source, words, limits);
        Token joined;
        do {
            syntax.comparison();
            joined = syntax.afterComparison();
        } while (!joined.is(Kind.END));
        return syntax.comparisons;
    }

    private void comparison() {
        var token = tokens.next();
        while (token.is(Kind.OPEN)) {
            if (open.size() == limits.depth()) {
                throw token.fault(source, "at most " + limits.depth() + " parentheses can be open at the same place");
            }
            open.push(token);
            token = tokens.next();
        }
        if (!token.is(Kind.TEXT) || token.text().isBlank()) {
            throw token.fault(source, FIELD_EXPECTED);
        }
        if (comparisons.size() == limits.comparisons()) {
            throw token.fault(source, "a filter has at most " + limits.comparisons() + " comparisons");
        }
        var operator = tokens.next();
        if (!operator.is(Kind.OPERATOR)) {
            throw operator.fault(source, OPERATOR_EXPECTED);
        }
        comparisons.add(new WrittenComparison(token, operator, values()));
    }

    private List<Token> values() {
        var token = tokens.next();
        if (!token.is(Kind.OPEN)) {
            return List.of(value(token));
        }
        var list = new ArrayList<Token>();
        do {
            list.add(value(tokens.next()));
            token = tokens.next();
        } while (token.is(Kind.OR));
        if (!token.is(Kind.CLOSE)) {
            throw token.fault(source, LIST_GOES_ON);
        }
        return list;
    }

    private Token value(Token token) {
        if (!token.is(Kind.TEXT)) {
            throw token.fault(source, VALUE_EXPECTED);
        }
        if (values == limits.values()) {
            throw token.fault(source, "a filter has at most " + limits.values() + " values");
        }
        values++;
        return token;
    }

    /** What joins the comparison with the next one, or the end. */
    private Token afterComparison() {
        var token = tokens.next();
        while (token.is(Kind.CLOSE)) {
            if (open.isEmpty()) {
                throw token.fault(source, "the parenthesis that is closed here was never opened");
            }
            open.pop();
            token = tokens.next();
        }
        if (token.is(Kind.END) && !open.isEmpty()) {
            throw open.peek().fault(source, "the parenthesis that is opened here is never closed");
        }
        if (!token.is(Kind.AND) && !token.is(Kind.OR) && !token.is(Kind.END)) {
            throw token.fault(source, FILTER_GOES_ON);
        }
        return token;
    }
}
