package io.pushwave.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.planner.domain.CampaignState.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random campaigns on a virtual clock, against the promises that hold for every one of them. */
class CampaignWalkTest {
    private static final int STEPS_MAXIMUM = 200_000;

    @RepeatedTest(200)
    void everyCampaignEndsWithinItsToleranceAndNoOrgExceedsItsAttempts(RepetitionInfo repetition) {
        // Given
        long seed = DomainFixtures.seed() + repetition.getCurrentRepetition();
        var walk = new Walk(seed);

        // When
        var failure = walk.run();

        // Then
        assertThat(failure)
                .as("replay with -Dpushwave.seed=%d", seed - repetition.getCurrentRepetition())
                .isEmpty();
    }

    /** One org of the walk. */
    private static final class Org {
        private OrgPushState state = OrgPushState.WAITING;
        private int attempts;
        private Instant due = Instant.EPOCH;
    }

    /** A campaign driven by the decider, with an executor that answers in random order and with random failures. */
    private static final class Walk {
        private final SplittableRandom random;
        private final Strategy strategy;
        private final List<List<Org>> waves = new ArrayList<>();
        private final long[] tolerated;
        private final double failureRate;
        private CampaignState state = new Opening(1);
        private Instant now = DomainFixtures.NOON;
        private boolean halted;
        private long inFlightAtCrossing;

        private Walk(long seed) {
            random = new SplittableRandom(seed);
            strategy = new Strategy(
                    "walk",
                    List.of(5, 25, 70),
                    new Tolerance(10, 2),
                    Duration.ofSeconds(random.nextInt(0, 100)),
                    new RetryPolicy(random.nextInt(1, 4), Duration.ofSeconds(random.nextInt(0, 60)), 2));
            failureRate = random.nextDouble() * 0.4;
            var quotas = strategy.quotas(random.nextInt(0, 400));
            tolerated = quotas.stream().mapToLong(strategy.tolerance()::of).toArray();
            for (long quota : quotas) {
                var orgs = new ArrayList<Org>();
                for (long each = 0; each < quota; each++) {
                    orgs.add(new Org());
                }
                waves.add(orgs);
            }
        }

        /** A sentence that says which promise was broken; empty if none was. */
        private Optional<String> run() {
            for (int step = 0; step < STEPS_MAXIMUM; step++) {
                var decision = CampaignDecider.decide(state, progress(), strategy.bake(), now);
                switch (decision) {
                    case Decision.OpenWave open -> {
                        for (int earlier = 0; earlier < open.next().wave() - 1; earlier++) {
                            if (waves.get(earlier).stream().anyMatch(org -> !org.state.isTerminal())) {
                                return Optional.of("wave " + open.next().wave() + " opened before its turn");
                            }
                        }
                        state = open.next();
                    }
                    case Decision.EmitCommands emit -> emit(emit.wave());
                    case Decision.StartBake bake -> state = bake.next();
                    case Decision.PassGate pass -> state = pass.next();
                    case Decision.Halt halt -> {
                        halted = true;
                        state = halt.next();
                    }
                    case Decision.Complete complete -> state = complete.next();
                    case Decision.Wait wait -> {
                        if (halted && !answer()) {
                            return verdict();
                        }
                        if (!halted && !answer()) {
                            now = wait.until()
                                    .map(until -> until.isAfter(now) ? until : now)
                                    .orElse(now);
                        }
                    }
                    case Decision.Rest _ -> {
                        return verdict();
                    }
                    case Decision.PlanNextPage _, Decision.CancelRest _ -> {
                        return Optional.of("unexpected " + decision);
                    }
                }
            }
            return Optional.of("no end after " + STEPS_MAXIMUM + " steps in " + state);
        }

        private void emit(int wave) {
            int batch = random.nextInt(1, 50);
            for (var org : waves.get(wave - 1)) {
                boolean due = org.state == OrgPushState.WAITING
                        || (org.state == OrgPushState.RETRYING && !org.due.isAfter(now));
                if (due && batch-- > 0) {
                    org.state = OrgPushState.COMMANDED;
                    org.attempts++;
                }
            }
        }

        /** Lets the executor answer for some orgs; false if none was in flight. */
        private boolean answer() {
            var inFlight = waves.stream()
                    .flatMap(List::stream)
                    .filter(org -> org.state == OrgPushState.COMMANDED)
                    .toList();
            long before = thresholdsCrossed();
            for (var org : inFlight) {
                if (random.nextInt(3) == 0) {
                    continue;
                }
                boolean failed = random.nextDouble() < failureRate;
                var next = failed && random.nextBoolean()
                        ? strategy.retries().nextAttemptAt(org.attempts, now)
                        : Optional.<Instant>empty();
                org.state = !failed
                        ? OrgPushState.SUCCEEDED
                        : next.isPresent() ? OrgPushState.RETRYING : OrgPushState.FAILED;
                next.ifPresent(due -> org.due = due);
            }
            if (thresholdsCrossed() > before) {
                inFlightAtCrossing = inFlight.size();
            }
            now = now.plusMillis(random.nextInt(5_000));
            return !inFlight.isEmpty();
        }

        private Optional<String> verdict() {
            for (int wave = 0; wave < waves.size(); wave++) {
                var counts = count(wave);
                if (of(counts, OrgPushState.FAILED) > tolerated[wave] + inFlightAtCrossing) {
                    return Optional.of("wave " + (wave + 1) + " has " + counts + ", tolerated " + tolerated[wave]
                            + ", in flight at crossing " + inFlightAtCrossing);
                }
                if (!halted && of(counts, OrgPushState.FAILED) > tolerated[wave]) {
                    return Optional.of("completed above the tolerance: wave " + (wave + 1) + " has " + counts);
                }
            }
            boolean tooManyAttempts = waves.stream()
                    .flatMap(List::stream)
                    .anyMatch(org -> org.attempts > strategy.retries().attemptsMaximum());
            return tooManyAttempts ? Optional.of("an org had too many attempts") : Optional.empty();
        }

        private long thresholdsCrossed() {
            long crossed = 0;
            for (int wave = 0; wave < waves.size(); wave++) {
                crossed += of(count(wave), OrgPushState.FAILED) > tolerated[wave] ? 1 : 0;
            }
            return crossed;
        }

        private Progress progress() {
            var seen = new ArrayList<Wave>();
            for (int wave = 0; wave < waves.size(); wave++) {
                var counts = count(wave);
                seen.add(new Wave(
                        wave + 1,
                        new WaveCounts(
                                waves.get(wave).size(),
                                of(counts, OrgPushState.WAITING),
                                of(counts, OrgPushState.COMMANDED),
                                of(counts, OrgPushState.RETRYING),
                                of(counts, OrgPushState.SUCCEEDED),
                                of(counts, OrgPushState.FAILED),
                                0,
                                0),
                        tolerated[wave]));
            }
            var nextRetry = waves.stream()
                    .flatMap(List::stream)
                    .filter(org -> org.state == OrgPushState.RETRYING)
                    .map(org -> org.due)
                    .min(Instant::compareTo);
            return new Progress(true, seen, nextRetry);
        }

        private static long of(Map<OrgPushState, Long> counts, OrgPushState state) {
            return counts.getOrDefault(state, 0L);
        }

        private Map<OrgPushState, Long> count(int wave) {
            var counts = new EnumMap<OrgPushState, Long>(OrgPushState.class);
            for (var each : OrgPushState.values()) {
                counts.put(each, 0L);
            }
            waves.get(wave).forEach(org -> counts.merge(org.state, 1L, Long::sum));
            return counts;
        }
    }
}
