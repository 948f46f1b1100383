package io.pushwave.planner.org.filter;

/** Texts whatever the case of their ASCII letters, which is what {@code lower(… collate "C")} makes of them in PostgreSQL. */
public final class AsciiCase {
    private AsciiCase() {}

    /** The text with a to z for A to Z. */
    public static String folded(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) != folded(text.charAt(at))) {
                var folded = text.toCharArray();
                for (int each = at; each < folded.length; each++) {
                    folded[each] = folded(folded[each]);
                }
                return String.valueOf(folded);
            }
        }
        return text;
    }

    /**
     * Whether a text has a folded one at a place.
     *
     * @param at any place, also one outside of the text
     */
    static boolean hasAt(String text, int at, String folded) {
        if (at < 0 || at > text.length() - folded.length()) {
            return false;
        }
        for (int offset = 0; offset < folded.length(); offset++) {
            if (folded(text.charAt(at + offset)) != folded.charAt(offset)) {
                return false;
            }
        }
        return true;
    }

    private static char folded(char character) {
        return character >= 'A' && character <= 'Z' ? (char) (character + ('a' - 'A')) : character;
    }
}
