package io.pushwave.planner.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.planner.campaign.CampaignCommand.Abort;
import io.pushwave.planner.campaign.CampaignCommand.Create;
import io.pushwave.planner.campaign.CampaignCommand.FinishPlan;
import io.pushwave.planner.campaign.CampaignCommand.Halt;
import io.pushwave.planner.campaign.CampaignCommand.Resume;
import io.pushwave.planner.campaign.CampaignEvent.ControlChanged;
import io.pushwave.planner.campaign.CampaignState.Aborted;
import io.pushwave.planner.campaign.CampaignState.Completed;
import io.pushwave.planner.campaign.CampaignState.Halted;
import io.pushwave.planner.dispatch.AttemptEnd;
import io.pushwave.planner.dispatch.OrgOutcome;
import io.pushwave.planner.dispatch.OrgPushState;
import io.pushwave.planner.gate.Wave;
import io.pushwave.planner.gate.WaveCounts;
import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.strategy.RetryPolicy;
import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.StrategyFixtures;
import io.pushwave.planner.strategy.Tolerance;
import io.pushwave.planner.strategy.WaveRule;
import io.pushwave.planner.strategy.WaveSelection;
import io.pushwave.planner.strategy.WaveSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Random campaigns on a virtual clock, against the promises that hold for every one of them. The states, the commands and what
 * they lead to, the orgs' states and what ends make of them are those of the planner; only the executor is simulated.
 */
class CampaignWalkTest {
    private static final int STEPS_MAXIMUM = 200_000;
    private static final List<AttemptEnd> WITHOUT_FAILURE = List.of(
            AttemptEnd.Final.SUCCEEDED,
            AttemptEnd.Final.SUCCEEDED,
            AttemptEnd.Final.REACHED,
            AttemptEnd.Final.LEFT_OUT,
            AttemptEnd.Final.SKIPPED);

    @RepeatedTest(200)
    void everyCampaignEndsWithinItsToleranceAndNoOrgExceedsItsAttempts(RepetitionInfo repetition) {
        // Given
        long seed = OrgFixtures.seed() + repetition.getCurrentRepetition();
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
        private boolean failedByAbort;

        void to(OrgPushState next) {
            if (!state.successors().contains(next)) {
                throw new AssertionError(state + " does not lead to " + next);
            }
            state = next;
        }
    }

    /** A campaign that goes its course, with an executor that answers in random order and with random failures. */
    private static final class Walk {
        private final SplittableRandom random;
        private final Strategy strategy;
        private final List<List<Org>> waves = new ArrayList<>();
        private final long[] tolerated;
        private final double failureRate;
        private Campaign campaign;
        private Instant now = CampaignFixtures.NOON;
        private long inFlightAtCrossing;

        private Walk(long seed) {
            random = new SplittableRandom(seed);
            strategy = new Strategy("walk", 1, document());
            failureRate = random.nextDouble() * 0.4;
            tolerated = new long[strategy.document().waves().size()];
            int left = random.nextInt(0, 400);
            for (int wave = 1; wave <= tolerated.length; wave++) {
                int orgs = wave == tolerated.length ? left : random.nextInt(0, left / 2 + 1);
                left -= orgs;
                tolerated[wave - 1] = strategy.document().toleranceOf(wave).of(orgs);
                waves.add(IntStream.range(0, orgs).mapToObj(_ -> new Org()).toList());
            }
            var facts = CampaignFacts.ofNew(CampaignFixtures.identity(strategy));
            campaign = CampaignLife.handle(Optional.empty(), new Create(), facts, now)
                    .changed()
                    .campaign();
        }

        /** Some waves have a bake and a tolerance of their own. */
        private StrategyDocument document() {
            var rules = new ArrayList<WaveRule>();
            int number = random.nextInt(1, 6);
            while (rules.size() < number) {
                rules.add(new WaveRule(
                        "Wave " + rules.size(),
                        false,
                        new WaveSelection.Everyone(),
                        rules.size() == number - 1 ? new WaveSize.All() : new WaveSize.Percentage(10),
                        random.nextBoolean() ? Optional.of(seconds(100)) : Optional.empty(),
                        random.nextBoolean()
                                ? Optional.of(new Tolerance(random.nextInt(0, 30), random.nextInt(0, 5)))
                                : Optional.empty()));
            }
            return StrategyFixtures.document(
                    new Tolerance(10, 2), seconds(100), new RetryPolicy(random.nextInt(1, 4), seconds(60), 2), rules);
        }

        private Duration seconds(int below) {
            return Duration.ofSeconds(random.nextInt(0, below));
        }

        /** A sentence that says which promise was broken; empty if none was. */
        private Optional<String> run() {
            for (int step = 0; step < STEPS_MAXIMUM; step++) {
                var decision = CampaignLife.next(campaign.state(), progress(), now);
                switch (decision) {
                    case Decision.PlanNextPage _ -> apply(new FinishPlan(CampaignFixtures.PLAN));
                    case Decision.Change change -> apply(change.command());
                    case Decision.EmitCommands emit -> emit(emit.wave());
                    case Decision.CancelRest _ -> cancelRest();
                    case Decision.Wait wait -> {
                        if (!(campaign.state() instanceof Halted)) {
                            pass(wait);
                        } else if (!answer() && !release()) {
                            return verdict();
                        }
                    }
                    case Decision.StopDriving _ -> {
                        if (!answer()) {
                            return verdict();
                        }
                    }
                }
            }
            return Optional.of("no end after " + STEPS_MAXIMUM + " steps in " + campaign.state());
        }

        /** Lets time pass until the executor answers, or what is waited for is due; sometimes somebody halts. */
        private void pass(Decision.Wait wait) {
            if (random.nextInt(40) == 0) {
                apply(new Halt("anna", "a look"));
            } else if (!answer()) {
                now = wait.until()
                        .map(until -> until.isAfter(now) ? until : now)
                        .orElse(now);
            }
        }

        /** Somebody resumes a halted campaign, or aborts it; or nobody does either. */
        private boolean release() {
            switch (random.nextInt(4)) {
                case 0 -> apply(new Abort("anna", "enough"));
                case 1, 2 -> apply(new Resume("anna", "seen"));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void apply(CampaignCommand command) {
            var facts = CampaignFacts.of(campaign, progress().waves());
            var change = CampaignLife.handle(Optional.of(campaign.state()), command, facts, now)
                    .changed();
            long sequence = campaign.sequence();
            long epoch = campaign.controlEpoch();
            for (var event : change.events()) {
                if (event instanceof ControlChanged control) {
                    assertThat(control.epoch()).isGreaterThan(epoch);
                    epoch = control.epoch();
                } else {
                    sequence++;
                    note(event);
                }
            }
            assertThat(change.campaign().sequence()).isEqualTo(sequence);
            assertThat(change.campaign().controlEpoch()).isEqualTo(epoch);
            campaign = change.campaign();
        }

        private void note(CampaignEvent event) {
            if (event instanceof CampaignEvent.WaveOpened opened) {
                assertThat(waves.subList(0, opened.wave() - 1).stream().flatMap(List::stream))
                        .as("wave %d opens after the end of those before it", opened.wave())
                        .allMatch(org -> org.state.isTerminal());
            }
            if (event instanceof CampaignEvent.Resumed resumed) {
                resumed.accepted().ifPresent(accepted -> tolerated[accepted.wave() - 1] = accepted.tolerated());
            }
        }

        private void emit(int wave) {
            int batch = random.nextInt(1, 50);
            for (var org : waves.get(wave - 1)) {
                boolean due = org.state.isWaiting() || (org.state.isRetrying() && !org.due.isAfter(now));
                if (due && batch-- > 0) {
                    org.to(OrgPushState.COMMANDED);
                    org.attempts++;
                }
            }
        }

        private void cancelRest() {
            for (var org : orgs()) {
                if (org.state.isWaiting() || org.state.isRetrying()) {
                    org.to(org.state.afterAbort());
                    org.failedByAbort = true;
                }
            }
        }

        /** Lets the executor answer for some orgs; false if none was in flight. */
        private boolean answer() {
            var inFlight = orgs().stream().filter(org -> org.state.isInFlight()).toList();
            long before = thresholdsCrossed();
            boolean aborted = campaign.state() instanceof Aborted;
            for (var org : inFlight) {
                if (random.nextInt(3) == 0) {
                    continue;
                }
                var end = random.nextDouble() < failureRate
                        ? new AttemptEnd.Failed(random.nextBoolean(), random.nextBoolean())
                        : WITHOUT_FAILURE.get(random.nextInt(WITHOUT_FAILURE.size()));
                var outcome =
                        OrgOutcome.of(end, org.attempts, strategy.document().retries(), aborted, now);
                org.to(outcome.state());
                outcome.nextAttemptAt().ifPresent(due -> org.due = due);
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
                long failed = of(counts, OrgPushState.FAILED)
                        - waves.get(wave).stream()
                                .filter(org -> org.failedByAbort && org.state == OrgPushState.FAILED)
                                .count();
                if (failed > tolerated[wave] + inFlightAtCrossing) {
                    return Optional.of("wave " + (wave + 1) + " has " + counts + ", tolerated " + tolerated[wave]
                            + ", in flight at crossing " + inFlightAtCrossing);
                }
                if (campaign.state() instanceof Completed && failed > tolerated[wave]) {
                    return Optional.of("completed above the tolerance: wave " + (wave + 1) + " has " + counts);
                }
            }
            if (campaign.state().name().isEnd() && orgs().stream().anyMatch(org -> !org.state.isTerminal())) {
                return Optional.of("an org has no end in " + campaign.state());
            }
            boolean tooManyAttempts = orgs().stream()
                    .anyMatch(
                            org -> org.attempts > strategy.document().retries().attemptsMaximum());
            return tooManyAttempts ? Optional.of("an org had too many attempts") : Optional.empty();
        }

        private List<Org> orgs() {
            return waves.stream().flatMap(List::stream).toList();
        }

        private long thresholdsCrossed() {
            return progress().waves().stream().filter(Wave::thresholdCrossed).count();
        }

        private Progress progress() {
            var seen = new ArrayList<Wave>();
            for (int wave = 0; wave < waves.size(); wave++) {
                var counts = count(wave);
                seen.add(CampaignFixtures.wave(
                        wave + 1,
                        new WaveCounts(
                                waves.get(wave).size(),
                                of(counts, OrgPushState.WAITING),
                                of(counts, OrgPushState.COMMANDED),
                                of(counts, OrgPushState.RETRYING),
                                of(counts, OrgPushState.SUCCEEDED),
                                of(counts, OrgPushState.REACHED),
                                of(counts, OrgPushState.FAILED),
                                of(counts, OrgPushState.LEFT_OUT),
                                of(counts, OrgPushState.SKIPPED),
                                of(counts, OrgPushState.CANCELLED)),
                        tolerated[wave]));
            }
            var nextRetry = orgs().stream()
                    .filter(org -> org.state.isRetrying())
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
