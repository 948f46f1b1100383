package io.pushwave.simulator.query;

import io.pushwave.simulator.domain.columns.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query found. */
public sealed interface QueryResult {

    /** Of SELECT COUNT(). */
    record Count(int total) implements QueryResult {}

    /** Of a query with aggregates. */
    record Groups(List<Group> groups) implements QueryResult {}

    /** One aggregate result. */
    record Group(List<String> names, List<@Nullable Object> values) {
        public Group {
            names = List.copyOf(names);
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** Rows, in the order asked for, and what is shown of them. */
    record Records(Projection projection, Rows rows) implements QueryResult {}
}
