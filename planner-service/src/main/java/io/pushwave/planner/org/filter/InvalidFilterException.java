package io.pushwave.planner.org.filter;

/** A text that is no filter. */
public final class InvalidFilterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FilterFault fault;

    public InvalidFilterException(FilterFault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    public FilterFault fault() {
        return fault;
    }
}
