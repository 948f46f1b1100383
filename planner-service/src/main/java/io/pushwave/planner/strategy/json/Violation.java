package io.pushwave.planner.strategy.json;

import org.jspecify.annotations.Nullable;

/**
 * A part of a document that breaks a rule.
 *
 * @param field where it lies, such as {@code waves[2].size.percentage}; empty if it is the document as a whole
 * @param value what is there; null where it is missing, or is no plain value
 * @param rule the rest of a sentence that begins with the field
 * @param unknown whether it is a member that no document has
 */
public record Violation(String field, @Nullable String value, String rule, boolean unknown) {

    /** The whole sentence. */
    public String sentence() {
        return place() + " " + rule;
    }

    /** The same of a document that lies in another one. */
    public Violation within(String member) {
        return new Violation(field.isEmpty() ? member : member + "." + field, value, rule, unknown);
    }

    private String place() {
        return field.isEmpty() ? "the document" : field;
    }
}
