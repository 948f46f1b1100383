package io.pushwave.simulator.soql.parser;

import io.pushwave.simulator.soql.Name;
import io.pushwave.simulator.soql.SoqlException;
import io.pushwave.simulator.soql.parser.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Walks over the tokens of a query. */
final class Cursor {
    private static final int MAXIMUM_DEPTH = 100;

    /** Words that are no names (documented, Reserved Keywords). */
    private static final Set<String> RESERVED = Set.of(
            "AND",
            "ASC",
            "DESC",
            "EXCLUDES",
            "FIRST",
            "FROM",
            "GROUP",
            "HAVING",
            "IN",
            "INCLUDES",
            "LAST",
            "LIKE",
            "LIMIT",
            "NOT",
            "NULL",
            "NULLS",
            "OR",
            "SELECT",
            "USING",
            "WHERE",
            "WITH");

    /** Words that begin what may follow an alias. */
    private static final Set<String> CLAUSES = Set.of("ORDER", "OFFSET", "FOR", "ALL", "UPDATE");

    private final Lexer lexer;
    private final Deque<Token> ahead = new ArrayDeque<>();
    private int depth;

    Cursor(String query) {
        lexer = new Lexer(query);
    }

    Token peek() {
        if (ahead.isEmpty()) {
            ahead.add(lexer.next());
        }
        return ahead.element();
    }

    /** The token behind the next one. */
    Token second() {
        peek();
        if (ahead.size() < 2) {
            ahead.add(lexer.next());
        }
        Iterator<Token> tokens = ahead.iterator();
        tokens.next();
        return tokens.next();
    }

    Token next() {
        var token = peek();
        ahead.remove();
        return token;
    }

    Name name() {
        var token = next();
        if (token.kind() != Kind.WORD || isReserved(token)) {
            throw unexpected(token);
        }
        return new Name(token.text(), token.at());
    }

    Optional<Name> alias() {
        var token = peek();
        if (token.kind() != Kind.WORD
                || isReserved(token)
                || CLAUSES.contains(token.text().toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(name());
    }

    private static boolean isReserved(Token token) {
        return RESERVED.contains(token.text().toUpperCase(Locale.ROOT));
    }

    /** Whether the next token begins a function call. */
    boolean atCall() {
        return peek().kind() == Kind.WORD && second().is("(");
    }

    boolean accept(String word) {
        if (peek().is(word)) {
            next();
            return true;
        }
        return false;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw unexpected(peek());
        }
    }

    void expectClosing() {
        var token = peek();
        if (!accept(")")) {
            throw SoqlException.syntax("expecting a right parentheses, found '" + token.text() + "'", token.at());
        }
    }

    /** Counts a level of nesting, which would otherwise be one of the stack as well. */
    void deeper() {
        if (++depth > MAXIMUM_DEPTH) {
            throw SoqlException.malformed("the query is nested too deeply", peek().at());
        }
    }

    void shallower() {
        depth--;
    }

    SoqlException unexpected(Token token) {
        return SoqlException.syntax("unexpected token: '" + token.text() + "'", token.at());
    }
}
