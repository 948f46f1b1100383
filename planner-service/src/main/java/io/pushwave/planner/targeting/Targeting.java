package io.pushwave.planner.targeting;

import io.pushwave.planner.org.OrgFacts;
import io.pushwave.planner.org.filter.OrgFilter;
import io.pushwave.planner.org.filter.OrgMatcher;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which orgs a campaign is about. An org that it is not about is in no plan; one that is excluded is in the plan, with that reason.
 *
 * @param orgs whom it is about
 * @param exceptListed of these, who is excluded by name
 * @param exceptMatching and who by a filter
 */
public record Targeting(TargetedOrgs orgs, Optional<OrgList> exceptListed, Optional<OrgFilter> exceptMatching) {
    /** Every org of the register that is not gone. */
    public static final Targeting EVERYONE = new Targeting(new TargetedOrgs.All(), Optional.empty(), Optional.empty());

    /** Whom a campaign is about. */
    public sealed interface TargetedOrgs {
        /** Every org of the register that is not gone. */
        record All() implements TargetedOrgs {}

        /** Those of a list, as far as the register has them. */
        record Listed(OrgList list) implements TargetedOrgs {}

        /** Those that a filter finds. */
        record Matching(OrgFilter filter) implements TargetedOrgs {}
    }

    /** Whether the campaign is about an org; to be asked of many. */
    public Predicate<OrgFacts> targets() {
        return switch (orgs) {
            case TargetedOrgs.All _ -> _ -> true;
            case TargetedOrgs.Listed(var list) ->
                facts -> list.contains(facts.org().orgKey());
            case TargetedOrgs.Matching(var filter) -> OrgMatcher.of(filter)::matches;
        };
    }

    /** Whether an org that it is about is excluded; to be asked of many. */
    public Predicate<OrgFacts> excludes() {
        Predicate<OrgFacts> listed = exceptListed
                .<Predicate<OrgFacts>>map(
                        list -> facts -> list.contains(facts.org().orgKey()))
                .orElse(_ -> false);
        return exceptMatching
                .map(filter -> listed.or(OrgMatcher.of(filter)::matches))
                .orElse(listed);
    }

    /** A text that is the same for the same targeting, for a plan's hash. */
    public String canonical() {
        var text = switch (orgs) {
            case TargetedOrgs.All _ -> "all";
            case TargetedOrgs.Listed(var list) -> "listed " + list.digest();
            case TargetedOrgs.Matching(var filter) -> "matching " + filter.rsql();
        };
        return text
                + exceptListed.map(list -> " except listed " + list.digest()).orElse("")
                + exceptMatching
                        .map(filter -> " except matching " + filter.rsql())
                        .orElse("");
    }
}
