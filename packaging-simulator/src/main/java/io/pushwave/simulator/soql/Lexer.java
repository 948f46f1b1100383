package io.pushwave.simulator.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a query into tokens. */
final class Lexer {
    private static final Pattern DATE = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}(?:[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?" + "(?:[Zz]|[+-]\\d{2}:?\\d{2}))?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");

    private final String query;
    private int position;

    Lexer(String query) {
        this.query = query;
    }

    List<Token> tokens() {
        var tokens = new ArrayList<Token>();
        Token token;
        do {
            token = next();
            tokens.add(token);
        } while (token.kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
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
        if (Character.isLetter(first) || first == '_') {
            return word();
        }
        if (Character.isDigit(first) || first == '-' || first == '+') {
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
        return Character.isLetterOrDigit(character) || character == '_' || character == '.';
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
            throw SoqlException.malformed("unexpected token: '" + query.charAt(from) + "'");
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
                    throw SoqlException.malformed("unexpected token: '!'");
                }
                position += 2;
            }
            default -> throw SoqlException.malformed("unexpected char: '" + first + "'");
        }
        return new Token(Token.Kind.SYMBOL, unequal ? "!=" : query.substring(from, position), from);
    }

    private Token text() {
        int from = position;
        var value = new StringBuilder();
        position++;
        while (position < query.length() && query.charAt(position) != '\'') {
            char character = query.charAt(position++);
            if (character != '\\') {
                value.append(character);
            } else if (position < query.length()) {
                value.append(unescaped(query.charAt(position++)));
            }
        }
        if (position == query.length()) {
            throw SoqlException.malformed("unterminated string literal");
        }
        position++;
        return new Token(Token.Kind.TEXT, value.toString(), from);
    }

    private static String unescaped(char character) {
        return switch (character) {
            case 'n', 'N' -> "\n";
            case 'r', 'R' -> "\r";
            case 't', 'T' -> "\t";
            case 'b', 'B' -> "\b";
            case 'f', 'F' -> "\f";
            case '\'', '"', '\\' -> String.valueOf(character);
            // LIKE gives these their meaning; the backslash must reach it.
            case '_', '%' -> "\\" + character;
            default ->
                throw SoqlException.malformed("Illegal string literal: invalid string literal '\\" + character
                        + "'. Illegal character sequence '\\" + character + "' in string literal.");
        };
    }
}
