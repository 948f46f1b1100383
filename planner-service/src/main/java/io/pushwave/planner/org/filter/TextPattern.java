package io.pushwave.planner.org.filter;

import java.util.List;
import java.util.regex.Pattern;

/** A text in which a {@code *} stands for any characters or none, whatever the case of ASCII letters. */
public final class TextPattern {
    private static final Pattern WILDCARD = Pattern.compile("\\*");

    private static final int KEEP_EMPTY_PIECES = -1;

    private final List<String> pieces;

    private TextPattern(List<String> pieces) {
        this.pieces = pieces;
    }

    public static TextPattern of(String text) {
        return new TextPattern(List.of(WILDCARD.split(AsciiCase.folded(text), KEEP_EMPTY_PIECES)));
    }

    /** What stands between the wildcards, folded: one piece if there is none, empty ones where a wildcard is at an end. */
    public List<String> pieces() {
        return pieces;
    }

    /** Each piece is sought behind the one before it, as near as it is: so no text is gone through twice. */
    boolean matches(String text) {
        var first = pieces.getFirst();
        if (pieces.size() == 1) {
            return text.length() == first.length() && AsciiCase.hasAt(text, 0, first);
        }
        var last = pieces.getLast();
        int end = text.length() - last.length();
        int from = first.length();
        if (from > end || !AsciiCase.hasAt(text, 0, first) || !AsciiCase.hasAt(text, end, last)) {
            return false;
        }
        for (var piece : pieces.subList(1, pieces.size() - 1)) {
            while (from <= end - piece.length() && !AsciiCase.hasAt(text, from, piece)) {
                from++;
            }
            if (from > end - piece.length()) {
                return false;
            }
            from += piece.length();
        }
        return true;
    }
}
