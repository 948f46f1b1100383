package io.pushwave.planner.org.filter;

import io.pushwave.planner.org.filter.OrgFilter.And;
import io.pushwave.planner.org.filter.OrgFilter.Comparison;
import io.pushwave.planner.org.filter.OrgFilter.Or;
import java.util.stream.Collectors;

/** How filters stand in RSQL. */
public final class RsqlText {
    private static final String RESERVED = "\"'();,=<>!~ ";

    private RsqlText() {}

    /** Whether a character has a meaning of its own where it is not within quotes. */
    public static boolean isReserved(char character) {
        return RESERVED.indexOf(character) >= 0;
    }

    /** Whether nobody sees a character, so that it must be within quotes: a text that was pasted is rarely meant to have it. */
    public static boolean isInvisible(char character) {
        return Character.isISOControl(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    static String of(OrgFilter filter) {
        return switch (filter) {
            // Of the two, "and" binds more tightly.
            case And(var parts) ->
                parts.stream()
                        .map(part -> part instanceof Or ? "(" + of(part) + ")" : of(part))
                        .collect(Collectors.joining(";"));
            case Or(var parts) -> parts.stream().map(RsqlText::of).collect(Collectors.joining(","));
            case Comparison(var field, var operator, var values) -> {
                var written = values.stream().map(value -> quoted(value.text())).collect(Collectors.joining(","));
                yield quoted(field.toString())
                        + operator.symbol()
                        + (operator.takesSeveral() ? "(" + written + ")" : written);
            }
        };
    }

    /** The text within quotes where it needs them, in those of the two kinds that stand less often in it. */
    private static String quoted(String text) {
        if (!text.isEmpty() && text.chars().noneMatch(unit -> isReserved((char) unit) || isInvisible((char) unit))) {
            return text;
        }
        char quote = count(text, '\'') > count(text, '"') ? '"' : '\'';
        var quoted = new StringBuilder(text.length() + 2).append(quote);
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == quote || character == '\\') {
                quoted.append('\\');
            }
            quoted.append(character);
        }
        return quoted.append(quote).toString();
    }

    private static long count(String text, char sought) {
        return text.chars().filter(unit -> unit == sought).count();
    }
}
