package io.pushwave.planner.org.filter.rsql;

import io.pushwave.planner.org.filter.FilterFault;
import io.pushwave.planner.org.filter.InvalidFilterException;
import io.pushwave.planner.org.filter.RsqlText;
import io.pushwave.planner.org.filter.rsql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a text apart into words as the RSQL library does, which keeps to itself where they stand. Tabs and line breaks separate words
 * as spaces do; the library takes some of them for a part of a word, so it is given {@link #spaced}.
 */
final class RsqlWords {
    private static final String AND = " and ";
    private static final String OR = " or ";

    private final String source;
    private final String spaced;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private RsqlWords(String source) {
        this.source = source;
        this.spaced = spaced(source);
    }

    /**
     * What is read.
     *
     * @param spaced the text with a space for every tab and line break outside of quotes, so that all positions are the same
     * @param tokens the words, the last of which is the end
     */
    record Words(String spaced, List<Token> tokens) {}

    /** @throws InvalidFilterException if something is no word */
    static Words of(String source) {
        var words = new RsqlWords(source);
        words.read();
        return new Words(words.spaced, words.tokens);
    }

    private static String spaced(String source) {
        var spaced = new StringBuilder(source);
        for (int place = 0; place < source.length(); place++) {
            char character = source.charAt(place);
            if (character == '\'' || character == '"') {
                place = endOfQuoted(source, place) - 1;
            } else if (character == '\t' || character == '\n' || character == '\r') {
                spaced.setCharAt(place, ' ');
            }
        }
        return spaced.toString();
    }

    private void read() {
        while (at < source.length()) {
            switch (spaced.charAt(at)) {
                case ' ' -> readSpace();
                case ';' -> add(Kind.AND, at + 1);
                case ',' -> add(Kind.OR, at + 1);
                case '(' -> add(Kind.OPEN, at + 1);
                case ')' -> add(Kind.CLOSE, at + 1);
                case '\'', '"' -> {
                    int end = endOfQuoted(source, at);
                    add(Kind.TEXT, end, unescaped(at + 1, end - 1));
                }
                case '=', '!', '<', '>', '~' -> add(Kind.OPERATOR, endOfOperator());
                default -> add(Kind.TEXT, endOfWord());
            }
        }
        add(Kind.END, at);
    }

    private void readSpace() {
        if (spaced.startsWith(AND, at)) {
            add(Kind.AND, at + AND.length());
        } else if (spaced.startsWith(OR, at)) {
            add(Kind.OR, at + OR.length());
        } else {
            at++;
        }
    }

    private void add(Kind kind, int end) {
        add(kind, end, source.substring(at, end));
    }

    private void add(Kind kind, int end, String text) {
        tokens.add(new Token(kind, at, end, text));
        at = end;
    }

    private static int endOfQuoted(String source, int start) {
        char quote = source.charAt(start);
        for (int place = start + 1; place < source.length(); place++) {
            char character = source.charAt(place);
            if (character == quote) {
                return place + 1;
            }
            if (character == '\\') {
                place++;
            }
        }
        throw fault(source, start, source.length(), "the quote that is opened here is never closed");
    }

    private String unescaped(int start, int end) {
        var text = new StringBuilder(end - start);
        for (int place = start; place < end; place++) {
            if (source.charAt(place) == '\\') {
                place++;
            }
            text.append(source.charAt(place));
        }
        return text.toString();
    }

    /** {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}, or letters between two equals signs. */
    private int endOfOperator() {
        int place = at + 1;
        char first = source.charAt(at);
        if (first == '=') {
            while (place < source.length() && isLetter(source.charAt(place))) {
                place++;
            }
        }
        boolean closed = place < source.length() && source.charAt(place) == '=' && first != '~';
        if (closed) {
            return place + 1;
        }
        if (first == '<' || first == '>') {
            return place;
        }
        throw fault(
                source,
                at,
                place,
                "this is no operator, such as == or =in=; a text with one of \" ' ( ) ; , = < > ! ~ or spaces is written"
                        + " within quotes");
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private int endOfWord() {
        int place = at;
        while (place < source.length() && !RsqlText.isReserved(spaced.charAt(place))) {
            char character = source.charAt(place);
            if (RsqlText.isInvisible(character)) {
                throw fault(
                        source,
                        place,
                        place + 1,
                        "the invisible character U+%04X is written within quotes, if it is meant"
                                .formatted((int) character));
            }
            place++;
        }
        return place;
    }

    private static InvalidFilterException fault(String source, int start, int end, String rule) {
        return new InvalidFilterException(FilterFault.at(start, end, source, rule));
    }
}
