package io.pushwave.simulator.query.filter;

/**
 * A text with wildcards, compared without regard to letter case. Takes at most as many steps as pattern and text have
 * characters, multiplied; a regular expression could take exponentially many.
 */
final class LikePattern {
    /** Stands for any text. */
    private static final char ANY = '%';

    /** Stands for any character. */
    private static final char ONE = '_';

    private final char[] characters;
    private final boolean[] wild;
    private final int length;

    /** @param pattern as {@link io.pushwave.simulator.soql.Condition.Likeness} has it */
    LikePattern(String pattern) {
        characters = new char[pattern.length()];
        wild = new boolean[pattern.length()];
        int size = 0;
        for (int position = 0; position < pattern.length(); position++) {
            char character = pattern.charAt(position);
            if (character == '\\' && position + 1 < pattern.length()) {
                characters[size++] = folded(pattern.charAt(++position));
            } else {
                wild[size] = character == ANY || character == ONE;
                characters[size++] = folded(character);
            }
        }
        length = size;
    }

    boolean matches(String text) {
        int at = 0;
        int in = 0;
        int resumeAt = -1;
        int resumeIn = 0;
        while (in < text.length()) {
            if (at < length && wild[at] && characters[at] == ANY) {
                resumeAt = ++at;
                resumeIn = in;
            } else if (at < length && fits(at, text.charAt(in))) {
                at++;
                in++;
            } else if (resumeAt >= 0) {
                // The last % takes one character more.
                at = resumeAt;
                in = ++resumeIn;
            } else {
                return false;
            }
        }
        while (at < length && wild[at] && characters[at] == ANY) {
            at++;
        }
        return at == length;
    }

    private boolean fits(int at, char character) {
        return wild[at] ? characters[at] == ONE : characters[at] == folded(character);
    }

    private static char folded(char character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }
}
