package io.pushwave.contracts;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rule for every text that is stored or sent: no U+0000, which PostgreSQL refuses in {@code text} and {@code jsonb}
 * (PostgreSQL manual, character types), and no unpaired surrogate, which UTF-8 cannot carry. Whoever may refuse a text refuses
 * it by {@link #fault}; texts that come from Salesforce are kept by {@link #replaced}, with a visible mark.
 */
public final class StorableText {
    /** What stands where a character was that cannot be stored: U+FFFD, the replacement character. */
    public static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** Why a text cannot be stored, as the rest of a sentence that begins with its name; empty if it can. */
    public static Optional<String> fault(String text) {
        var position = firstUnstorable(text);
        if (position.isEmpty()) {
            return Optional.empty();
        }
        int at = position.getAsInt();
        return Optional.of("has the character U+%04X at position %d, which cannot be stored"
                .formatted((int) text.charAt(at), at + 1));
    }

    /** The text with a mark for each character that cannot be stored. */
    public static String replaced(String text) {
        if (firstUnstorable(text).isEmpty()) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            kept.append(isStorable(text, at) ? text.charAt(at) : REPLACEMENT);
        }
        return kept.toString();
    }

    private static OptionalInt firstUnstorable(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!isStorable(text, at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isStorable(String text, int at) {
        char character = text.charAt(at);
        if (Character.isHighSurrogate(character)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(character)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return character != '\0';
    }
}
