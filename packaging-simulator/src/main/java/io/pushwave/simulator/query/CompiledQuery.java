package io.pushwave.simulator.query;

import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.query.objects.SObjectTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * A query bound to the objects and fields that it names.
 *
 * @param candidates the rows to look at; the argument is the parent row of a sub-select and means nothing otherwise
 * @param order empty if rows are wanted in the order of their ids, in which they come anyway
 */
public record CompiledQuery(
        SObjectTable table,
        IntFunction<Rows> candidates,
        IntPredicate matches,
        Optional<Comparator<Integer>> order,
        int offset,
        OptionalInt limit,
        Shape shape) {

    /** What kind of answer is wanted. */
    sealed interface Shape {
        record CountOnly() implements Shape {}

        record Grouped(Aggregation aggregation) implements Shape {}

        record Plain(Projection projection) implements Shape {}
    }

    /** Whether rows carry sub-selects. */
    public boolean hasChildren() {
        return shape instanceof Shape.Plain(var projection)
                && projection.nodes().stream().anyMatch(Projection.ChildRecords.class::isInstance);
    }

    /** Whether rows are grouped by fields. */
    public boolean isGrouped() {
        return shape instanceof Shape.Grouped(var aggregation)
                && !aggregation.groupBy().isEmpty();
    }

    /** Finds what a top-level query asks for. */
    public QueryResult run() {
        return switch (shape) {
            case Shape.CountOnly _ -> new QueryResult.Count(rows(0).size());
            case Shape.Grouped(var aggregation) -> new QueryResult.Groups(groups(aggregation));
            case Shape.Plain(var projection) -> new QueryResult.Records(projection, rows(0));
        };
    }

    /** Finds what a sub-select asks for below a parent row. */
    public QueryResult.Records childrenOf(int parentRow) {
        if (!(shape instanceof Shape.Plain(var projection))) {
            throw new IllegalStateException("a sub-select shows records");
        }
        return new QueryResult.Records(projection, rows(parentRow));
    }

    /** The rows of a top-level query. */
    Rows rows() {
        return rows(0);
    }

    private List<QueryResult.Group> groups(Aggregation aggregation) {
        var collector = aggregation.new Collector();
        var among = candidates.apply(0);
        for (int position = 0; position < among.size(); position++) {
            int row = among.get(position);
            if (table.exists(row) && matches.test(row)) {
                collector.add(row);
            }
        }
        var results = collector.results();
        int from = Math.min(offset, results.size());
        int end = (int) Math.min(results.size(), (long) from + limit.orElse(results.size()));
        return List.copyOf(results.subList(from, end));
    }

    private Rows rows(int parentRow) {
        var among = candidates.apply(parentRow);
        // Without a sort the first rows that match are the answer, and the rest need not be looked at.
        int enough = order.isEmpty() && limit.isPresent()
                ? (int) Math.min(Integer.MAX_VALUE, (long) offset + limit.getAsInt())
                : Integer.MAX_VALUE;
        var found = new int[Math.min(among.size(), Math.min(enough, 4_096))];
        int size = 0;
        for (int position = 0; position < among.size() && size < enough; position++) {
            int row = among.get(position);
            if (table.exists(row) && matches.test(row)) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, (int) Math.min(among.size(), size * 2L));
                }
                found[size++] = row;
            }
        }
        return order.isPresent() ? cut(sorted(found, size, order.get()), size) : cut(found, size);
    }

    private static int[] sorted(int[] rows, int size, Comparator<Integer> order) {
        return Arrays.stream(rows, 0, size)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Rows cut(int[] rows, int size) {
        int end = Math.min(size, (int) Math.min(Integer.MAX_VALUE, (long) offset + limit.orElse(size)));
        if (offset == 0) {
            return new Rows.Listed(rows, end);
        }
        int from = Math.min(offset, end);
        return new Rows.Listed(Arrays.copyOfRange(rows, from, end), end - from);
    }
}
