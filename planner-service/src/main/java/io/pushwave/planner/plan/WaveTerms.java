package io.pushwave.planner.plan;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.org.OrgFacts;
import java.util.function.Predicate;

/**
 * What a plan must know of a wave before it knows any org.
 *
 * @param name how people call it; unique among the waves of a plan
 * @param kind what it is, for people; nothing is decided by it
 * @param takes which orgs it would take; an org goes to the first wave that takes it and has room
 * @param size how many of them
 */
public record WaveTerms(String name, WaveKind kind, Predicate<OrgFacts> takes, WaveSize size) {

    /** How many of the orgs that a wave would take it takes; where not all, a stable lot decides which. */
    public sealed interface WaveSize {
        /** Every one that no wave before has taken. */
        record All() implements WaveSize {}

        /**
         * A share of all orgs that are pushed in the campaign, rounded so that shares add up; at least one org while there is one.
         *
         * @param percent 1 to 100
         */
        record Percentage(int percent) implements WaveSize {
            public Percentage {
                if (percent < 1 || percent > 100) {
                    throw new IllegalArgumentException("percent is " + percent + ", 1 to 100 is expected");
                }
            }
        }

        /**
         * So many, or fewer if there are no more.
         *
         * @param orgs at least 1
         */
        record Count(int orgs) implements WaveSize {
            public Count {
                if (orgs < 1) {
                    throw new IllegalArgumentException("orgs is " + orgs + ", at least 1 is expected");
                }
            }
        }
    }
}
