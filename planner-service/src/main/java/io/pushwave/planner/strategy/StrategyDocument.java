package io.pushwave.planner.strategy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a strategy says, whatever it is called. Two documents are equal if they say the same.
 *
 * @param description what it is for, 1 to 2,000 characters
 * @param ownTestOrgs which orgs are the publisher's own test orgs, in RSQL, 1 to 2,000 characters; whether it can be read is not
 *     known here
 * @param waves 1 to 20, in their order, with different names; their percentages are 100 together at most, and none comes after one
 *     that leaves it nobody
 * @param tolerance of waves that have none of their own
 * @param bake how long a finished wave is watched before its gate may pass, 0 to 30 days, where the wave says nothing else
 * @param rate how fast pushes are begun; as fast as they can be if empty
 * @param ramp how many orgs of a wave are begun at first; all of them if empty
 * @param slots length of the slots to whose beginning the ends of windows are rounded down, so that one push request can hold the
 *     orgs of many customers: 1 minute to 1 day, a whole part of a day so that they begin at the same times each day
 * @param registerMaximumAge how old the register may be when a plan is made from it, 1 minute to 30 days
 * @param holdPatience how long an org may be held before it is left out, 1 minute to 90 days
 */
public record StrategyDocument(
        String description,
        String ownTestOrgs,
        List<WaveRule> waves,
        CustomerRule customers,
        Tolerance tolerance,
        Duration bake,
        RetryPolicy retries,
        Optional<Rate> rate,
        Optional<Ramp> ramp,
        InFlight inFlight,
        Duration slots,
        Membership membership,
        Overlap overlap,
        Duration registerMaximumAge,
        Duration holdPatience) {
    /** More waves than this a person cannot distinguish, and each costs at least one bake. */
    public static final int WAVES_MAXIMUM = 20;

    public static final int TEXT_MAXIMUM = 2_000;

    public static final Duration BAKE_MAXIMUM = Duration.ofDays(30);

    /** One line that begins with something to be seen: no control characters, no blank or invisible one at its beginning. */
    public static final Pattern LINE = Pattern.compile(
            "[^\\u0000-\\u0020\\u007f-\\u00a0\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff]"
                    + "[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*");

    public static final String LINE_EXPECTED =
            "one line of text that begins with a visible character and has no control characters";

    public static final String OWN_TEST_ORGS = "label.own-test-org==true";
    public static final Tolerance TOLERANCE = new Tolerance(10, 2);
    public static final Duration BAKE = Duration.ofMinutes(30);
    public static final RetryPolicy RETRIES = new RetryPolicy(3, Duration.ofMinutes(5), 2);
    public static final Duration SLOTS = Duration.ofMinutes(15);
    public static final Duration REGISTER_MAXIMUM_AGE = Duration.ofHours(1);
    public static final Duration HOLD_PATIENCE = Duration.ofDays(7);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Which orgs belong to a campaign. */
    public enum Membership {
        /** Those that its targeting finds when the plan is made. */
        SNAPSHOT,
        /** Those that it comes to find later, too. */
        DYNAMIC
    }

    public StrategyDocument {
        waves = List.copyOf(waves);
        Allowed.text("description", description, TEXT_MAXIMUM, LINE, LINE_EXPECTED);
        filter("ownTestOrgs", ownTestOrgs);
        checkWaves(waves);
        Allowed.time("bake", bake, Duration.ZERO, BAKE_MAXIMUM);
        Allowed.time("slots", slots, MINUTE, DAY);
        if (DAY.toMillis() % slots.toMillis() != 0) {
            throw new IllegalArgumentException("slots is " + slots + ", a whole part of a day is expected");
        }
        Allowed.time("register.maximumAge", registerMaximumAge, MINUTE, Duration.ofDays(30));
        Allowed.time("holdPatience", holdPatience, MINUTE, Duration.ofDays(90));
    }

    static String filter(String field, String text) {
        return Allowed.text(field, text, TEXT_MAXIMUM, LINE, LINE_EXPECTED);
    }

    /**
     * How long a finished wave is watched before its gate may pass.
     *
     * @param wave its number, counted from 1
     */
    public Duration bakeOf(int wave) {
        return rule(wave).bake().orElse(bake);
    }

    /**
     * How many orgs of a wave may fail.
     *
     * @param wave its number, counted from 1
     */
    public Tolerance toleranceOf(int wave) {
        return rule(wave).tolerance().orElse(tolerance);
    }

    /**
     * The rule of a wave.
     *
     * @param wave its number, counted from 1
     */
    public WaveRule rule(int wave) {
        return waves.get(wave - 1);
    }

    private static void checkWaves(List<WaveRule> waves) {
        if (waves.isEmpty() || waves.size() > WAVES_MAXIMUM) {
            throw new IllegalArgumentException(
                    "waves has " + waves.size() + " entries, 1 to " + WAVES_MAXIMUM + " are expected");
        }
        var numbers = new HashMap<String, Integer>();
        int percentages = 0;
        for (int number = 0; number < waves.size(); number++) {
            var wave = waves.get(number);
            var field = "waves[" + number + "]";
            var namesake = numbers.putIfAbsent(wave.name(), number);
            if (namesake != null) {
                throw new IllegalArgumentException(
                        field + ".name is '" + wave.name() + "', and so is that of waves[" + namesake + "]");
            }
            checkReach(field, wave, waves.subList(0, number));
            if (wave.size() instanceof WaveSize.Percentage share) {
                percentages += share.percentage();
                if (percentages > 100) {
                    throw new IllegalArgumentException(field + ".size.percentage is " + share.percentage()
                            + ", which makes " + percentages + " with those before it; at most 100 is expected");
                }
            }
        }
    }

    private static void checkReach(String field, WaveRule wave, List<WaveRule> earlier) {
        earlier.stream()
                .filter(before -> before.leavesNobodyOf(wave.selection()))
                .findFirst()
                .ifPresent(before -> {
                    throw new IllegalArgumentException(field + " comes after wave '" + before.name()
                            + "', which leaves it nobody; another order, or one wave of the two, is expected");
                });
    }
}
