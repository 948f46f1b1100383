package io.pushwave.simulator.soql;

import java.util.List;

/** A WHERE clause. */
public sealed interface Condition {
    record And(List<Condition> parts) implements Condition {}

    record Or(List<Condition> parts) implements Condition {}

    record Not(Condition inner) implements Condition {}

    record Comparison(String path, Operator operator, Literal value) implements Condition {}

    record Membership(String path, boolean negated, List<Literal> values) implements Condition {}

    /** How a field is compared. */
    enum Operator {
        EQUAL,
        UNEQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LIKE
    }
}
