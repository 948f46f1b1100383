package io.pushwave.planner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Every limit of the planner, with its unit, range and reason. */
@ConfigMapping(prefix = "pushwave.planner")
public interface PlannerConfig {
    StrategySettings strategy();

    Release release();

    Batches batches();

    Driver driver();

    /** The strategy of new campaigns; a campaign keeps the one that it began with. */
    interface StrategySettings {
        /** The name under which people see it. */
        @WithDefault("default")
        String name();

        /**
         * Share of the eligible orgs per wave, in percent, each 1 to 100 and 100 together; at most 20 waves. The first wave
         * is small because whatever it breaks is broken for its orgs.
         */
        @WithDefault("5,25,70")
        List<Integer> wavePercentages();

        /** Share of a wave's orgs that may fail before its campaign halts, in percent, 0 to 100, rounded down. */
        @WithDefault("10")
        int toleratedPercentage();

        /** Orgs of a wave that may fail whatever the percentage gives, at least 0; keeps one bad org from halting a small wave. */
        @WithDefault("2")
        int toleratedMinimum();

        /** Wait between the end of a wave and its gate, at least 0; the time in which a fault may show itself late. */
        @WithDefault("PT1M")
        Duration bake();

        /** Most attempts per org, 1 to 20; more than three seldom heal what three did not. */
        @WithDefault("3")
        int attempts();

        /** Wait between the first failure and the second attempt, at least 0; locks and instances need minutes to recover. */
        @WithDefault("PT5M")
        Duration retryDelay();

        /** Factor by which the wait grows with each further attempt, 1 to 10. */
        @WithDefault("2")
        double retryFactor();
    }

    /** Release events. */
    interface Release {
        /** Longest time that {@code POST /api/releases} waits for the decision, at least 0; then it answers 202. */
        @WithDefault("PT10S")
        Duration decisionWait();

        /** Wait between two looks at the decision, above zero; decisions of this instance are seen at once. */
        @WithDefault("PT0.2S")
        Duration decisionPoll();
    }

    /** Sizes of sets. Larger saves round trips, smaller bounds memory, lock time and what one crash undoes. */
    interface Batches {
        /** Orgs planned in one transaction, 1 to 20,000. */
        @WithDefault("5000")
        int planning();

        /** Commands made in one transaction, 1 to 20,000. */
        @WithDefault("2000")
        int commands();

        /** Orgs of an aborted campaign cancelled in one transaction, 1 to 20,000. */
        @WithDefault("5000")
        int cancelling();

        /** Staged subscribers removed in one transaction, 1 to 100,000. */
        @WithDefault("20000")
        int cleanUp();
    }

    /** What keeps campaigns going. */
    interface Driver {
        /**
         * Longest wait before the campaigns are looked at again, above zero. Results and requests that this instance handles
         * wake the driver at once; the tick is for what becomes due and for those of other instances.
         */
        @WithDefault("PT0.25S")
        Duration tick();

        /** Campaigns that one instance works for at the same time, 1 to 64; each needs a database connection. */
        @WithDefault("4")
        int parallelCampaigns();

        /** Campaigns that one look reads, 1 to 10,000. */
        @WithDefault("500")
        int page();

        /** Steps done for a campaign in one turn, 1 and more; then others get theirs. */
        @WithDefault("50")
        int stepsPerTurn();

        /** Wait after a failed step before the same campaign is tried again: the first one, doubled up to the maximum. */
        @WithDefault("PT0.5S")
        Duration retryDelay();

        /** Longest wait after a failed step. */
        @WithDefault("PT30S")
        Duration retryDelayMaximum();

        /** Longest wait for running steps when the service ends; below the platform's own grace period. */
        @WithDefault("PT8S")
        Duration shutdownWait();

        /** Wait between two counts of the campaigns for the metrics. */
        @WithDefault("PT5S")
        Duration measureInterval();
    }
}
