package io.pushwave.simulator.query.filter;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.soql.Condition;
import io.pushwave.simulator.soql.Literal;
import io.pushwave.simulator.soql.Operand;
import io.pushwave.simulator.soql.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Turns conditions into tests over row or group numbers; every literal is checked and converted once, not per row. */
public final class Predicates {
    private final Function<Operand, Source> sources;
    private final Instant now;

    /**
     * @param sources finds what may be compared, refusing what may not
     * @param now when date literals are reckoned from
     */
    public Predicates(Function<Operand, Source> sources, Instant now) {
        this.sources = sources;
        this.now = now;
    }

    public IntPredicate compile(Condition condition) {
        return switch (condition) {
            case Condition.And(var parts) -> all(parts);
            case Condition.Or(var parts) -> any(parts);
            case Condition.Not(var inner) -> compile(inner).negate();
            case Condition.Comparison comparison -> comparison(comparison);
            case Condition.Likeness(var left, var pattern) -> like(sources.apply(left), pattern);
            case Condition.Membership membership -> membership(membership);
            case Condition.SemiJoin _ -> throw new IllegalStateException("semi-joins are resolved before");
            case Condition.Inclusion(var left) -> throw sources.apply(left).invalidOperator();
        };
    }

    private IntPredicate all(List<Condition> parts) {
        var tests = parts.stream().map(this::compile).toArray(IntPredicate[]::new);
        return row -> {
            for (var test : tests) {
                if (!test.test(row)) {
                    return false;
                }
            }
            return true;
        };
    }

    private IntPredicate any(List<Condition> parts) {
        var tests = parts.stream().map(this::compile).toArray(IntPredicate[]::new);
        return row -> {
            for (var test : tests) {
                if (test.test(row)) {
                    return true;
                }
            }
            return false;
        };
    }

    private IntPredicate comparison(Condition.Comparison comparison) {
        var source = sources.apply(comparison.left());
        if (comparison.value() instanceof Literal.Relative(var period)) {
            return within(source, comparison.operator(), Range.of(source, period, now));
        }
        var field = source.field();
        var wanted = convert(source, comparison.value());
        return switch (comparison.operator()) {
            case EQUAL -> row -> Values.equal(field, source.read(row), wanted);
            case UNEQUAL -> row -> !Values.equal(field, source.read(row), wanted);
            case LESS -> ordered(source, wanted, sign -> sign < 0);
            case LESS_OR_EQUAL -> ordered(source, wanted, sign -> sign <= 0);
            case GREATER -> ordered(source, wanted, sign -> sign > 0);
            case GREATER_OR_EQUAL -> ordered(source, wanted, sign -> sign >= 0);
        };
    }

    private static IntPredicate ordered(Source source, @Nullable Object wanted, IntPredicate signTest) {
        if (wanted == null || source.field().type() == FieldType.BOOLEAN) {
            throw source.invalidOperator();
        }
        return row -> {
            var value = source.read(row);
            return value != null && signTest.test(Values.compare(source.field(), value, wanted));
        };
    }

    private static IntPredicate within(Source source, Condition.Operator operator, Range range) {
        return switch (operator) {
            case EQUAL -> row -> source.read(row) instanceof Instant at && range.contains(at);
            case UNEQUAL -> row -> !(source.read(row) instanceof Instant at && range.contains(at));
            case LESS -> row -> source.read(row) instanceof Instant at && at.isBefore(range.begin());
            case LESS_OR_EQUAL -> row -> source.read(row) instanceof Instant at && at.isBefore(range.end());
            case GREATER -> row -> source.read(row) instanceof Instant at && !at.isBefore(range.end());
            case GREATER_OR_EQUAL -> row -> source.read(row) instanceof Instant at && !at.isBefore(range.begin());
        };
    }

    private IntPredicate membership(Condition.Membership membership) {
        var source = sources.apply(membership.left());
        var field = source.field();
        var wanted = new HashSet<@Nullable Object>();
        var ranges = new ArrayList<Range>();
        for (var literal : membership.values()) {
            if (literal instanceof Literal.Relative(var period)) {
                ranges.add(Range.of(source, period, now));
            } else {
                wanted.add(Values.folded(field, convert(source, literal)));
            }
        }
        IntPredicate among = row -> {
            var value = source.read(row);
            return wanted.contains(Values.folded(field, value))
                    || (value instanceof Instant at && ranges.stream().anyMatch(range -> range.contains(at)));
        };
        return membership.negated() ? among.negate() : among;
    }

    private static IntPredicate like(Source source, String text) {
        var type = source.field().type();
        if (type != FieldType.STRING && type != FieldType.PICKLIST) {
            throw source.invalidOperator();
        }
        var pattern = new LikePattern(text);
        return row -> source.read(row) instanceof String value && pattern.matches(value);
    }

    /** The literal as a value that compares with the field's values. */
    static @Nullable Object convert(Source source, Literal literal) {
        if (literal instanceof Literal.Null) {
            return null;
        }
        return switch (source.field().type()) {
            case ID, REFERENCE ->
                literal instanceof Literal.Text(var text) ? id(source, text) : wrongType(source, literal);
            case STRING, PICKLIST -> literal instanceof Literal.Text(var text) ? text : wrongType(source, literal);
            case DATE_TIME -> literal instanceof Literal.DateTime(Instant at) ? at : wrongType(source, literal);
            case INT -> literal instanceof Literal.Numeric(double number) ? number : wrongType(source, literal);
            case BOOLEAN -> literal instanceof Literal.Truth(boolean truth) ? truth : wrongType(source, literal);
        };
    }

    private static String id(Source source, String text) {
        var shortened = SalesforceId.shorten(text);
        if (shortened == null) {
            throw source.refused("INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + text);
        }
        return SalesforceId.lengthen(shortened);
    }

    private static Object wrongType(Source source, Literal literal) {
        var field = source.field();
        var type =
                field.type() == FieldType.DATE_TIME ? "dateTime" : field.type().apiName();
        boolean quoted = literal instanceof Literal.Text;
        throw source.refused(
                "INVALID_FIELD",
                "value of filter criterion for field '" + field.name() + "' must be of type " + type
                        + (quoted ? " and should not be enclosed in quotes" : ""));
    }

    /** From one instant up to but without another. */
    private record Range(Instant begin, Instant end) {
        static Range of(Source source, Period period, Instant now) {
            if (source.field().type() != FieldType.DATE_TIME) {
                wrongType(source, new Literal.Relative(period));
            }
            return new Range(period.begin(now), period.end(now));
        }

        boolean contains(Instant at) {
            return !at.isBefore(begin) && at.isBefore(end);
        }
    }
}
