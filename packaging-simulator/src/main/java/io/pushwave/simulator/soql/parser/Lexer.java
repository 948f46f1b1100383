package io.pushwave.simulator.soql.parser;

import io.pushwave.simulator.soql.SoqlException;
import java.util.regex.Pattern;

/** Cuts a query into tokens, one at a time. Comments are no part of SOQL and are refused as any other stray character. */
final class Lexer {
    private static final Pattern DATE = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}(?:[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?" + "(?:[Zz]|[+-]\\d{2}:?\\d{2}))?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");

    private final String query;
    private int position;

    Lexer(String query) {
        this.query = query;
    }

    /** The next token; END again and again when nothing is left. */
    Token next() {
        while (position < query.length() && Character.isWhitespace(query.charAt(position))) {
            position++;
        }
        if (position == query.length()) {
            return new Token(Token.Kind.END, "<EOF>", position);
        }
        char first = query.charAt(position);
        if (first == '\'') {
            return text();
        }
        if (isLetter(first) || first == '_') {
            return word();
        }
        if (isDigit(first) || first == '-' || first == '+') {
            return number();
        }
        return symbol(first);
    }

    private Token word() {
        int from = position;
        while (position < query.length() && isWordPart(query.charAt(position))) {
            position++;
        }
        return new Token(Token.Kind.WORD, query.substring(from, position), from);
    }

    private static boolean isWordPart(char character) {
        return isLetter(character) || isDigit(character) || character == '_' || character == '.';
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private Token number() {
        int from = position;
        var date = DATE.matcher(query).region(from, query.length());
        if (date.lookingAt()) {
            position = date.end();
            return new Token(Token.Kind.DATE_TIME, date.group(), from);
        }
        var number = NUMBER.matcher(query).region(from, query.length());
        if (!number.lookingAt()) {
            throw noAlternative(query.charAt(from));
        }
        position = number.end();
        return new Token(Token.Kind.NUMBER, number.group(), from);
    }

    private Token symbol(char first) {
        int from = position;
        boolean withEquals = position + 1 < query.length() && query.charAt(position + 1) == '=';
        boolean unequal = first == '<' && position + 1 < query.length() && query.charAt(position + 1) == '>';
        switch (first) {
            case '(', ')', ',', ':', '=' -> position++;
            case '<', '>' -> position += withEquals || unequal ? 2 : 1;
            case '!' -> {
                if (!withEquals) {
                    throw noAlternative(first);
                }
                position += 2;
            }
            default -> throw noAlternative(first);
        }
        return new Token(Token.Kind.SYMBOL, unequal ? "!=" : query.substring(from, position), from);
    }

    private Token text() {
        int from = position++;
        while (position < query.length() && query.charAt(position) != '\'') {
            position += query.charAt(position) == '\\' ? 2 : 1;
        }
        if (position >= query.length()) {
            position = query.length();
            throw SoqlException.syntax(place() + " mismatched character '<EOF>' expecting '''", position);
        }
        position++;
        return new Token(Token.Kind.TEXT, query.substring(from + 1, position - 1), from);
    }

    private SoqlException noAlternative(char character) {
        return SoqlException.syntax(place() + " no viable alternative at character '" + character + "'", position);
    }

    private String place() {
        int lineStart = query.lastIndexOf('\n', position - 1) + 1;
        long line = query.substring(0, lineStart)
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
        return "line " + line + ":" + (position - lineStart);
    }
}
