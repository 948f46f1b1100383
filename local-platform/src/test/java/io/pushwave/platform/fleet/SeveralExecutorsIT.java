package io.pushwave.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.platform.local.ExecutorFleet;
import io.pushwave.platform.settings.PlatformException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two and three executors of which any may be killed or sleep at any moment, while calls and answers get lost and campaigns are
 * halted and aborted: no org is pushed twice, none is forgotten.
 */
@Tag("alone")
@Timeout(900)
class SeveralExecutorsIT {
    private static final long SEED = Long.getLong("pushwave.seed", 1);
    private static final int SEEDS = Integer.getInteger("pushwave.seeds", 1);
    private static final int ORGS_PER_SEED = 180;
    /** A claim is taken up at the next look after its lease, and a busy machine looks late. */
    private static final Duration TAKEN_OVER_WITHIN = Disturbances.LEASE.plusSeconds(4);

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void killsAndSleepsLoseNothingAndPushNothingTwice(int executors) throws PlatformException {
        System.out.println(executors + " executors, seeds " + SEED + " to " + (SEED + SEEDS - 1) + " (-Dpushwave.seed="
                + SEED + " -Dpushwave.seeds=" + SEEDS + " repeats them)");
        var wish = new ExecutorFleet.Wish(
                executors,
                ORGS_PER_SEED * SEEDS,
                SEED,
                300,
                List.of("--daily-api-limit", "10000000"),
                Disturbances.settings());
        try (var fleet = ExecutorFleet.started(home(), folder("instances-" + executors), wish);
                var planner = new PlannerStandIn(fleet)) {
            var orgs = List.copyOf(new FleetLedger(fleet).orgs().keySet());
            for (int number = 0; number < SEEDS; number++) {
                var own = orgs.subList(number * ORGS_PER_SEED, (number + 1) * ORGS_PER_SEED);

                var outcome = Disturbances.run(fleet, planner, SEED + number, own);

                System.out.println(outcome);
                assertThat(outcome.wrongs()).as(outcome.toString()).isEmpty();
                assertThat(outcome.takeovers())
                        .as(outcome.toString())
                        .allMatch(time -> time.compareTo(TAKEN_OVER_WITHIN) < 0);
                assertThat(outcome.requestsByOwner().size())
                        .as("processes that worked, %s", outcome)
                        .isGreaterThanOrEqualTo(executors);
            }
        }
    }

    static Path home() {
        return Path.of(System.getProperty("pushwave.home", ".."))
                .toAbsolutePath()
                .normalize();
    }

    static Path folder(String name) {
        return Path.of("target", "fleet", name).toAbsolutePath();
    }
}
