package io.pushwave.simulator.query.filter;

import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.Trait;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** How field values compare. */
public final class Values {
    private Values() {}

    static boolean ignoresCase(FieldDefinition field) {
        return (field.type() == FieldType.STRING || field.type() == FieldType.PICKLIST)
                && !field.is(Trait.CASE_SENSITIVE);
    }

    /** Compares two values of one field. */
    public static int compare(FieldDefinition field, Object left, Object right) {
        return switch (field.type()) {
            case ID, REFERENCE -> ((String) left).compareTo((String) right);
            case STRING, PICKLIST ->
                ignoresCase(field)
                        ? ((String) left).compareToIgnoreCase((String) right)
                        : ((String) left).compareTo((String) right);
            case DATE_TIME -> ((Instant) left).compareTo((Instant) right);
            case INT -> Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue());
            case BOOLEAN -> ((Boolean) left).compareTo((Boolean) right);
        };
    }

    static boolean equal(FieldDefinition field, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return left.equals(right) || compare(field, left, right) == 0;
    }

    /** A value in the form in which equal means equal. */
    public static @Nullable Object folded(FieldDefinition field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text when ignoresCase(field) -> folded(text);
            case Number number -> number.doubleValue();
            default -> value;
        };
    }

    /** Character by character, as comparisons without regard to letter case do it. */
    private static String folded(String text) {
        var folded = new char[text.length()];
        for (int position = 0; position < folded.length; position++) {
            folded[position] = Character.toLowerCase(Character.toUpperCase(text.charAt(position)));
        }
        return String.valueOf(folded);
    }

    /** An order over values that may be missing. */
    public static Comparator<@Nullable Object> order(FieldDefinition field, boolean descending, boolean nullsFirst) {
        return (left, right) -> {
            if (left == null || right == null) {
                int sign = left == null && right == null ? 0 : left == null ? -1 : 1;
                return nullsFirst ? sign : -sign;
            }
            int sign = compare(field, left, right);
            return descending ? -sign : sign;
        };
    }
}
