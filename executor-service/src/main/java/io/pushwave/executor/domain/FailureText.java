package io.pushwave.executor.domain;

import java.util.regex.Pattern;

/** Brings messages that differ only in numbers and places to one form, so that they can be counted together. */
public final class FailureText {
    /** The pair that Salesforce support asks for: an incident number and a stack trace number in brackets. */
    private static final Pattern GACK = Pattern.compile("-?\\d+-\\d+ \\(-?\\d+\\)");

    private static final Pattern ID =
            Pattern.compile("\\b(?:00D|04t|033|0D[VXY]|01p|a\\d\\d)[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?\\b");
    private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private FailureText() {}

    /** The message without gack numbers, ids and class lines. */
    public static String normalised(String message) {
        var text = GACK.matcher(message).replaceAll("<gack>");
        text = ID.matcher(text).replaceAll("<id>");
        text = PLACE.matcher(text).replaceAll("line <n>, column <n>");
        return SPACE.matcher(text).replaceAll(" ").strip();
    }
}
