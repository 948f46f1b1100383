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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A backlog of a hundred times the API budget: by the simulator's log the executors never make one call more than their share in
 * any window, and nearly all of it. The simulator's day takes a minute, and so does the executors' window.
 */
@Timeout(600)
class BudgetIT {
    private static final int EXECUTORS = Integer.getInteger("pushwave.instances", 2);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final int LIMIT = 500;
    /** The executors' own default share, 0.8. */
    private static final int SHARE = LIMIT * 8 / 10;
    /** A request of one org costs four calls: creation, job, comparison, activation. */
    private static final int CALLS_PER_ORG = 4;

    private static final int ORGS = 100 * SHARE / CALLS_PER_ORG + 1000;
    /** The window, and calls that have come back from it. */
    private static final Duration RUN = WINDOW.plusSeconds(10);

    private record Used(Instant at, int calls) {}

    @Test
    void theShareIsUsedUpAndNeverExceeded() throws PlatformException {
        var settings = Disturbances.settings();
        settings.put("PUSHWAVE_EXECUTOR_REQUEST_MAX_ORGS", "1");
        settings.put("PUSHWAVE_EXECUTOR_REQUEST_ORPHAN_SWEEP", "PT10M");
        settings.put("PUSHWAVE_EXECUTOR_LEASE", "PT60S");
        // For so long calls count after they have left the window, and a busy machine answers late.
        settings.put("PUSHWAVE_EXECUTOR_SALESFORCE_CALL_TIMEOUT", "PT5S");
        settings.put("PUSHWAVE_EXECUTOR_BUDGET_WINDOW", WINDOW.toString());
        var wish = new ExecutorFleet.Wish(
                EXECUTORS,
                ORGS,
                7,
                (double) DAY.toMillis() / WINDOW.toMillis(),
                List.of("--daily-api-limit", Integer.toString(LIMIT), "--requests-log-entries", "1000000"),
                settings);
        try (var fleet = ExecutorFleet.started(
                        SeveralExecutorsIT.home(), SeveralExecutorsIT.folder("budget-" + EXECUTORS), wish);
                var planner = new PlannerStandIn(fleet);
                var claims = new ClaimedRequests(fleet)) {
            // Given
            planner.say("backlog", State.RUNNING);
            planner.command("backlog", new FleetLedger(fleet).orgs().keySet());

            // When
            ExecutorFleet.within(RUN, () -> false);

            // Then
            var used = used(fleet);
            int most = mostInADay(used);
            int first = inTheFirstDay(used);
            long unpushed = claims.notActivated("backlog");
            System.out.println(EXECUTORS + " executors, share " + SHARE + " calls: most in any window " + most
                    + ", in the first " + first + ", in all " + total(used) + "; backlog left " + unpushed + " orgs");
            assertThat(unpushed * CALLS_PER_ORG)
                    .as("calls that the backlog still needs")
                    .isGreaterThanOrEqualTo(100L * SHARE);
            assertThat(most).isLessThanOrEqualTo(SHARE);
            assertThat(first).isGreaterThanOrEqualTo(SHARE * 95 / 100);
        }
    }

    private static List<Used> used(ExecutorFleet fleet) {
        var used = new ArrayList<Used>();
        long after = 0;
        List<JsonNode> page;
        do {
            page = fleet.simulatedLines("/simulator/requests-log?limit=10000&after=" + after);
            for (var call : page) {
                after = call.path("sequence").asLong();
                if (call.path("cost").asInt() > 0) {
                    used.add(new Used(
                            Instant.parse(call.path("simulatedAt").asText()),
                            call.path("cost").asInt()));
                }
            }
        } while (!page.isEmpty());
        return used;
    }

    /** The greatest sum of any 24 hours, whenever they begin. */
    private static int mostInADay(List<Used> used) {
        var window = new ArrayDeque<Used>();
        int sum = 0;
        int most = 0;
        for (var one : used) {
            window.add(one);
            sum += one.calls();
            while (window.getFirst().at().isBefore(one.at().minus(DAY))) {
                sum -= window.removeFirst().calls();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private static int inTheFirstDay(List<Used> used) {
        var end = used.getFirst().at().plus(DAY);
        return total(used.stream().filter(one -> one.at().isBefore(end)).toList());
    }

    private static int total(List<Used> used) {
        return used.stream().mapToInt(Used::calls).sum();
    }
}
