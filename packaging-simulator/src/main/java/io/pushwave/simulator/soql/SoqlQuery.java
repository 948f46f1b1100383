package io.pushwave.simulator.soql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A parsed query.
 *
 * @param from the object; in a sub-select, the child relationship
 * @param fromAlias name that may stand before field paths
 */
public record SoqlQuery(
        List<Selection> selections,
        Name from,
        Optional<Name> fromAlias,
        Optional<Condition> where,
        List<Name> groupBy,
        Optional<Condition> having,
        List<Order> orderBy,
        OptionalInt limit,
        OptionalInt offset) {

    /**
     * One ORDER BY item.
     *
     * @param nullsFirst where empty values go; Salesforce puts them first unless told otherwise
     */
    public record Order(Operand by, boolean descending, boolean nullsFirst) {}
}
