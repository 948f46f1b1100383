package io.pushwave.planner.org.rest;

import io.pushwave.http.Problems;
import io.pushwave.planner.TextLimits.Fault;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody sent breaks a rule: a request as a whole is refused for it, of an import the line. */
public final class BrokenRuleException extends Exception {
    private final transient Fault fault;

    public BrokenRuleException(String field, @Nullable String value, String rule) {
        this(new Fault(field, value, rule));
    }

    public BrokenRuleException(Fault fault) {
        super(fault.rule());
        this.fault = fault;
    }

    /**
     * Does nothing if nothing is wrong.
     *
     * @throws BrokenRuleException if there is a fault
     */
    public static void throwIf(Optional<Fault> fault) throws BrokenRuleException {
        if (fault.isPresent()) {
            throw new BrokenRuleException(fault.get());
        }
    }

    public Fault fault() {
        return fault;
    }

    /** 400. */
    public HttpProblem problem() {
        return Problems.invalid(fault.field(), fault.value(), fault.rule());
    }
}
