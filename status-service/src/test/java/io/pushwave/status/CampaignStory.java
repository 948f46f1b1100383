package io.pushwave.status;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.PushResult.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * All messages of one campaign, in the order in which planner and executor would say them: made up from a seed, so that a
 * failing test can be run again. Every kind of message and every end that an org can have is in it.
 */
public record CampaignStory(
        String campaignId, List<CampaignEvent> events, List<CampaignPlanEntry> plan, List<PushResult> results) {

    public static final int ATTEMPTS_MAXIMUM = 3;
    public static final int WAVES = 3;
    public static final String PACKAGE_ID = "033000000000001";
    public static final String VERSION_ID = "04t000000000009";

    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

    /** How a story ends. */
    public enum Ending {
        COMPLETED,
        ABORTED,
        HALTED
    }

    /** Tells a campaign of so many orgs, every tenth of them left out. */
    public static CampaignStory of(long seed, String campaignId, int orgs, Ending ending) {
        return new Teller(seed, campaignId, ending).tell(orgs);
    }

    /** Everything that is said, topic by topic. */
    public List<Message> messages() {
        return Stream.of(events, plan, results).<Message>flatMap(List::stream).toList();
    }

    /** The key of the n-th org, counting from 1. */
    public static OrgKey orgKey(int n) {
        return new OrgKey("00D%012d".formatted(n));
    }

    private static final class Teller {
        private final Random random;
        private final String campaignId;
        private final Ending ending;
        private final List<CampaignEvent> events = new ArrayList<>();
        private final List<CampaignPlanEntry> plan = new ArrayList<>();
        private final List<PushResult> results = new ArrayList<>();
        private long sequence;
        private long seconds;

        private Teller(long seed, String campaignId, Ending ending) {
            this.random = new Random(seed);
            this.campaignId = campaignId;
            this.ending = ending;
        }

        private CampaignStory tell(int orgs) {
            events.add(new CampaignCreated(
                    campaignId,
                    ++sequence,
                    now(),
                    PACKAGE_ID,
                    "Invoice Engine",
                    VERSION_ID,
                    "Winter 27",
                    "4.2.0.7",
                    "default",
                    Optional.of("release-bot"),
                    Optional.of("Security fix")));
            var planned = new long[WAVES + 1];
            var excluded = new EnumMap<ExclusionReason, Long>(ExclusionReason.class);
            for (int n = 1; n <= orgs; n++) {
                planOrg(n, planned, excluded);
            }
            tellPlan(planned, excluded);
            int wavesOpened = ending == Ending.COMPLETED ? WAVES : WAVES - 1;
            for (int wave = 1; wave <= wavesOpened; wave++) {
                events.add(new WaveOpened(campaignId, ++sequence, now(), wave));
                pushWave(wave);
                decideGate(wave, planned[wave], wave == wavesOpened);
            }
            end(planned);
            return new CampaignStory(campaignId, List.copyOf(events), List.copyOf(plan), List.copyOf(results));
        }

        private void planOrg(int n, long[] planned, Map<ExclusionReason, Long> excluded) {
            var org = new OrgDescription(
                    orgKey(n),
                    "Customer " + n,
                    n % 4 == 0 ? "Sandbox" : "Production",
                    "Active",
                    n % 3 == 0 ? "NA211" : "EU44",
                    Optional.empty(),
                    "04t000000000001");
            if (n % 10 == 0) {
                var reasons = ExclusionReason.values();
                var reason = reasons[random.nextInt(reasons.length)];
                excluded.merge(reason, 1L, Long::sum);
                plan.add(new OrgExcluded(campaignId, org, reason, now()));
            } else {
                int wave = n <= WAVES ? n : 1 + random.nextInt(WAVES);
                planned[wave]++;
                plan.add(new OrgPlanned(campaignId, org, wave, now()));
            }
        }

        private void tellPlan(long[] planned, Map<ExclusionReason, Long> excluded) {
            var waves = new ArrayList<PlannedWave>();
            long sum = 0;
            for (int wave = 1; wave <= WAVES; wave++) {
                waves.add(new PlannedWave(wave, planned[wave], 2));
                sum += planned[wave];
            }
            long left = excluded.values().stream().mapToLong(Long::longValue).sum();
            events.add(
                    new CampaignPlanned(campaignId, ++sequence, now(), waves, sum, left, ATTEMPTS_MAXIMUM, excluded));
        }

        private void pushWave(int wave) {
            for (var entry : plan) {
                if (entry instanceof OrgPlanned planned && planned.wave() == wave) {
                    for (int attempt = 1; attempt <= ATTEMPTS_MAXIMUM; attempt++) {
                        if (!push(planned.org().orgKey(), wave, attempt)) {
                            break;
                        }
                    }
                }
            }
        }

        /** Tells one attempt; true if another one follows. */
        private boolean push(OrgKey orgKey, int wave, int attempt) {
            var subject = new Subject(campaignId + "/" + orgKey + "/" + attempt, campaignId, orgKey, wave, attempt);
            int dice = random.nextInt(100);
            if (dice < 3) {
                results.add(new PushSkipped(subject, now(), "Its time had passed."));
                return false;
            }
            if (dice < 6) {
                results.add(new PushCancelled(subject, now(), "Taken back before it began."));
                return false;
            }
            var job = "0DX%012d".formatted(random.nextInt(1_000_000_000));
            results.add(new PushScheduled(subject, now(), "0DV000000000001", job, now()));
            results.add(new PushStarted(subject, now(), job));
            if (dice < 80) {
                results.add(new PushSucceeded(subject, now(), job));
                return false;
            }
            if (dice < 84) {
                tellLateAnswer(subject, job);
                return false;
            }
            boolean retryable = dice < 94;
            results.add(new PushFailed(
                    subject,
                    now(),
                    Optional.of(job),
                    new Failure(
                            retryable ? FailureClass.TRANSIENT : FailureClass.NEEDS_ACTION,
                            retryable,
                            retryable ? "UnclassifiedError" : "ApexTestFailure",
                            retryable ? "Unable to lock row" : "An Apex test failed",
                            "Attempt " + attempt + " of " + orgKey,
                            Optional.of("Attempt <n> of <id>"))));
            return retryable && (ending == Ending.COMPLETED || random.nextInt(3) > 0);
        }

        /** An attempt that timed out, and what became of it after all; some never get an answer. */
        private void tellLateAnswer(Subject subject, String job) {
            var timedOut = new Failure(FailureClass.TIMED_OUT, false, "", "No end in time", "", Optional.empty());
            results.add(new PushFailed(subject, now(), Optional.of(job), timedOut));
            if (random.nextInt(4) == 0) {
                return;
            }
            var outcomes = List.of(LateOutcome.values());
            var outcome = outcomes.get(random.nextInt(outcomes.size()));
            var reason =
                    new Failure(FailureClass.TRANSIENT, true, "LockingFailure", "Locked", "Late", Optional.of("Late"));
            results.add(new PushCorrected(
                    subject,
                    now(),
                    job,
                    outcome,
                    outcome == LateOutcome.FAILED ? Optional.of(reason) : Optional.empty()));
        }

        private void decideGate(int wave, long planned, boolean last) {
            boolean halted = last && ending != Ending.COMPLETED;
            if (wave == 1) {
                tellGate(wave, planned, Gate.HALTED);
                events.add(new CampaignHalted(campaignId, ++sequence, now(), "gate", "Too many orgs failed."));
                events.add(new CampaignResumed(campaignId, ++sequence, now(), "ann", "Known and accepted."));
            }
            tellGate(wave, planned, halted ? Gate.HALTED : Gate.PASSED);
            if (halted) {
                events.add(new CampaignHalted(campaignId, ++sequence, now(), "gate", "Too many orgs failed."));
            }
        }

        private void tellGate(int wave, long planned, Gate gate) {
            var numbers = new GateNumbers(planned, Math.max(0, planned - 3), 3, 0, 0, gate == Gate.HALTED ? 2 : 5);
            events.add(new GateDecided(
                    campaignId,
                    ++sequence,
                    now(),
                    wave,
                    gate,
                    numbers,
                    gate == Gate.HALTED ? "More orgs failed than tolerated." : "Few enough orgs failed."));
        }

        private void end(long[] planned) {
            switch (ending) {
                case COMPLETED -> {
                    long sum = 0;
                    for (long of : planned) {
                        sum += of;
                    }
                    events.add(new CampaignCompleted(campaignId, ++sequence, now(), sum, sum, 0, 0));
                }
                case ABORTED ->
                    events.add(new CampaignAborted(campaignId, ++sequence, now(), "ann", "The version is broken."));
                case HALTED -> {}
            }
        }

        private Instant now() {
            return BEGIN.plusSeconds(++seconds);
        }
    }
}
