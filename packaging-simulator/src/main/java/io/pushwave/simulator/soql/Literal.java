package io.pushwave.simulator.soql;

import java.time.Instant;

/** A value written in a query. */
public sealed interface Literal {
    record Text(String value) implements Literal {}

    record Numeric(double value) implements Literal {}

    record DateTime(Instant value) implements Literal {}

    /** A day without a time; fits date fields only, of which there are none yet. */
    record Date(String value) implements Literal {}

    /** A date literal such as LAST_N_DAYS:3; it begins and ends when the query's day says so. */
    record Relative(Period period) implements Literal {}

    record Truth(boolean value) implements Literal {}

    record Null() implements Literal {}
}
