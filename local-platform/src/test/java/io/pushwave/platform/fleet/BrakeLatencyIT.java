package io.pushwave.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.platform.local.ExecutorFleet;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long after a brake was sent the last push request of its campaign is activated, by the simulator's requests log: under
 * load, with one of two executors killed at that moment, and while one is being started again. Three brakes of four are halts, the
 * fourth is an abort. A few brakes in the suite; {@code ./pushwave soak brakes} has 200.
 */
@Timeout(1800)
@Tag("alone")
class BrakeLatencyIT {
    private static final long SEED = Long.getLong("pushwave.seed", 1);
    private static final int BRAKES = Integer.getInteger("pushwave.brakes", 10);
    /** Campaigns that are halted and resumed. Beside them runs the one that is aborted next, as an abort is final. */
    private static final int CAMPAIGNS = 2;

    private static final int ABORT_EVERY = 4;
    /** So many orgs wait at every brake; what was pushed since the one before is commanded anew, from other orgs. */
    private static final int WAITING = 2000;
    /** More than are ever pushed from one brake to the next. */
    private static final int ORGS_PER_BRAKE = 700;

    private static final Duration LIMIT = Duration.ofSeconds(1);
    /** A brake is held at least so long, or a late activation would not be seen. */
    private static final Duration HELD_AT_LEAST = Duration.ofMillis(1300);

    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(1);

    private final Random random = new Random(SEED);

    /** What was wrong around an executor when the brake came. */
    private enum Condition {
        CALM,
        ONE_KILLED,
        ONE_STARTING
    }

    /** @param resumed an aborted campaign never is */
    private record Brake(String campaign, State state, Condition condition, Instant sent, Instant resumed) {}

    @Test
    void theLastActivationComesWithinASecondOfTheBrake() throws PlatformException {
        System.out.println(BRAKES + " brakes, seed " + SEED + " (-Dpushwave.seed=" + SEED + " -Dpushwave.brakes="
                + BRAKES + " repeats them)");
        try (var fleet = ExecutorFleet.started(SeveralExecutorsIT.home(), SeveralExecutorsIT.folder("brakes"), wish());
                var planner = new PlannerStandIn(fleet);
                var claims = new ClaimedRequests(fleet)) {
            // Given
            fleet.simulate(
                    "/simulator/faults",
                    "[{\"endpoint\":\"*/services/data/*\",\"always\":true,\"effect\":\"latency\",\"distribution\":\"uniform\","
                            + "\"minimum\":\"PT0.01S\",\"maximum\":\"PT0.06S\"}]");
            var ledger = new FleetLedger(fleet);
            var orgs = new ArrayDeque<>(ledger.orgs().keySet());
            var campaigns = new LinkedHashMap<String, List<String>>();
            var over = new LinkedHashMap<String, List<String>>();
            for (int number = 0; number < CAMPAIGNS; number++) {
                begin(planner, campaigns, "braked-" + number);
            }
            begin(planner, campaigns, aborted(0));
            command(planner, campaigns, orgs, WAITING);
            for (var campaign : List.copyOf(campaigns.keySet())) {
                awaitActivations(planner, claims, campaigns, orgs, campaign);
            }

            // When
            var brakes = new ArrayList<Brake>();
            long leastWaiting = Long.MAX_VALUE;
            for (int number = 0; number < BRAKES; number++) {
                command(planner, campaigns, orgs, WAITING - waiting(claims, campaigns));
                // A killed executor's partitions are another's only after a while; until then there is less to do.
                ExecutorFleet.within(Duration.ofMinutes(1), () -> waiting(claims, campaigns) > WAITING / 2);
                awaitActivations(planner, claims, campaigns, orgs, braked(number));
                leastWaiting = Math.min(leastWaiting, waiting(claims, campaigns));
                brakes.add(brake(fleet, planner, claims, number));
                if (aborts(number)) {
                    over.put(aborted(number), campaigns.remove(aborted(number)));
                    begin(planner, campaigns, aborted(number + 1));
                }
            }
            over.putAll(campaigns);
            over.forEach((campaign, own) -> assertThat(
                            ExecutorFleet.within(Duration.ofMinutes(10), () -> planner.ended(campaign) == own.size()))
                    .as("%s: %s, %s", campaign, claims.intents(campaign), claims.open(campaign))
                    .isTrue());

            // Then
            var activations = activations(fleet, ledger.pushRequests(over));
            var latencies = latencies(brakes, activations);
            System.out.println("at least " + leastWaiting + " orgs waiting at each brake, "
                    + tell(brakes, activations, latencies));
            tellLateOnes(latencies);
            assertThat(percentile(latencies, 0.99)).isLessThan(LIMIT);
            assertThat(underLoad(brakes, activations))
                    .as("brakes that came while their campaign was being activated")
                    .isGreaterThan(BRAKES / 2);
            // Together, as each look at the ledger takes a while.
            assertThat(ledger.wrongs(
                            "brakes",
                            over.values().stream().flatMap(List::stream).toList(),
                            over.keySet().stream()
                                    .flatMap(campaign -> planner.results(campaign).stream())
                                    .toList(),
                            planner.versionId()))
                    .isEmpty();
        }
    }

    private static void tellLateOnes(Map<Brake, Duration> latencies) {
        latencies.forEach((brake, latency) -> {
            if (latency.compareTo(LIMIT.dividedBy(2)) > 0) {
                System.out.println("late by " + latency + ": " + brake);
            }
        });
    }

    private static ExecutorFleet.Wish wish() {
        var settings = Disturbances.settings();
        settings.put("PUSHWAVE_EXECUTOR_HOLD_RECHECK", "PT5S");
        settings.put("PUSHWAVE_EXECUTOR_REQUEST_MAX_ORGS", "5");
        settings.put("PUSHWAVE_EXECUTOR_BUDGET_CONCURRENT_CALLS", "12");
        return new ExecutorFleet.Wish(
                2,
                // What waits of a campaign that is aborted is used up, too.
                WAITING + BRAKES * ORGS_PER_BRAKE + BRAKES / ABORT_EVERY * WAITING,
                SEED,
                300,
                List.of("--daily-api-limit", "100000000", "--requests-log-entries", "3000000"),
                settings);
    }

    private static void begin(PlannerStandIn planner, Map<String, List<String>> campaigns, String campaign) {
        campaigns.put(campaign, new ArrayList<>());
        planner.say(campaign, State.RUNNING);
    }

    private static boolean aborts(int number) {
        return number % ABORT_EVERY == ABORT_EVERY - 1;
    }

    /** The campaign of a brake; not the one that was resumed just now. */
    private static String braked(int number) {
        return aborts(number) ? aborted(number) : "braked-" + (number - number / ABORT_EVERY) % CAMPAIGNS;
    }

    /** The campaign of the next abort, from a brake on. */
    private static String aborted(int number) {
        return "aborted-" + number / ABORT_EVERY;
    }

    private static long waiting(ClaimedRequests claims, Map<String, List<String>> campaigns) {
        return campaigns.keySet().stream()
                .mapToLong(campaign -> claims.notActivated(campaign))
                .sum();
    }

    /** Commands so many orgs more, evenly. */
    private static void command(
            PlannerStandIn planner, Map<String, List<String>> campaigns, ArrayDeque<String> orgs, long more) {
        campaigns.forEach((campaign, own) -> {
            var added = new ArrayList<String>();
            for (long left = more / campaigns.size(); left > 0 && !orgs.isEmpty(); left--) {
                added.add(orgs.remove());
            }
            planner.command(campaign, added);
            own.addAll(added);
        });
    }

    /** Waits for a campaign's turn: what was halted or is aborted next has waited, and others come before it. */
    private static void awaitActivations(
            PlannerStandIn planner,
            ClaimedRequests claims,
            Map<String, List<String>> campaigns,
            ArrayDeque<String> orgs,
            String campaign) {
        long before = claims.activated(campaign);
        ExecutorFleet.within(Duration.ofMinutes(1), () -> {
            // As many as at every brake wait meanwhile.
            command(planner, campaigns, orgs, WAITING - waiting(claims, campaigns));
            return claims.activated(campaign) > before;
        });
    }

    private Brake brake(ExecutorFleet fleet, PlannerStandIn planner, ClaimedRequests claims, int number)
            throws PlatformException {
        var campaign = braked(number);
        var state = aborts(number) ? State.ABORTED : State.HALTED;
        int victim = random.nextInt(fleet.size());
        var condition =
                number % 5 == 3 ? Condition.ONE_KILLED : number % 5 == 4 ? Condition.ONE_STARTING : Condition.CALM;
        ExecutorFleet.within(Duration.ofMillis(random.nextInt(400)), () -> false);
        if (condition != Condition.CALM) {
            fleet.awaitReady(1 - victim);
            fleet.kill(victim);
        }
        if (condition == Condition.ONE_STARTING) {
            fleet.start(victim);
            ExecutorFleet.within(Duration.ofMillis(random.nextInt(5000)), () -> false);
        }
        var sent = Instant.now();
        planner.say(campaign, state);
        ExecutorFleet.within(HELD_AT_LEAST, () -> false);
        // What a dead executor had in hand is seen to by the other one, and may be cancelled for being in doubt.
        assertThat(ExecutorFleet.within(
                        SETTLED_WITHIN,
                        () -> claims.open(campaign).values().stream()
                                .noneMatch(what -> what.startsWith("ACTIVATING") || what.startsWith("CANCELLING"))))
                .as("%s is held: %s", campaign, claims.open(campaign))
                .isTrue();
        var resumed = Instant.MAX;
        if (state == State.HALTED) {
            resumed = Instant.now();
            planner.say(campaign, State.RUNNING);
        }
        if (condition == Condition.ONE_KILLED) {
            fleet.start(victim);
        }
        return new Brake(campaign, state, condition, sent, resumed);
    }

    /**
     * When each push request was activated, by campaign: the first change of its status that Salesforce took. One that was
     * cancelled has been activated before only if there are two.
     */
    private static Map<String, List<Instant>> activations(ExecutorFleet fleet, List<FleetLedger.Pushed> requests) {
        var changes = new HashMap<String, List<Instant>>();
        long after = 0;
        List<JsonNode> page;
        do {
            page = fleet.simulatedLines("/simulator/requests-log?method=PATCH&limit=10000&after=" + after);
            for (var call : page) {
                after = call.path("sequence").asLong();
                var path = call.path("path").asText();
                if (call.path("status").asInt() == 204) {
                    changes.computeIfAbsent(path.substring(path.lastIndexOf('/') + 1), _ -> new ArrayList<>())
                            .add(Instant.parse(call.path("at").asText()));
                }
            }
        } while (!page.isEmpty());
        var byCampaign = new HashMap<String, List<Instant>>();
        for (var request : requests) {
            var own = changes.getOrDefault(request.id(), List.of());
            if (own.size() >= (request.cancelled() ? 2 : 1)) {
                byCampaign
                        .computeIfAbsent(request.campaign(), _ -> new ArrayList<>())
                        .add(own.getFirst());
            }
        }
        return byCampaign;
    }

    private static Map<Brake, Duration> latencies(List<Brake> brakes, Map<String, List<Instant>> activations) {
        var latencies = new LinkedHashMap<Brake, Duration>();
        for (var brake : brakes) {
            var last = activations.getOrDefault(brake.campaign(), List.of()).stream()
                    .filter(at -> at.isAfter(brake.sent()) && at.isBefore(brake.resumed()))
                    .max(Instant::compareTo);
            latencies.put(
                    brake, last.map(at -> Duration.between(brake.sent(), at)).orElse(Duration.ZERO));
        }
        return latencies;
    }

    /** How many brakes came less than a second after an activation of their campaign. */
    private static long underLoad(List<Brake> brakes, Map<String, List<Instant>> activations) {
        return brakes.stream()
                .filter(brake -> activations.getOrDefault(brake.campaign(), List.of()).stream()
                        .anyMatch(at -> at.isAfter(brake.sent().minusSeconds(1)) && at.isBefore(brake.sent())))
                .count();
    }

    private static String tell(
            List<Brake> brakes, Map<String, List<Instant>> activations, Map<Brake, Duration> latencies) {
        var text = new StringBuilder();
        text.append(activations.values().stream().mapToInt(List::size).sum())
                .append(" requests activated in ")
                .append(Duration.between(
                        brakes.getFirst().sent(), brakes.getLast().sent()))
                .append(", in the second before ")
                .append(underLoad(brakes, activations))
                .append(" of the brakes (aborts: ")
                .append(underLoad(
                        brakes.stream()
                                .filter(brake -> brake.state() == State.ABORTED)
                                .toList(),
                        activations))
                .append(") some of the same campaign; ")
                .append(figures(latencies));
        for (var condition : Condition.values()) {
            text.append("; ")
                    .append(condition)
                    .append(' ')
                    .append(figures(those(latencies, brake -> brake.condition() == condition)));
        }
        for (var state : List.of(State.HALTED, State.ABORTED)) {
            text.append("; ")
                    .append(state)
                    .append(' ')
                    .append(figures(those(latencies, brake -> brake.state() == state)));
        }
        return text.toString();
    }

    private static Map<Brake, Duration> those(Map<Brake, Duration> latencies, Predicate<Brake> wanted) {
        var those = new LinkedHashMap<>(latencies);
        those.keySet().removeIf(wanted.negate());
        return those;
    }

    private static String figures(Map<Brake, Duration> latencies) {
        return new TreeMap<>(Map.of(
                        "p50", percentile(latencies, 0.5).toMillis() + " ms",
                        "p99", percentile(latencies, 0.99).toMillis() + " ms",
                        "pmax", percentile(latencies, 1).toMillis() + " ms",
                        "brakes", String.valueOf(latencies.size())))
                .toString();
    }

    private static Duration percentile(Map<Brake, Duration> latencies, double part) {
        var sorted = latencies.values().stream().sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }
}
