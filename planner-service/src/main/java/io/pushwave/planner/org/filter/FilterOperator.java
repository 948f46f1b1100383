package io.pushwave.planner.org.filter;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a field is compared. */
public enum FilterOperator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    /** Equal to one of the values. */
    IN("=in="),
    /** Equal to none of the values. */
    OUT("=out="),
    LESS("<", "=lt="),
    LESS_OR_EQUAL("<=", "=le="),
    GREATER(">", "=gt="),
    GREATER_OR_EQUAL(">=", "=ge="),
    /** Whether the org has it at all. */
    EXISTS("=exists=");

    private final String symbol;
    private final String other;

    FilterOperator(String symbol) {
        this(symbol, symbol);
    }

    FilterOperator(String symbol, String other) {
        this.symbol = symbol;
        this.other = other;
    }

    /** How it is written. */
    public String symbol() {
        return symbol;
    }

    /** All ways in which it can be written. */
    public List<String> symbols() {
        return symbol.equals(other) ? List.of(symbol) : List.of(symbol, other);
    }

    /**
     * The operator that is written like this.
     *
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    public static FilterOperator written(String symbol) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbols().contains(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this is no operator; there are "
                        + Arrays.stream(values()).map(FilterOperator::symbol).collect(Collectors.joining(" "))));
    }

    /** Whether it needs values of which one is less than the other. */
    public boolean isOrdering() {
        return switch (this) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case EQUAL, NOT_EQUAL, IN, OUT, EXISTS -> false;
        };
    }

    /** Whether it takes a list of values. */
    public boolean takesSeveral() {
        return this == IN || this == OUT;
    }

    /** Whether it is true where its counterpart is false, and only there. */
    public boolean isNegation() {
        return this == NOT_EQUAL || this == OUT;
    }

    /** Whether a {@code *} in a text stands for any characters. */
    public boolean hasWildcards() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    /**
     * Whether the positive form is fulfilled by a value of an org.
     *
     * @param order how the org's value compares with the one that is given: less than 0, 0, or more
     */
    boolean isFulfilledBy(int order) {
        return switch (this) {
            case EQUAL, NOT_EQUAL, IN, OUT -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case EXISTS -> true;
        };
    }
}
