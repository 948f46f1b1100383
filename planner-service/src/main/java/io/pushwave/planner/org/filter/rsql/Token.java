package io.pushwave.planner.org.filter.rsql;

import io.pushwave.planner.org.filter.FilterFault;
import io.pushwave.planner.org.filter.InvalidFilterException;

/**
 * A word of RSQL, and where it stands.
 *
 * @param start position of its first character, from 0
 * @param end position behind its last character, from 0
 * @param text what it says: without quotes and escapes
 */
record Token(Kind kind, int start, int end, String text) {
    enum Kind {
        /** A field, or a value; within quotes or not. */
        TEXT,
        OPERATOR,
        OPEN,
        CLOSE,
        AND,
        OR,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    InvalidFilterException fault(String source, String rule) {
        return new InvalidFilterException(FilterFault.at(start, end, source, rule));
    }
}
