package io.pushwave.simulator.soql;

import java.util.List;

/** A WHERE or HAVING clause. */
public sealed interface Condition {
    record And(List<Condition> parts) implements Condition {}

    record Or(List<Condition> parts) implements Condition {}

    record Not(Condition inner) implements Condition {}

    record Comparison(Operand left, Operator operator, Literal value) implements Condition {}

    /**
     * A comparison with a text that has wildcards.
     *
     * @param pattern % for any text and _ for any character, unless a backslash is before them; two backslashes
     *     for one
     */
    record Likeness(Operand left, String pattern) implements Condition {}

    record Membership(Operand left, boolean negated, List<Literal> values) implements Condition {}

    /** Membership in what a sub-select of one field finds: a semi-join, negated an anti-join. */
    record SemiJoin(Name left, boolean negated, SoqlQuery query) implements Condition {}

    /** INCLUDES or EXCLUDES, which multi-select picklists have. */
    record Inclusion(Operand left) implements Condition {}

    /** How a field is compared. */
    enum Operator {
        EQUAL,
        UNEQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }
}
