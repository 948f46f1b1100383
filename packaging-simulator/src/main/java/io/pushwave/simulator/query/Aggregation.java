package io.pushwave.simulator.query;

import io.pushwave.simulator.soql.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grouped part of a query: counts rows per combination of the grouped fields' values.
 *
 * @param groupBy the grouped fields
 * @param items what each result shows, in order
 * @param order comparison over the grouped values
 */
record Aggregation(List<FieldPath> groupBy, List<Item> items, Optional<Comparator<List<@Nullable Object>>> order) {

    /** One value of a result: a grouped field's (by its position in {@code groupBy}) or a function's. */
    sealed interface Item {
        String name();
    }

    record Grouped(String name, int position) implements Item {}

    record Computed(String name, Selection.Function function, Optional<FieldPath> path) implements Item {}

    /** Collects rows. */
    final class Collector {
        private final Map<List<@Nullable Object>, List<Accumulator>> groups = new HashMap<>();

        void add(int row) {
            var key = new ArrayList<@Nullable Object>(groupBy.size());
            for (var path : groupBy) {
                key.add(path.read(row));
            }
            for (var accumulator : groups.computeIfAbsent(key, _ -> accumulators())) {
                accumulator.add(row);
            }
        }

        List<QueryResult.Group> results() {
            if (groups.isEmpty() && groupBy.isEmpty()) {
                groups.put(List.of(), accumulators());
            }
            var keys = new ArrayList<>(groups.keySet());
            keys.sort(order.orElse(byValues()));
            var results = new ArrayList<QueryResult.Group>();
            for (var key : keys) {
                results.add(result(key, groups.getOrDefault(key, List.of())));
            }
            return results;
        }

        private QueryResult.Group result(List<@Nullable Object> key, List<Accumulator> accumulators) {
            var names = new ArrayList<String>();
            var values = new ArrayList<@Nullable Object>();
            int next = 0;
            for (var item : items) {
                names.add(item.name());
                values.add(
                        switch (item) {
                            case Grouped grouped -> key.get(grouped.position());
                            case Computed _ -> accumulators.get(next++).value();
                        });
            }
            return new QueryResult.Group(names, values);
        }
    }

    private Comparator<List<@Nullable Object>> byValues() {
        return (left, right) -> {
            for (int position = 0; position < groupBy.size(); position++) {
                int sign = Values.order(groupBy.get(position).field(), false, true)
                        .compare(left.get(position), right.get(position));
                if (sign != 0) {
                    return sign;
                }
            }
            return 0;
        };
    }

    private List<Accumulator> accumulators() {
        var all = new ArrayList<Accumulator>();
        for (var item : items) {
            if (item instanceof Computed computed) {
                all.add(new Accumulator(computed));
            }
        }
        return all;
    }

    /** One function over one group. */
    private static final class Accumulator {
        private final Computed computed;
        private final Set<Object> distinct = new HashSet<>();
        private int count;
        private @Nullable Object extreme;

        Accumulator(Computed computed) {
            this.computed = computed;
        }

        void add(int row) {
            if (computed.path().isEmpty()) {
                count++;
                return;
            }
            var path = computed.path().get();
            var value = path.read(row);
            if (value == null) {
                return;
            }
            switch (computed.function()) {
                case COUNT -> count++;
                case COUNT_DISTINCT -> distinct.add(value);
                case MIN -> keep(path, value, -1);
                case MAX -> keep(path, value, 1);
            }
        }

        private void keep(FieldPath path, Object value, int sign) {
            if (extreme == null || Integer.signum(Values.compare(path.field(), value, extreme)) == sign) {
                extreme = value;
            }
        }

        @Nullable Object value() {
            return switch (computed.function()) {
                case COUNT -> count;
                case COUNT_DISTINCT -> distinct.size();
                case MIN, MAX -> extreme;
            };
        }
    }
}
