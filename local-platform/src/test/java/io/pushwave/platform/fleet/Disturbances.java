package io.pushwave.platform.fleet;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.platform.local.ExecutorFleet;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * One campaign among executors that are killed and put to sleep at random while Salesforce loses calls and answers, by a seed: what
 * was done to them, how soon others took over, and what is wrong in the end. Some campaigns are halted for a moment, one in five is
 * aborted at last.
 */
final class Disturbances {
    /** Of the executors, in {@link #settings}; what a dead one held lies for so long. */
    static final Duration LEASE = Duration.ofSeconds(4);

    private static final Duration CAMPAIGN_LIMIT = Duration.ofMinutes(2);
    private static final int EVENTS = 3;

    private final ExecutorFleet fleet;
    private final PlannerStandIn planner;
    private final ClaimedRequests claims;
    private final FleetLedger ledger;
    private final Random random;
    private final String campaign;
    private final List<String> orgs;
    private final boolean aborted;
    private final List<String> story = new ArrayList<>();
    private final List<Duration> takeovers = new ArrayList<>();
    /** Those that have been ready since they were last started. One that sleeps is among them. */
    private final Set<Integer> up = new HashSet<>();
    /** A request's row names the process that claimed it last, so each look adds to these. */
    private final Map<String, Set<String>> requestsByOwner = new TreeMap<>();

    private Disturbances(
            ExecutorFleet fleet, PlannerStandIn planner, ClaimedRequests claims, long seed, List<String> orgs) {
        this.fleet = fleet;
        this.planner = planner;
        this.claims = claims;
        this.ledger = new FleetLedger(fleet);
        this.random = new Random(seed);
        this.campaign = "instances-" + seed;
        this.orgs = orgs;
        // Of the first seed, which is the suite's, with three executors and not with two.
        this.aborted = Math.floorMod(seed + fleet.size(), 5) == 4;
    }

    /**
     * What came of it.
     *
     * @param wrongs empty if everything is as it must be
     * @param takeovers how long it took until all that a struck process held was claimed anew, for each that held anything: from
     *     the strike, or from when another process was ready if that came later, as nobody can take over before. Zero if all was
     *     claimed before another one said that it is ready
     * @param requestsByOwner how many requests each process was seen to have claimed, whoever had them later
     */
    record Outcome(
            long seed,
            List<String> story,
            List<String> wrongs,
            List<Duration> takeovers,
            Map<String, Integer> requestsByOwner,
            Duration took) {}

    /** Settings of executors whose work is in many small pieces, and slow enough to be struck in the middle. */
    static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("PUSHWAVE_EXECUTOR_LEASE", LEASE.toString());
        settings.put("PUSHWAVE_EXECUTOR_SALESFORCE_CALL_TIMEOUT", "PT2S");
        // A dead process's calls at once lie for both timeouts and two seconds (ADR 0014). One that was started again
        // has none until then, if the others, who have theirs, sleep.
        settings.put("PUSHWAVE_EXECUTOR_SALESFORCE_CONNECT_TIMEOUT", "PT1S");
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

    /** Every call takes a while, and some of them get lost, or their answers do: the same ones for the same seed and calls. */
    private static String faultPlan(long seed) {
        return """
                [{"endpoint":"*/services/data/*","effect":"resetBeforeEffect","probability":0.02,"seed":%d},
                 {"endpoint":"*/services/data/*","effect":"resetAfterEffect","probability":0.02,"seed":%d},
                 {"endpoint":"*/services/data/*","always":true,"effect":"latency","distribution":"uniform",
                  "minimum":"PT0.05S","maximum":"PT0.4S"}]""".formatted(2 * seed, 2 * seed + 1);
    }

    /** Runs one seed with its orgs, which no other may have. */
    static Outcome run(ExecutorFleet fleet, PlannerStandIn planner, long seed, List<String> orgs)
            throws PlatformException {
        long begin = System.nanoTime();
        try (var claims = new ClaimedRequests(fleet)) {
            var run = new Disturbances(fleet, planner, claims, seed, orgs);
            fleet.misbehave(faultPlan(seed));
            planner.say(run.campaign, State.RUNNING);
            run.disturb();
            var wrongs = run.end();
            var requestsByOwner = new TreeMap<String, Integer>();
            run.requestsByOwner.forEach((owner, requests) -> requestsByOwner.put(owner, requests.size()));
            return new Outcome(
                    seed,
                    run.story,
                    wrongs,
                    run.takeovers,
                    requestsByOwner,
                    Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void disturb() throws PlatformException {
        int parts = aborted ? EVENTS + 1 : EVENTS;
        for (int event = 0; event < EVENTS; event++) {
            if (event > 0 && random.nextBoolean()) {
                halt();
            }
            // Bit by bit, so that there is work under way whenever somebody is struck.
            command(event, parts);
            strike();
        }
        if (aborted) {
            command(EVENTS, parts);
            let(Duration.ofMillis(300 + random.nextInt(1500)));
            planner.say(campaign, State.ABORTED);
            story.add("abort");
        }
    }

    private void command(int part, int parts) {
        planner.command(campaign, orgs.subList(part * orgs.size() / parts, (part + 1) * orgs.size() / parts));
    }

    private void halt() {
        planner.say(campaign, State.HALTED);
        let(Duration.ofMillis(random.nextInt(1500)));
        planner.say(campaign, State.RUNNING);
        story.add("halt and resume");
    }

    private void strike() throws PlatformException {
        let(Duration.ofMillis(300 + random.nextInt(1500)));
        int victim = random.nextInt(fleet.size());
        boolean kill = random.nextBoolean();
        var owner = fleet.nameOf(victim).orElse("nobody");
        lookWhoIsUp(victim);
        if (kill) {
            fleet.kill(victim);
            up.remove(victim);
        } else {
            fleet.pause(victim);
        }
        var takeover = new Takeover(victim, owner);
        story.add((kill ? "kill " : "pause ") + (victim + 1) + " with " + takeover.held.size() + " claims");
        takeover.await();
        if (!kill) {
            // Longer than the lease, whatever was held.
            var slept = Duration.ofNanos(System.nanoTime() - takeover.struckAt);
            let(LEASE.plusMillis(500L + random.nextInt(1000)).minus(slept));
            fleet.resume(victim);
        } else {
            fleet.start(victim);
            if (random.nextBoolean()) {
                fleet.awaitReady(victim);
            }
        }
    }

    /** Asks all but one, as one that sleeps does not answer. */
    private void lookWhoIsUp(int except) {
        for (int index = 0; index < fleet.size(); index++) {
            if (index != except && !up.contains(index) && fleet.ready(index)) {
                up.add(index);
            }
        }
    }

    private void lookWhoWorks() {
        claims.lastOwners(campaign)
                .forEach((request, owner) -> requestsByOwner
                        .computeIfAbsent(owner, _ -> new HashSet<>())
                        .add(request));
    }

    /** What a process held when it was struck, and how soon others claim it. */
    private final class Takeover {
        /** From when somebody was there to take over. */
        private static final Duration GIVEN_UP_AFTER = LEASE.plusSeconds(20);

        private static final Duration SOMEBODY_UP_WITHIN = Duration.ofMinutes(3);

        private final long struckAt = System.nanoTime();
        private final int victim;
        private final Map<String, Long> held;
        /** When somebody was there to take over; {@code struckAt} at the earliest. */
        private OptionalLong possibleAt = OptionalLong.empty();

        Takeover(int victim, String owner) {
            this.victim = victim;
            this.held = claims.heldBy(owner);
            if (othersUp()) {
                possibleAt = OptionalLong.of(struckAt);
            }
        }

        private boolean othersUp() {
            return up.stream().anyMatch(index -> index != victim);
        }

        void await() {
            ExecutorFleet.within(SOMEBODY_UP_WITHIN.plus(GIVEN_UP_AFTER), this::over);
            var late = claims.stillHeld(held);
            if (!late.isEmpty()) {
                story.add("never taken over: " + late);
                takeovers.add(GIVEN_UP_AFTER);
            } else if (!held.isEmpty()) {
                takeovers.add(sincePossible());
            }
        }

        /** Whether all is claimed anew, or it has taken too long. */
        private boolean over() {
            lookWhoWorks();
            if (possibleAt.isEmpty()) {
                long asked = System.nanoTime();
                lookWhoIsUp(victim);
                if (othersUp()) {
                    possibleAt = OptionalLong.of(asked);
                    story.add("nobody else was up for " + Duration.ofNanos(asked - struckAt));
                }
            }
            return claims.stillHeld(held).isEmpty() || sincePossible().compareTo(GIVEN_UP_AFTER) > 0;
        }

        private Duration sincePossible() {
            return possibleAt.isPresent()
                    ? Duration.ofNanos(System.nanoTime() - possibleAt.getAsLong())
                    : Duration.ZERO;
        }
    }

    private List<String> end() {
        var wrongs = new ArrayList<String>();
        if (!ExecutorFleet.within(CAMPAIGN_LIMIT, () -> {
            lookWhoWorks();
            return planner.ended(campaign) == orgs.size();
        })) {
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
        lookWhoWorks();
        var results = planner.results(campaign);
        story.add(
                results.stream().filter(PushCancelled.class::isInstance).count() + " of " + orgs.size() + " cancelled");
        wrongs.addAll(ledger.wrongs(campaign, orgs, results, planner.versionId()));
        return wrongs;
    }

    /** Lets time pass: it is the disturbance's own, nothing is waited for. */
    private static void let(Duration time) {
        if (time.isPositive()) {
            ExecutorFleet.within(time, () -> false);
        }
    }
}
