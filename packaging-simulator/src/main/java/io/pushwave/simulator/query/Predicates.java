package io.pushwave.simulator.query;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.soql.Condition;
import io.pushwave.simulator.soql.Condition.Operator;
import io.pushwave.simulator.soql.Literal;
import io.pushwave.simulator.soql.SoqlException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns conditions into tests over row numbers; every literal is checked and converted once, not per row. */
final class Predicates {
    private final Function<String, FieldPath> resolver;

    Predicates(Function<String, FieldPath> resolver) {
        this.resolver = resolver;
    }

    IntPredicate compile(Condition condition) {
        return switch (condition) {
            case Condition.And(var parts) -> all(parts);
            case Condition.Or(var parts) -> any(parts);
            case Condition.Not(var inner) -> compile(inner).negate();
            case Condition.Comparison comparison -> comparison(comparison);
            case Condition.Membership membership -> membership(membership);
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

    private FieldPath filterable(String path) {
        return resolver.apply(path).requires(Trait.FILTERABLE, "filtered");
    }

    private IntPredicate comparison(Condition.Comparison comparison) {
        var path = filterable(comparison.path());
        if (comparison.operator() == Operator.LIKE) {
            return like(path, comparison.value());
        }
        var wanted = convert(path.field(), comparison.value());
        return switch (comparison.operator()) {
            case EQUAL -> row -> equal(path.field(), path.read(row), wanted);
            case UNEQUAL -> row -> !equal(path.field(), path.read(row), wanted);
            case LESS -> ordered(path, wanted, sign -> sign < 0);
            case LESS_OR_EQUAL -> ordered(path, wanted, sign -> sign <= 0);
            case GREATER -> ordered(path, wanted, sign -> sign > 0);
            case GREATER_OR_EQUAL -> ordered(path, wanted, sign -> sign >= 0);
            case LIKE -> throw new IllegalStateException("LIKE is handled above");
        };
    }

    private static IntPredicate ordered(FieldPath path, @Nullable Object wanted, IntPredicate signTest) {
        if (wanted == null || path.field().type() == FieldType.BOOLEAN) {
            throw new SoqlException(
                    "INVALID_QUERY_FILTER_OPERATOR",
                    "invalid operator on " + path.field().type().apiName() + " field");
        }
        return row -> {
            var value = path.read(row);
            return value != null && signTest.test(Values.compare(path.field(), value, wanted));
        };
    }

    private IntPredicate membership(Condition.Membership membership) {
        var path = filterable(membership.path());
        var field = path.field();
        var wanted = new HashSet<@Nullable Object>();
        for (var literal : membership.values()) {
            wanted.add(folded(field, convert(field, literal)));
        }
        return membership.negated()
                ? row -> !wanted.contains(folded(field, path.read(row)))
                : row -> wanted.contains(folded(field, path.read(row)));
    }

    /** Text in the form in which equal means equal. */
    private static @Nullable Object folded(FieldDefinition field, @Nullable Object value) {
        return value instanceof String text && Values.ignoresCase(field) ? text.toLowerCase(Locale.ROOT) : value;
    }

    private static boolean equal(FieldDefinition field, @Nullable Object value, @Nullable Object wanted) {
        if (value == null || wanted == null) {
            return value == null && wanted == null;
        }
        if (value.equals(wanted)) {
            return true;
        }
        return value instanceof String text
                && wanted instanceof String other
                && Values.ignoresCase(field)
                && text.equalsIgnoreCase(other);
    }

    private static IntPredicate like(FieldPath path, Literal literal) {
        boolean textual =
                path.field().type() == FieldType.STRING || path.field().type() == FieldType.PICKLIST;
        if (!textual || !(literal instanceof Literal.Text(var wanted))) {
            throw new SoqlException(
                    "INVALID_QUERY_FILTER_OPERATOR",
                    "invalid operator on " + path.field().type().apiName() + " field");
        }
        var pattern = likePattern(wanted);
        return row ->
                path.read(row) instanceof String text && pattern.matcher(text).matches();
    }

    private static Pattern likePattern(String wanted) {
        var regex = new StringBuilder();
        for (int position = 0; position < wanted.length(); position++) {
            char character = wanted.charAt(position);
            if (character == '%') {
                regex.append(".*");
            } else if (character == '_') {
                regex.append('.');
            } else if (character == '\\' && position + 1 < wanted.length()) {
                regex.append(Pattern.quote(String.valueOf(wanted.charAt(++position))));
            } else {
                regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** The literal as a value of the field's Java type. */
    static @Nullable Object convert(FieldDefinition field, Literal literal) {
        if (literal instanceof Literal.Null) {
            return null;
        }
        return switch (field.type()) {
            case ID, REFERENCE -> literal instanceof Literal.Text(var text) ? id(text) : wrongType(field, literal);
            case STRING, PICKLIST -> literal instanceof Literal.Text(var text) ? text : wrongType(field, literal);
            case DATE_TIME -> literal instanceof Literal.DateTime(Instant at) ? at : wrongType(field, literal);
            case INT ->
                literal instanceof Literal.Numeric(double number) ? Values.integer(number) : wrongType(field, literal);
            case BOOLEAN -> literal instanceof Literal.Truth(boolean truth) ? truth : wrongType(field, literal);
        };
    }

    private static String id(String text) {
        var shortened = SalesforceId.shorten(text);
        if (shortened == null) {
            throw new SoqlException("INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + text);
        }
        return SalesforceId.lengthen(shortened);
    }

    private static Object wrongType(FieldDefinition field, Literal literal) {
        var type =
                field.type() == FieldType.DATE_TIME ? "dateTime" : field.type().apiName();
        boolean quoted = literal instanceof Literal.Text;
        throw new SoqlException(
                "INVALID_FIELD",
                "value of filter criterion for field '" + field.name() + "' must be of type " + type
                        + (quoted ? " and should not be enclosed in quotes" : ""));
    }
}
