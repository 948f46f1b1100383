package io.pushwave.planner.strategy;

import io.pushwave.contracts.StorableText;
import java.time.Duration;
import java.util.regex.Pattern;

/** What the values of a strategy may be; each refusal is a sentence that names field, value and rule. */
final class Allowed {
    /** Characters of a text that a sentence repeats. */
    private static final int SHOWN = 100;

    private Allowed() {}

    static int number(String field, int value, int minimum, int maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    field + " is " + value + ", " + minimum + " to " + maximum + " is expected");
        }
        return value;
    }

    static double factor(String field, double value, double minimum, double maximum) {
        // Not a number is in no range either.
        if (!(value >= minimum && value <= maximum)) {
            throw new IllegalArgumentException(
                    field + " is " + plain(value) + ", " + plain(minimum) + " to " + plain(maximum) + " is expected");
        }
        return value;
    }

    static Duration time(String field, Duration value, Duration minimum, Duration maximum) {
        if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
            throw new IllegalArgumentException(
                    field + " is " + value + ", " + minimum + " to " + maximum + " is expected");
        }
        if (value.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException(field + " is " + value + ", whole milliseconds are expected");
        }
        return value;
    }

    /**
     * A text of one form.
     *
     * @param maximum most characters, counted as people do and not in UTF-16 units
     * @param form what the whole text must match
     * @param expected what that form is, in words
     */
    static String text(String field, String value, int maximum, Pattern form, String expected) {
        StorableText.fault(value).ifPresent(fault -> {
            throw new IllegalArgumentException(field + " " + fault);
        });
        int length = value.codePointCount(0, value.length());
        if (length > maximum) {
            throw new IllegalArgumentException(
                    field + " has " + length + " characters, at most " + maximum + " are allowed");
        }
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " is '" + shown(value) + "', " + expected + " is expected");
        }
        return value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** What a stranger wrote, short and in one line. */
    private static String shown(String value) {
        var cut = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
