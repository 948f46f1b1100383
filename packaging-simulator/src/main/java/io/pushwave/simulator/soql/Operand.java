package io.pushwave.simulator.soql;

import java.util.Optional;

/** What is compared or sorted by: a field, or in grouped queries also a function over a group. */
public sealed interface Operand {

    /** A field, by its path from the queried object. */
    record Field(Name path) implements Operand {}

    /**
     * An aggregate function.
     *
     * @param path empty for COUNT(), which only a SELECT list can have
     * @param at position in the query, from 0
     */
    record Aggregate(Function function, Optional<Name> path, int at) implements Operand {}

    /** Aggregate functions. */
    enum Function {
        COUNT,
        COUNT_DISTINCT,
        MIN,
        MAX,
        SUM,
        AVG
    }
}
