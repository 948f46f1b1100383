package io.pushwave.executor.result;

import io.pushwave.contracts.StorableText;
import java.util.regex.Pattern;

/**
 * Brings messages that differ only in numbers and places to one form, so that they can be counted together (domain page,
 * section 7.6). Names stay: of orgs, packages, versions, classes and methods.
 */
public final class FailureText {
    /** A group is a label for people, who have the whole message beside it: 500 characters are several lines. */
    public static final int GROUP_LENGTH_MAXIMUM = 500;

    /** The pair that Salesforce support asks for: an incident number and a stack trace number in brackets. */
    private static final Pattern GACK = Pattern.compile("-?\\d+-\\d+\\s*\\(-?\\d+\\)");

    /** Of standard and custom objects, 15 or 18 characters; one of the letters after the prefix is a digit, unlike in words. */
    private static final Pattern ID = Pattern.compile(
            "\\b(?:0[0-9a-zA-Z]{2}|[1-9]\\d[0-9a-zA-Z]|a\\d[0-9a-zA-Z])(?=[a-zA-Z]*\\d)[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?\\b");

    private static final Pattern PLACE = Pattern.compile("\\bline \\d+, column \\d+|\\bline:? \\d+\\b");
    private static final Pattern ROW = Pattern.compile("\\brow \\d+\\b");

    /** Where the trace begins is the fault's place; what called it differs from org to org. */
    private static final Pattern CALLERS = Pattern.compile("((?:Class|Trigger)\\.[\\w.]+: line <n>, column <n>)"
            + "(?:\\s*(?:(?:Class|Trigger)\\.[\\w.]+|AnonymousBlock): line <n>, column <n>)+");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private FailureText() {}

    /** The message without gack numbers, ids, positions and the callers of a stack trace; at most a label long. */
    public static String normalised(String message) {
        var text = GACK.matcher(message).replaceAll("<gack>");
        text = ID.matcher(text).replaceAll("<id>");
        text = PLACE.matcher(text)
                .replaceAll(place -> place.group().contains("column") ? "line <n>, column <n>" : "line <n>");
        text = ROW.matcher(text).replaceAll("row <n>");
        text = CALLERS.matcher(text).replaceAll("$1");
        text = SPACE.matcher(text).replaceAll(" ").strip();
        // A cut may go through the middle of a character.
        return text.length() > GROUP_LENGTH_MAXIMUM
                ? StorableText.replaced(text.substring(0, GROUP_LENGTH_MAXIMUM))
                : text;
    }
}
