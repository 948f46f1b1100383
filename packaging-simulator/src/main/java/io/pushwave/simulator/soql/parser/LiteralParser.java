package io.pushwave.simulator.soql.parser;

import io.pushwave.simulator.soql.DateTimes;
import io.pushwave.simulator.soql.Literal;
import io.pushwave.simulator.soql.Period;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.parser.Token.Kind;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Reads the values that are written in a query. */
final class LiteralParser {
    private final Cursor cursor;

    LiteralParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** A list in parentheses. */
    List<Literal> list() {
        cursor.expect("(");
        var values = new ArrayList<Literal>();
        do {
            values.add(read());
        } while (cursor.accept(","));
        cursor.expectClosing();
        return List.copyOf(values);
    }

    /** The text behind LIKE; a backslash stays before what it takes the meaning from. */
    String pattern() {
        var token = cursor.next();
        if (token.kind() != Kind.TEXT) {
            throw cursor.unexpected(token);
        }
        return unescaped(token.text(), true);
    }

    Literal read() {
        var token = cursor.next();
        return switch (token.kind()) {
            case TEXT -> new Literal.Text(unescaped(token.text(), false));
            case NUMBER -> new Literal.Numeric(Double.parseDouble(token.text()));
            case DATE_TIME -> dateTime(token);
            case WORD -> word(token);
            case SYMBOL -> {
                if (token.is(":")) {
                    throw bindVariable();
                }
                throw cursor.unexpected(token);
            }
            case END -> throw cursor.unexpected(token);
        };
    }

    private Literal word(Token token) {
        return switch (token.text().toUpperCase(Locale.ROOT)) {
            case "NULL" -> new Literal.Null();
            case "TRUE" -> new Literal.Truth(true);
            case "FALSE" -> new Literal.Truth(false);
            default -> new Literal.Relative(period(token));
        };
    }

    private Period period(Token token) {
        if (Period.needsCount(token.text())) {
            cursor.expect(":");
            return Period.counted(token.text(), count());
        }
        return Period.named(token.text()).orElseThrow(LiteralParser::bindVariable);
    }

    private int count() {
        var token = cursor.next();
        var number = wholeNumber(token);
        if (number.isEmpty() || number.getAsInt() > Period.MAXIMUM_COUNT) {
            throw cursor.unexpected(token);
        }
        return number.getAsInt();
    }

    /** The number that a token is, if it is whole, not negative and not too large for an int. */
    static OptionalInt wholeNumber(Token token) {
        if (token.kind() != Kind.NUMBER) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(token.text());
            return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
        } catch (NumberFormatException notWholeOrTooLarge) {
            return OptionalInt.empty();
        }
    }

    /** What a word where a value should be is taken for, as is a field on the right side. */
    private static SoqlException bindVariable() {
        return SoqlException.malformed("Bind variables only allowed in Apex code");
    }

    private static Literal dateTime(Token token) {
        try {
            if (token.text().length() == "2026-11-22".length()) {
                return new Literal.Date(DateTimes.date(token.text()).toString());
            }
            return new Literal.DateTime(DateTimes.withOffset(token.text()));
        } catch (DateTimeException notADate) {
            throw SoqlException.malformed("Invalid date: " + token.text(), token.at());
        }
    }

    /** @param pattern whether LIKE gives % and _ a meaning, so that a backslash must be kept before these and itself */
    private static String unescaped(String text, boolean pattern) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var value = new StringBuilder();
        for (int position = 0; position < text.length(); position++) {
            char character = text.charAt(position);
            if (character != '\\') {
                value.append(character);
                continue;
            }
            char escaped = text.charAt(++position);
            switch (escaped) {
                case 'n', 'N' -> value.append('\n');
                case 'r', 'R' -> value.append('\r');
                case 't', 'T' -> value.append('\t');
                case 'b', 'B' -> value.append('\b');
                case 'f', 'F' -> value.append('\f');
                case '\'', '"' -> value.append(escaped);
                case '_', '%', '\\' -> value.append(pattern ? "\\" : "").append(escaped);
                case 'u' -> {
                    value.append(codeUnit(text, position + 1));
                    position += 4;
                }
                default -> throw illegal("\\" + escaped);
            }
        }
        return value.toString();
    }

    private static char codeUnit(String text, int from) {
        var digits = text.substring(from, Math.min(text.length(), from + 4));
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
            throw illegal("\\u" + digits);
        }
        return (char) Integer.parseInt(digits, 16);
    }

    private static SoqlException illegal(String sequence) {
        return SoqlException.malformed("Illegal string literal: invalid string literal '" + sequence
                + "'. Illegal character sequence '" + sequence + "' in string literal.");
    }
}
