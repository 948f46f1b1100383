package io.pushwave.http;

import io.pushwave.contracts.StorableText;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of requests. What breaks a rule is answered with an {@link HttpProblem} that names field, value and rule. */
public final class RequestValue {
    private RequestValue() {}

    /**
     * A text that must say something.
     *
     * @param maximum most characters
     * @param why what it is needed for, as the end of a sentence
     */
    public static String text(String field, @Nullable String value, int maximum, String why) {
        if (value == null || value.isBlank()) {
            throw Problems.invalid(field, value, field + " is missing or blank: " + why);
        }
        return checked(field, value, maximum);
    }

    /** A text that may be left out; one that is only blank was forgotten, and would find everything. */
    public static Optional<String> optionalText(String field, @Nullable String value, int maximum) {
        return Optional.ofNullable(value).map(text -> text(field, text, maximum, "who means none leaves it out"));
    }

    private static String checked(String field, String value, int maximum) {
        if (value.length() > maximum) {
            throw Problems.invalid(
                    field,
                    value,
                    field + " has " + value.length() + " characters, at most " + maximum + " are allowed");
        }
        StorableText.fault(value).ifPresent(fault -> {
            throw Problems.invalid(field, value, field + " " + fault);
        });
        return value;
    }

    /** A whole number from {@code minimum} to {@code maximum}. */
    public static long number(String field, String value, long minimum, long maximum) {
        try {
            long number = Long.parseLong(value);
            if (minimum <= number && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, as a number out of range is.
        }
        throw Problems.invalid(
                field,
                value,
                field + " is '" + value + "', a whole number from " + minimum + " to " + maximum + " is expected");
    }

    /** One of the names of {@code kind}, in upper or lower case. */
    public static <E extends Enum<E>> E oneOf(String field, String value, Class<E> kind) {
        var name = value.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(kind.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problems.invalid(
                        field,
                        value,
                        field + " is '" + value + "', one of " + Arrays.toString(kind.getEnumConstants())
                                + " is expected"));
    }

    /**
     * A value whose type has rules of its own.
     *
     * @param type makes it of a text, and says in an {@link IllegalArgumentException} what is wrong with one
     */
    public static <T> T of(String field, String value, Function<String, T> type) {
        try {
            return type.apply(value);
        } catch (IllegalArgumentException e) {
            throw Problems.invalid(field, value, String.valueOf(e.getMessage()));
        }
    }
}
