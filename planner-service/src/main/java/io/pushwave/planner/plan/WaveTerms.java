package io.pushwave.planner.plan;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.org.OrgFacts;
import io.pushwave.planner.org.filter.FilterOperator;
import io.pushwave.planner.org.filter.FilterValue;
import io.pushwave.planner.org.filter.OrgAttribute;
import io.pushwave.planner.org.filter.OrgField;
import io.pushwave.planner.org.filter.OrgFilter;
import io.pushwave.planner.org.filter.OrgFilter.Comparison;
import io.pushwave.planner.org.filter.OrgMatcher;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.WaveSelection;
import io.pushwave.planner.strategy.WaveSize;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a plan must know of a wave before it knows any org.
 *
 * @param name how people call it; unique among the waves of a plan
 * @param kind what it is, for people; nothing is decided by it
 * @param takes which orgs it would take; an org goes to the first wave that takes it and has room
 * @param size how many of them; where not all, a stable lot decides which. Shares are rounded so that they add up, to at least one
 *     org while there is one
 */
public record WaveTerms(String name, WaveKind kind, Predicate<OrgFacts> takes, WaveSize size) {

    /**
     * The waves of a strategy.
     *
     * @param filters makes a filter of a text that was checked when the strategy was written
     */
    public static List<WaveTerms> of(StrategyDocument strategy, Function<String, OrgFilter> filters) {
        return strategy.waves().stream()
                .map(wave -> new WaveTerms(
                        wave.name(), wave.kind(), takes(wave.selection(), strategy, filters), wave.size()))
                .toList();
    }

    private static Predicate<OrgFacts> takes(
            WaveSelection selection, StrategyDocument strategy, Function<String, OrgFilter> filters) {
        return switch (selection) {
            case WaveSelection.Everyone _ -> _ -> true;
            case WaveSelection.OwnTestOrgs _ -> matches(filters.apply(strategy.ownTestOrgs()));
            case WaveSelection.Sandboxes _ -> matches(isOneOf(OrgAttribute.Fixed.TYPE, List.of("Sandbox")));
            case WaveSelection.Production _ -> matches(isOneOf(OrgAttribute.Fixed.TYPE, List.of("Production")));
            case WaveSelection.Labelled(String label, List<String> values) ->
                matches(isOneOf(new OrgAttribute.Label(label), values));
            case WaveSelection.Matching(String filter) -> matches(filters.apply(filter));
        };
    }

    /** As a filter has it, so that a label means the same whichever way it is asked for. */
    private static OrgFilter isOneOf(OrgAttribute attribute, List<String> values) {
        return new Comparison(
                new OrgField(false, attribute),
                FilterOperator.IN,
                values.stream().<FilterValue>map(FilterValue.Text::new).toList());
    }

    private static Predicate<OrgFacts> matches(OrgFilter filter) {
        return OrgMatcher.of(filter)::matches;
    }
}
