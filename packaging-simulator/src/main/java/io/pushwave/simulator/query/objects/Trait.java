package io.pushwave.simulator.query.objects;

/** What may be done with a field. */
public enum Trait {
    CREATEABLE,
    UPDATEABLE,
    FILTERABLE,
    SORTABLE,
    GROUPABLE,
    REQUIRED,
    /** Text that is compared letter by letter; other text ignores case, as SOQL does. */
    CASE_SENSITIVE
}
