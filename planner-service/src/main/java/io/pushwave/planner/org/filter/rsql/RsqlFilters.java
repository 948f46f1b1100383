package io.pushwave.planner.org.filter.rsql;

import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.Arity;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.LogicalNode;
import cz.jirutka.rsql.parser.ast.Node;
import cz.jirutka.rsql.parser.ast.OrNode;
import cz.jirutka.rsql.parser.ast.RSQLVisitor;
import io.pushwave.planner.org.filter.FilterFault;
import io.pushwave.planner.org.filter.FilterLimits;
import io.pushwave.planner.org.filter.FilterOperator;
import io.pushwave.planner.org.filter.InvalidFilterException;
import io.pushwave.planner.org.filter.OrgField;
import io.pushwave.planner.org.filter.OrgFilter;
import io.pushwave.planner.org.filter.OrgFilter.And;
import io.pushwave.planner.org.filter.OrgFilter.Comparison;
import io.pushwave.planner.org.filter.OrgFilter.Or;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads filters. What belongs together is for the library to say; it does not say where a comparison stands, so the words are read once
 * more beside it, and the comparisons of both, which come in the order of the text, are laid upon each other.
 */
public final class RsqlFilters {
    private final FilterLimits limits;
    private final RSQLParser parser;

    public RsqlFilters(FilterLimits limits) {
        this.limits = limits;
        // How many values there may be is said by the domain, which knows where they stand.
        this.parser = new RSQLParser(Arrays.stream(FilterOperator.values())
                .map(operator -> new ComparisonOperator(
                        operator.symbols().toArray(String[]::new), Arity.of(1, Integer.MAX_VALUE)))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * The filter that a text says.
     *
     * @throws InvalidFilterException if it says none; with the position of the first fault
     */
    public OrgFilter parse(String text) {
        if (text.length() > limits.characters()) {
            throw new InvalidFilterException(FilterFault.at(
                    limits.characters(),
                    text.length(),
                    text,
                    "a filter has at most " + limits.characters() + " characters, not " + text.length()));
        }
        var words = RsqlWords.of(text);
        var written = RsqlSyntax.comparisons(text, words, limits);
        var comparisons = written.stream().map(each -> comparison(text, each)).toList();
        return tree(words.spaced()).accept(new Building(), comparisons.iterator());
    }

    private Node tree(String text) {
        try {
            return parser.parse(text);
        } catch (RSQLParserException e) {
            throw new IllegalStateException("the RSQL library cannot read what was gone through before it", e);
        }
    }

    private static Comparison comparison(String text, WrittenComparison written) {
        var field =
                at(written.field(), text, () -> OrgField.spelled(written.field().text()));
        var operator = at(
                written.operator(),
                text,
                () -> FilterOperator.written(written.operator().text()));
        refuse(Comparison.operatorFault(field, operator), written.operator(), text);
        var tokens = written.values();
        refuse(Comparison.valuesFault(operator, tokens.size()), tokens.get(Math.min(1, tokens.size() - 1)), text);
        var kind = Comparison.valueKind(field, operator);
        var values = tokens.stream()
                .map(token -> at(token, text, () -> kind.read(token.text())))
                .toList();
        return new Comparison(field, operator, values);
    }

    private static void refuse(Optional<String> fault, Token token, String text) {
        fault.ifPresent(rule -> {
            throw token.fault(text, rule);
        });
    }

    private static <T> T at(Token token, String text, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw token.fault(text, String.valueOf(e.getMessage()));
        }
    }

    /** Puts the comparisons into the library's tree. */
    private static final class Building implements RSQLVisitor<OrgFilter, Iterator<Comparison>> {
        @Override
        public OrgFilter visit(AndNode node, Iterator<Comparison> comparisons) {
            return new And(parts(node, comparisons));
        }

        @Override
        public OrgFilter visit(OrNode node, Iterator<Comparison> comparisons) {
            return new Or(parts(node, comparisons));
        }

        @Override
        public OrgFilter visit(ComparisonNode node, Iterator<Comparison> comparisons) {
            var comparison = comparisons.next();
            if (!node.getOperator().getSymbol().equals(comparison.operator().symbol())
                    || node.getArguments().size() != comparison.values().size()) {
                throw new IllegalStateException("the RSQL library reads " + node + " where we read " + comparison);
            }
            return comparison;
        }

        private List<OrgFilter> parts(LogicalNode node, Iterator<Comparison> comparisons) {
            return node.getChildren().stream()
                    .map(child -> child.accept(this, comparisons))
                    .toList();
        }
    }
}
