package io.pushwave.simulator.query;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** How field values compare. */
final class Values {
    private Values() {}

    static boolean ignoresCase(FieldDefinition field) {
        return (field.type() == FieldType.STRING || field.type() == FieldType.PICKLIST)
                && !field.is(Trait.CASE_SENSITIVE);
    }

    /** Compares two values of one field. */
    static int compare(FieldDefinition field, Object left, Object right) {
        return switch (field.type()) {
            case ID, REFERENCE -> ((String) left).compareTo((String) right);
            case STRING, PICKLIST ->
                ignoresCase(field)
                        ? ((String) left).compareToIgnoreCase((String) right)
                        : ((String) left).compareTo((String) right);
            case DATE_TIME -> ((Instant) left).compareTo((Instant) right);
            case INT -> ((Integer) left).compareTo((Integer) right);
            case BOOLEAN -> ((Boolean) left).compareTo((Boolean) right);
        };
    }

    /** An order over values that may be missing. */
    static Comparator<@Nullable Object> order(FieldDefinition field, boolean descending, boolean nullsFirst) {
        return (left, right) -> {
            if (left == null || right == null) {
                int sign = left == null && right == null ? 0 : left == null ? -1 : 1;
                return nullsFirst ? sign : -sign;
            }
            int sign = compare(field, left, right);
            return descending ? -sign : sign;
        };
    }

    static Integer integer(double number) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Math.floor(number)));
    }
}
