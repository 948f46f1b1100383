package io.pushwave.planner.strategy.json;

import java.util.List;
import java.util.stream.Collectors;

/** A document that is none of a strategy; the message has a sentence for each broken rule. */
public class InvalidDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** @param violations at least one */
    InvalidDocumentException(List<Violation> violations) {
        super(violations.stream().map(Violation::sentence).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** The broken rules, at least one. */
    public List<Violation> violations() {
        return violations;
    }
}
