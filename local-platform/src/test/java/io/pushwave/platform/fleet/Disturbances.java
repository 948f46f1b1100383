package io.pushwave.platform.fleet;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.platform.local.ExecutorFleet;
import io.pushwave.platform.local.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One campaign among executors that are killed and put to sleep at random, by a seed: what was done to them, how soon others
 * took over, and what is wrong in the end.
 */
final class Disturbances {
    /** Of the executors, in {@link #settings}; what a dead one held lies for so long. */
    static final Duration LEASE = Duration.ofSeconds(4);

    private static final Duration CAMPAIGN_LIMIT = Duration.ofMinutes(2);
    private static final int EVENTS = 3;

    private final ExecutorFleet fleet;
    private final PlannerStandIn planner;
    private final FleetLedger ledger;
    private final Random random;
    private final String campaign;
    private final List<String> orgs;
    private final List<String> story = new ArrayList<>();
    private final List<Duration> takeovers = new ArrayList<>();

    private Disturbances(ExecutorFleet fleet, PlannerStandIn planner, long seed, List<String> orgs) {
        this.fleet = fleet;
        this.planner = planner;
        this.ledger = new FleetLedger(fleet);
        this.random = new Random(seed);
        this.campaign = "instances-" + seed;
        this.orgs = orgs;
    }

    /**
     * What came of it.
     *
     * @param wrongs empty if everything is as it must be
     * @param takeovers from the end or the sleep of a process to the next claim of all that it held, where it held anything
     * @param requestsByOwner how many requests each process worked on last
     */
    record Outcome(
            long seed,
            List<String> story,
            List<String> wrongs,
            List<Duration> takeovers,
            Map<String, Long> requestsByOwner,
            Duration took) {}

    /** Settings of executors whose work is in many small pieces, and slow enough to be struck in the middle. */
    static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("PUSHWAVE_EXECUTOR_LEASE", LEASE.toString());
        settings.put("PUSHWAVE_EXECUTOR_SALESFORCE_CALL_TIMEOUT", "PT2S");
        // Each look at a bulk job keeps the request for another lease.
        settings.put("PUSHWAVE_EXECUTOR_REQUEST_BULK_POLL_LONGEST", "PT2S");
        settings.put("PUSHWAVE_EXECUTOR_SALESFORCE_SETTLE_TIME", "PT1S");
        settings.put("PUSHWAVE_EXECUTOR_REQUEST_MAX_ORGS", "6");
        settings.put("PUSHWAVE_EXECUTOR_REQUEST_LINGER", "PT0.1S");
        settings.put("PUSHWAVE_EXECUTOR_REQUEST_ORPHAN_SWEEP", "PT2S");
        settings.put("PUSHWAVE_EXECUTOR_POLLING_MIN_INTERVAL", "PT0.3S");
        settings.put("PUSHWAVE_EXECUTOR_POLLING_MAX_INTERVAL", "PT1S");
        settings.put("PUSHWAVE_EXECUTOR_POLLING_FULL_COMPARISON", "PT5S");
        settings.put("PUSHWAVE_EXECUTOR_RETRY_LONGEST", "PT2S");
        settings.put("PUSHWAVE_EXECUTOR_HOLD_RECHECK", "PT1S");
        return settings;
    }

    /** Runs one seed with its orgs, which no other may have. */
    static Outcome run(ExecutorFleet fleet, PlannerStandIn planner, long seed, List<String> orgs)
            throws PlatformException {
        long begin = System.nanoTime();
        var run = new Disturbances(fleet, planner, seed, orgs);
        try (var claims = new ClaimedRequests(fleet)) {
            planner.say(run.campaign, State.RUNNING);
            for (int event = 0; event < EVENTS; event++) {
                // Bit by bit, so that there is work under way whenever somebody is struck.
                planner.command(
                        run.campaign, orgs.subList(event * orgs.size() / EVENTS, (event + 1) * orgs.size() / EVENTS));
                run.disturb(claims);
            }
            var wrongs = run.end(claims);
            return new Outcome(
                    seed,
                    run.story,
                    wrongs,
                    run.takeovers,
                    claims.requestsByOwner(run.campaign),
                    Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void disturb(ClaimedRequests claims) throws PlatformException {
        let(Duration.ofMillis(300 + random.nextInt(1500)));
        int victim = random.nextInt(fleet.size());
        boolean kill = random.nextBoolean();
        var owner = fleet.nameOf(victim).orElse("nobody");
        if (kill) {
            fleet.kill(victim);
        } else {
            fleet.pause(victim);
        }
        long struckAt = System.nanoTime();
        var held = claims.heldBy(owner);
        story.add((kill ? "kill " : "pause ") + (victim + 1) + " with " + held.size() + " claims");
        if (ExecutorFleet.within(
                LEASE.plusSeconds(20), () -> claims.stillHeld(held).isEmpty())) {
            if (!held.isEmpty()) {
                takeovers.add(Duration.ofNanos(System.nanoTime() - struckAt));
            }
        } else {
            story.add("never taken over: " + claims.stillHeld(held));
            takeovers.add(LEASE.plusSeconds(20));
        }
        if (!kill) {
            // Longer than the lease, whatever was held.
            var slept = Duration.ofNanos(System.nanoTime() - struckAt);
            let(LEASE.plusMillis(500L + random.nextInt(1000)).minus(slept));
            fleet.resume(victim);
        } else {
            fleet.start(victim);
            if (random.nextBoolean()) {
                fleet.awaitReady(victim);
            }
        }
    }

    private List<String> end(ClaimedRequests claims) {
        var wrongs = new ArrayList<String>();
        if (!ExecutorFleet.within(CAMPAIGN_LIMIT, () -> planner.ended(campaign) == orgs.size())) {
            wrongs.add(planner.ended(campaign) + " of " + orgs.size() + " commands have ended: "
                    + claims.intents(campaign) + ", " + claims.open(campaign));
        }
        if (!ExecutorFleet.within(CAMPAIGN_LIMIT, () -> claims.open(campaign).isEmpty())) {
            wrongs.add("open: " + claims.open(campaign));
        }
        if (!ExecutorFleet.within(
                Duration.ofSeconds(30), () -> ledger.requestsIn("Created").isEmpty())) {
            wrongs.add("left behind in Salesforce: " + ledger.requestsIn("Created"));
        }
        wrongs.addAll(ledger.wrongs(campaign, orgs, planner.results(campaign), planner.versionId()));
        return wrongs;
    }

    /** Lets time pass: it is the disturbance's own, nothing is waited for. */
    private static void let(Duration time) {
        if (time.isPositive()) {
            ExecutorFleet.within(time, () -> false);
        }
    }
}
