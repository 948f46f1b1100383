package io.pushwave.simulator.query;

import io.pushwave.simulator.query.filter.FieldPath;
import io.pushwave.simulator.query.filter.Values;
import io.pushwave.simulator.soql.Operand.Function;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The grouped part of a query: reckons functions over the rows of each combination of the grouped fields' values. A group
 * has the values of the grouped fields and then those of the functions.
 *
 * @param groupBy the grouped fields
 * @param functions what is reckoned, also what only HAVING or ORDER BY need
 * @param items what each result shows, in order
 * @param having makes a test over group numbers of all groups' values
 * @param order comparison of groups' values; ends with the grouped values, so that it is total
 */
record Aggregation(
        List<FieldPath> groupBy,
        List<Computed> functions,
        List<Item> items,
        Optional<Having> having,
        Comparator<List<@Nullable Object>> order) {

    /** A value of a result, by its position in a group. */
    record Item(String name, int position) {}

    /** A function; COUNT() over no field counts rows. */
    record Computed(Function function, Optional<FieldPath> path) {}

    /** Makes a test over group numbers. */
    @FunctionalInterface
    interface Having {
        IntPredicate over(List<List<@Nullable Object>> groups);
    }

    /** Collects rows. */
    final class Collector {
        private final Map<List<@Nullable Object>, Group> groups = new HashMap<>();

        void add(int row) {
            var key = new ArrayList<@Nullable Object>(groupBy.size());
            var values = new ArrayList<@Nullable Object>(groupBy.size());
            for (var path : groupBy) {
                var value = path.read(row);
                values.add(value);
                key.add(Values.folded(path.field(), value));
            }
            for (var accumulator : groups.computeIfAbsent(key, _ -> new Group(values, accumulators()))
                    .accumulators()) {
                accumulator.add(row);
            }
        }

        List<QueryResult.Group> results() {
            if (groups.isEmpty() && groupBy.isEmpty()) {
                groups.put(List.of(), new Group(List.of(), accumulators()));
            }
            var all = new ArrayList<List<@Nullable Object>>(groups.size());
            groups.values().forEach(group -> all.add(group.allValues()));
            var kept = new ArrayList<List<@Nullable Object>>();
            var test = having.map(condition -> condition.over(all)).orElse(_ -> true);
            for (int number = 0; number < all.size(); number++) {
                if (test.test(number)) {
                    kept.add(all.get(number));
                }
            }
            kept.sort(order);
            return kept.stream().map(this::result).toList();
        }

        private QueryResult.Group result(List<@Nullable Object> group) {
            var names = new ArrayList<String>();
            var values = new ArrayList<@Nullable Object>();
            for (var item : items) {
                names.add(item.name());
                values.add(group.get(item.position()));
            }
            return new QueryResult.Group(names, values);
        }
    }

    private List<Accumulator> accumulators() {
        var all = new ArrayList<Accumulator>();
        for (var function : functions) {
            all.add(new Accumulator(function));
        }
        return all;
    }

    /** The rows that have the same values in the grouped fields. */
    private record Group(List<@Nullable Object> values, List<Accumulator> accumulators) {
        List<@Nullable Object> allValues() {
            var all = new ArrayList<@Nullable Object>(values);
            accumulators.forEach(accumulator -> all.add(accumulator.value()));
            return all;
        }
    }

    /** One function over one group. */
    private static final class Accumulator {
        private final Computed computed;
        private final Set<@Nullable Object> distinct = new HashSet<>();
        private int count;
        private long sum;
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
            count++;
            switch (computed.function()) {
                case COUNT -> {
                    // Counted above.
                }
                case COUNT_DISTINCT -> distinct.add(Values.folded(path.field(), value));
                case MIN -> keep(path, value, -1);
                case MAX -> keep(path, value, 1);
                case SUM, AVG -> sum += ((Number) value).longValue();
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
                case SUM -> count == 0 ? null : sum;
                case AVG -> count == 0 ? null : (double) sum / count;
            };
        }
    }
}
