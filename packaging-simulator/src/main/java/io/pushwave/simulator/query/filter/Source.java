package io.pushwave.simulator.query.filter;

import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.soql.SoqlException;
import org.jspecify.annotations.Nullable;

/** Where a condition or an order finds the values that it compares: a field of rows, or a value of groups. */
public interface Source {

    /** What the values are. */
    FieldDefinition field();

    /** Position in the query, from 0. */
    int at();

    /** The value of a row or group. */
    @Nullable Object read(int row);

    /** A refusal that points at it. */
    default SoqlException refused(String code, String message) {
        return new SoqlException(code, message, at());
    }

    /** A refusal of an operator that its type has not. */
    default SoqlException invalidOperator() {
        return refused(
                "INVALID_QUERY_FILTER_OPERATOR",
                "invalid operator on " + field().type().apiName() + " field");
    }
}
