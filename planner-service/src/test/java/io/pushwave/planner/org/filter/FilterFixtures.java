package io.pushwave.planner.org.filter;

import io.pushwave.planner.org.filter.rsql.RsqlFilters;

/** Filters that several tests need. */
public final class FilterFixtures {
    private static final RsqlFilters FILTERS = new RsqlFilters(FilterLimits.DEFAULT);

    private FilterFixtures() {}

    public static OrgFilter filter(String rsql) {
        return FILTERS.parse(rsql);
    }
}
