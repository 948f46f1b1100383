package io.pushwave.planner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Every limit of the planner, with its unit, range and reason. The service does not start with a value out of its range (Bean
 * Validation, and {@link io.pushwave.planner.strategy.work.DefaultStrategy} where the values of a list bound each other).
 */
@ConfigMapping(prefix = "pushwave.planner")
public interface PlannerConfig {
    /** What is said of a number out of its range, after the name of the setting. */
    String RANGE = "is ${validatedValue}, {min} to {max} is expected";

    /** What is said of a number that is too small. */
    String AT_LEAST = "is ${validatedValue}, at least {min} is expected";

    /** What is said of a time that is negative. */
    String AT_LEAST_ZERO = "is ${validatedValue}, a time of at least zero is expected";

    /** What is said of a time that is negative or zero. */
    String ABOVE_ZERO = "is ${validatedValue}, a time above zero is expected";

    StrategySettings strategy();

    Strategies strategies();

    Release release();

    Texts texts();

    Batches batches();

    Planning planning();

    Driver driver();

    Register register();

    Imports imports();

    /**
     * The document under {@code strategies.default-name}, unless the folder has one: stored when the service starts, as the next
     * version where the newest says something else. A campaign keeps the version that it began with.
     */
    interface StrategySettings {
        /**
         * Share of the eligible orgs per wave, in percent, each 1 to 100 and 100 together; at most 20 waves. The first wave
         * is small because whatever it breaks is broken for its orgs.
         */
        @Size(min = 1, max = 20, message = "is ${validatedValue}, {min} to {max} waves are expected") @WithDefault("5,25,70")
        List<@Range(min = 1, max = 100, message = RANGE) Integer> wavePercentages();

        /** Share of a wave's orgs that may fail before its campaign halts, in percent, 0 to 100, rounded down. */
        @Range(min = 0, max = 100, message = RANGE)
        @WithDefault("10")
        int toleratedPercentage();

        /** Orgs of a wave that may fail whatever the percentage gives, 0 to 1,000,000; keeps one bad org from halting a small wave. */
        @Range(min = 0, message = AT_LEAST)
        @WithDefault("2")
        int toleratedMinimum();

        /** Wait between the end of a wave and its gate, 0 to 30 days; the time in which a fault may show itself late. */
        @DurationMin(message = AT_LEAST_ZERO)
        @WithDefault("PT1M")
        Duration bake();

        /** Most attempts per org, 1 to 20; more than three seldom heal what three did not. */
        @Range(min = 1, max = 20, message = RANGE)
        @WithDefault("3")
        int attempts();

        /** Wait between the first failure and the second attempt, 0 to 7 days; locks and instances need minutes to recover. */
        @DurationMin(message = AT_LEAST_ZERO)
        @WithDefault("PT5M")
        Duration retryDelay();

        /** Factor by which the wait grows with each further attempt, 1 to 10. */
        @Range(min = 1, max = 10, message = RANGE)
        @WithDefault("2")
        double retryFactor();
    }

    /** The strategies that there are, and which of them a release gets: each a name such as {@code critical-security}. */
    interface Strategies {
        /**
         * Folder of documents, {@code NAME.json} each. One that says something else than the newest version of its name is stored as
         * the next version when the service starts, whoever wrote the one before: what an installation ships is what it runs.
         */
        Optional<String> folder();

        /** The strategy of a release where its event, its urgency and its version decide nothing. */
        @WithDefault("default")
        String defaultName();

        ByUrgency byUrgency();

        ByDistance byDistance();
    }

    /** The strategy of a release whose event says how urgent it is, and names none; one that is empty decides nothing. */
    interface ByUrgency {
        @WithDefault("critical-security")
        Optional<String> critical();

        Optional<String> high();

        Optional<String> normal();

        Optional<String> low();
    }

    /**
     * The strategy of a release by how much newer its version is than the released one before it, where nothing said before
     * decides; one that is empty decides nothing.
     */
    interface ByDistance {
        /** Major and minor number are the same. */
        Optional<String> patch();

        /** The major number is the same. */
        Optional<String> minor();

        Optional<String> major();
    }

    /** Release events. */
    interface Release {
        /** Longest time that {@code POST /api/releases} waits for the decision, at least 0; then it answers 202. */
        @DurationMin(message = AT_LEAST_ZERO)
        @WithDefault("PT10S")
        Duration decisionWait();

        /** Wait between two reads of the decision, above zero; decisions of this instance are seen at once. */
        @DurationMin(inclusive = false, message = ABOVE_ZERO)
        @WithDefault("PT0.2S")
        Duration decisionPoll();

        /**
         * Longest further time that {@code POST /api/releases} waits, once a campaign is begun, to know whether anybody is
         * left to push to, at least 0; then it answers with the campaign. Copies of some thousand orgs come in less, a
         * million need longer, and nobody shall wait for that.
         */
        @DurationMin(message = AT_LEAST_ZERO)
        @WithDefault("PT2S")
        Duration countWait();

        /**
         * Time after which a release is rejected for which nobody said what the package's versions are, above zero. Long enough
         * for an executor to be restarted, or given the right login; a day is no use to whoever waits for the release.
         */
        @DurationMin(inclusive = false, message = ABOVE_ZERO)
        @WithDefault("PT30M")
        Duration answerTimeout();

        /**
         * Time after which a campaign is aborted whose subscribers do not come, above zero: from its beginning, or from the last
         * page of subscribers that came. Nothing is pushed meanwhile, but its package takes no other release. Long enough for an
         * executor to be brought back, or to have API calls again.
         */
        @DurationMin(inclusive = false, message = ABOVE_ZERO)
        @WithDefault("PT2H")
        Duration subscribersTimeout();

        /**
         * CloudEvents extension attributes that are passed over: they say how the event travelled. Any other attribute may ask
         * for something that is not done, and is refused.
         */
        @WithDefault(
                "traceparent,tracestate,partitionkey,sequence,sequencetype,recordedtime,authtype,authid,knativearrivaltime")
        Set<String> passedOver();
    }

    /** What people may write. */
    interface Texts {
        /** Longest name of who wants something ({@code by}, {@code requestedBy}), 1 to 10,000 characters; more is no name. */
        @Range(min = 1, max = TextLimits.MAXIMUM, message = RANGE)
        @WithDefault("200")
        int byMaximum();

        /** Longest {@code reason}, 1 to 10,000 characters: it is stored, sent and shown with every brake. */
        @Range(min = 1, max = TextLimits.MAXIMUM, message = RANGE)
        @WithDefault("2000")
        int reasonMaximum();
    }

    /** Sizes of sets. Larger saves round trips, smaller bounds memory, lock time and what one crash undoes. */
    interface Batches {
        /** Orgs planned in one transaction, 1 to 20,000. */
        @Range(min = 1, max = 20_000, message = RANGE)
        @WithDefault("5000")
        int planning();

        /** Commands made in one transaction, 1 to 20,000. */
        @Range(min = 1, max = 20_000, message = RANGE)
        @WithDefault("2000")
        int commands();

        /** Orgs of an aborted campaign cancelled in one transaction, 1 to 20,000. */
        @Range(min = 1, max = 20_000, message = RANGE)
        @WithDefault("5000")
        int cancelling();

        /** Entries of a plan that is made anew removed in one transaction, 1 to 100,000. */
        @Range(min = 1, max = 100_000, message = RANGE)
        @WithDefault("20000")
        int cleanUp();
    }

    /** What plans are bounded by. */
    interface Planning {
        /**
         * Most orgs of a package that one plan looks at, 1,000 to 10,000,000; also most orgs of all plans that are kept in memory
         * between being made and being stored, if there are several. Each takes some 60 bytes.
         */
        @Range(min = 1_000, max = 10_000_000, message = RANGE)
        @WithDefault("2000000")
        int orgsMaximum();
    }

    /** What keeps campaigns going. */
    interface Driver {
        /**
         * Longest wait before the campaigns are read again, above zero. Results and requests that this instance handles
         * wake the driver at once; the tick is for what becomes due and for those of other instances.
         */
        @DurationMin(inclusive = false, message = ABOVE_ZERO)
        @WithDefault("PT0.25S")
        Duration tick();

        /** Campaigns that one instance works for at the same time, 1 to 64; each needs a database connection. */
        @Range(min = 1, max = 64, message = RANGE)
        @WithDefault("4")
        int parallelCampaigns();

        /** Campaigns that are read at once, 1 to 10,000. */
        @Range(min = 1, max = 10_000, message = RANGE)
        @WithDefault("500")
        int page();

        /** Steps done for a campaign in one turn, 1 and more; then others get theirs. */
        @Range(min = 1, message = AT_LEAST)
        @WithDefault("50")
        int stepsPerTurn();

        /** Wait after a failed step before the same campaign is tried again, above zero: the first one, doubled up to the maximum. */
        @DurationMin(inclusive = false, message = ABOVE_ZERO)
        @WithDefault("PT0.5S")
        Duration retryDelay();

        /** Longest wait after a failed step, above zero. */
        @DurationMin(inclusive = false, message = ABOVE_ZERO)
        @WithDefault("PT30S")
        Duration retryDelayMaximum();

        /** Longest wait for running steps when the service ends, at least 0; below the platform's own grace period. */
        @DurationMin(message = AT_LEAST_ZERO)
        @WithDefault("PT8S")
        Duration shutdownWait();

        /** Wait between two counts of the campaigns for the metrics, above zero. */
        @DurationMin(inclusive = false, message = ABOVE_ZERO)
        @WithDefault("PT5S")
        Duration measureInterval();
    }

    /** The standing register of orgs. */
    interface Register {
        /** Orgs compared with a whole snapshot in one transaction, 1 to 100,000; so long are edits of the package kept waiting. */
        @Range(min = 1, max = 100_000, message = RANGE)
        @WithDefault("20000")
        int orgsCompared();

        /** Noted pages of snapshots removed in one transaction, 1 to 10,000; a page has the keys of 500 orgs. */
        @Range(min = 1, max = 10_000, message = RANGE)
        @WithDefault("500")
        int pagesRemoved();

        /** Orgs that are read at once where all of a package are, 1 to 20,000; so many are held in memory. */
        @Range(min = 1, max = 20_000, message = RANGE)
        @WithDefault("2000")
        int fetch();

        /**
         * Orgs that are looked through for one page of an answer, 200 to 100,000: a page whose condition few orgs fulfil is
         * shorter than was asked for, and nobody waits for a million to be read.
         */
        @Range(min = 200, max = 100_000, message = RANGE)
        @WithDefault("5000")
        int lookedThrough();

        /**
         * Most predecessors that are guessed of a refreshed sandbox at once, 1 to 50: people tell a few apart, and all sandboxes
         * of a customer may have one name.
         */
        @Range(min = 1, max = 50, message = RANGE)
        @WithDefault("5")
        int predecessorsGuessed();

        /** Longest value of a label, 1 to 1,000 characters: it is read with every org of a plan. */
        @Range(min = 1, max = 1_000, message = RANGE)
        @WithDefault("255")
        int labelValueMaximum();

        /** Most labels of one org, 1 to 200, for the same reason. */
        @Range(min = 1, max = 200, message = RANGE)
        @WithDefault("50")
        int labelsMaximum();
    }

    /** Labels and policies that come by the file. How long one may be is {@code quarkus.http.limits.max-body-size}. */
    interface Imports {
        /** Most lines of one import, 1 to 1,000,000: they are held until the last was read, and stored in one transaction. */
        @Range(min = 1, max = 1_000_000, message = RANGE)
        @WithDefault("200000")
        int linesMaximum();

        /** Lines stored by one statement, 1 to 20,000. */
        @Range(min = 1, max = 20_000, message = RANGE)
        @WithDefault("5000")
        int batch();

        /** Most bad lines that a report lists, 1 to 100,000; it says how many there are. */
        @Range(min = 1, max = 100_000, message = RANGE)
        @WithDefault("1000")
        int faultsListed();

        /** Imports that one instance reads at the same time, 1 to 64; more are asked to come again, as each is held in memory. */
        @Range(min = 1, max = 64, message = RANGE)
        @WithDefault("2")
        int atOnce();
    }
}
