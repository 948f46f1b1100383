package io.pushwave.simulator.soql;

import java.util.Optional;

/** One item of a SELECT list. */
public sealed interface Selection {

    /** A field, by its path from the queried object. */
    record Field(String path, Optional<String> alias) implements Selection {}

    /** An aggregate function; COUNT() has no path. */
    record Aggregate(Function function, Optional<String> path, Optional<String> alias) implements Selection {}

    /** A sub-select over a child relationship. */
    record Children(SoqlQuery query) implements Selection {}

    /** Aggregate functions. */
    enum Function {
        COUNT,
        COUNT_DISTINCT,
        MIN,
        MAX
    }
}
