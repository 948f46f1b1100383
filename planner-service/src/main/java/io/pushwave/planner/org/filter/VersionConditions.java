package io.pushwave.planner.org.filter;

import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.filter.OrgFilter.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the positive forms of comparisons ask of an installed version that is known: said once, for Java and for SQL. */
public final class VersionConditions {
    private static final Comparator<VersionPrefix> WIDEST_FIRST = Comparator.comparing(VersionPrefix::first)
            .thenComparingInt(prefix -> prefix.parts().size());

    private VersionConditions() {}

    /** Of a comparison with {@code installedVersion}: which numbers fulfil it. */
    public static Predicate<VersionNumber> ofNumber(Comparison comparison) {
        var operator = comparison.operator();
        if (operator == FilterOperator.EXISTS) {
            return _ -> true;
        }
        var prefixes = comparison.values(FilterValue.Version.class).stream()
                .map(FilterValue.Version::version)
                .toList();
        if (operator.isOrdering()) {
            var given = prefixes.getFirst();
            return number -> operator.isFulfilledBy(given.compared(number));
        }
        return oneOf(prefixes);
    }

    /** Of a comparison with {@code daysBehind}: which numbers of days fulfil it. */
    public static IntPredicate ofDays(Comparison comparison) {
        var operator = comparison.operator();
        if (operator == FilterOperator.EXISTS) {
            return _ -> true;
        }
        var given = comparison.values(FilterValue.Days.class).stream()
                .map(FilterValue.Days::days)
                .collect(Collectors.toUnmodifiableSet());
        if (operator.isOrdering()) {
            int limit = given.iterator().next();
            return days -> operator.isFulfilledBy(Integer.compare(days, limit));
        }
        return given::contains;
    }

    /** Of thousands, the only one that can begin a number is looked at: the nearest of those that overlap with none before them. */
    private static Predicate<VersionNumber> oneOf(List<VersionPrefix> prefixes) {
        var widestFirst = new ArrayList<>(prefixes);
        widestFirst.sort(WIDEST_FIRST);
        var apart = new TreeMap<VersionNumber, VersionPrefix>();
        for (var prefix : widestFirst) {
            if (apart.isEmpty() || apart.lastEntry().getValue().compared(prefix.first()) != 0) {
                apart.put(prefix.first(), prefix);
            }
        }
        return number -> {
            var nearest = apart.floorEntry(number);
            return nearest != null && nearest.getValue().compared(number) == 0;
        };
    }
}
