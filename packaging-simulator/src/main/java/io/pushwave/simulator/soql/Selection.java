package io.pushwave.simulator.soql;

import java.util.Optional;

/** One item of a SELECT list. */
public sealed interface Selection {

    /** A field, by its path from the queried object. */
    record Field(Name path, Optional<Name> alias) implements Selection {}

    /** A field as a person would read it. */
    record Rendered(Rendering rendering, Name path, Optional<Name> alias) implements Selection {}

    /** FIELDS(…). */
    record AllFields(FieldSet set, int at) implements Selection {}

    /** An aggregate function. */
    record Computed(Operand.Aggregate function, Optional<Name> alias) implements Selection {}

    /** A sub-select over a child relationship. */
    record Children(SoqlQuery query) implements Selection {}

    /** How a value is made readable. */
    enum Rendering {
        /** {@code toLabel}: what the user interface says for a picklist value. */
        LABEL,
        /** {@code FORMAT}: a number or time in the format of the user's locale. */
        FORMAT
    }

    /** Which fields FIELDS() stands for. */
    enum FieldSet {
        ALL,
        STANDARD,
        CUSTOM
    }
}
