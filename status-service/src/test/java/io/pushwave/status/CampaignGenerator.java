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
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.PushResult.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes up a campaign from a seed, in the order in which planner and executor would work through it. */
final class CampaignGenerator {
    private final Random random;
    private final Map<Integer, Ends> ends = new HashMap<>();
    private final String campaignId;
    private final CampaignScenario.Ending ending;
    private final List<CampaignEvent> events = new ArrayList<>();
    private final List<CampaignPlanEntry> plan = new ArrayList<>();
    private final List<PushResult> results = new ArrayList<>();
    private long sequence;
    private long seconds;

    CampaignGenerator(long seed, String campaignId, CampaignScenario.Ending ending) {
        this.random = new Random(seed);
        this.campaignId = campaignId;
        this.ending = ending;
    }

    CampaignScenario generate(int orgs) {
        events.add(new CampaignCreated(
                campaignId,
                ++sequence,
                now(),
                CampaignScenario.PACKAGE_ID,
                "Invoice Engine",
                CampaignScenario.VERSION_ID,
                "Winter 27",
                "4.2.0.7",
                "default",
                Optional.of("release-bot"),
                Optional.of("Security fix")));
        var planned = new long[CampaignScenario.WAVES + 1];
        var excluded = new EnumMap<ExclusionReason, Long>(ExclusionReason.class);
        for (int n = 1; n <= orgs; n++) {
            planOrg(n, planned, excluded);
        }
        makePlan(planned, excluded);
        int wavesOpened =
                ending == CampaignScenario.Ending.COMPLETED ? CampaignScenario.WAVES : CampaignScenario.WAVES - 1;
        for (int wave = 1; wave <= wavesOpened; wave++) {
            events.add(new WaveOpened(campaignId, ++sequence, now(), wave));
            pushWave(wave);
            decideGate(wave, planned[wave], wave == wavesOpened);
        }
        end(planned);
        return new CampaignScenario(campaignId, List.copyOf(events), List.copyOf(plan), List.copyOf(results));
    }

    private void planOrg(int n, long[] planned, Map<ExclusionReason, Long> excluded) {
        var org = new OrgDescription(
                CampaignScenario.orgKey(n),
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
            plan.add(new OrgExcluded(campaignId, 1, org, reason, now()));
        } else {
            int wave = n <= CampaignScenario.WAVES ? n : 1 + random.nextInt(CampaignScenario.WAVES);
            planned[wave]++;
            plan.add(new OrgPlanned(campaignId, 1, org, wave, now()));
        }
    }

    private void makePlan(long[] planned, Map<ExclusionReason, Long> excluded) {
        var waves = new ArrayList<PlannedWave>();
        long sum = 0;
        for (int wave = 1; wave <= CampaignScenario.WAVES; wave++) {
            waves.add(new PlannedWave(
                    wave,
                    CampaignScenario.WAVE_NAMES.get(wave - 1),
                    CampaignScenario.WAVE_KINDS.get(wave - 1),
                    planned[wave],
                    2));
            sum += planned[wave];
        }
        long left = excluded.values().stream().mapToLong(Long::longValue).sum();
        events.add(new CampaignPlanned(
                campaignId,
                ++sequence,
                now(),
                1,
                CampaignScenario.PLAN_HASH,
                waves,
                sum,
                left,
                CampaignScenario.ATTEMPTS_MAXIMUM,
                excluded));
    }

    private void pushWave(int wave) {
        for (var entry : plan) {
            if (entry instanceof OrgPlanned planned && planned.wave() == wave) {
                for (int attempt = 1; attempt <= CampaignScenario.ATTEMPTS_MAXIMUM; attempt++) {
                    if (!push(planned.org().orgKey(), wave, attempt)) {
                        break;
                    }
                }
            }
        }
    }

    /** Adds the results of one attempt; true if another one follows. */
    private boolean push(OrgKey orgKey, int wave, int attempt) {
        var subject = new Subject(campaignId + "/" + orgKey + "/" + attempt, campaignId, orgKey, wave, attempt);
        int dice = random.nextInt(100);
        var counted = ends.computeIfAbsent(wave, _ -> new Ends());
        if (dice < 3) {
            counted.skipped++;
            results.add(new PushSkipped(subject, now(), "Its time had passed."));
            return false;
        }
        if (dice < 6) {
            counted.cancelled++;
            results.add(new PushCancelled(subject, now(), "Taken back before it began."));
            return false;
        }
        if (dice < 9) {
            counted.reached++;
            results.add(new PushReached(subject, now(), Optional.empty(), "The org has version 4.2.0.7 already."));
            return false;
        }
        var job = "0DX%012d".formatted(random.nextInt(1_000_000_000));
        results.add(new PushScheduled(subject, now(), "0DV000000000001", job, now()));
        if (dice < 14) {
            counted.leftOut++;
            var reasons = LeftOutReason.values();
            var leftOut = new LeftOut(reasons[random.nextInt(reasons.length)], "Not today, says Salesforce.");
            results.add(new PushLeftOut(subject, now(), Optional.of(job), leftOut));
            return false;
        }
        results.add(new PushStarted(subject, now(), job));
        if (dice < 80) {
            counted.succeeded++;
            results.add(new PushSucceeded(subject, now(), job));
            return false;
        }
        if (dice < 84) {
            answerLate(subject, job, counted);
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
        boolean again = retryable && (ending == CampaignScenario.Ending.COMPLETED || random.nextInt(3) > 0);
        if (!retryable || attempt == CampaignScenario.ATTEMPTS_MAXIMUM) {
            counted.failed++;
        }
        return again;
    }

    /** An attempt that timed out, and what became of it after all; some never get an answer. */
    private void answerLate(Subject subject, String job, Ends counted) {
        var timedOut = new Failure(FailureClass.TIMED_OUT, false, "", "No end in time", "", Optional.empty());
        results.add(new PushFailed(subject, now(), Optional.of(job), timedOut));
        if (random.nextInt(4) == 0) {
            counted.failed++;
            return;
        }
        var outcomes = List.of(LateOutcome.values());
        var outcome = outcomes.get(random.nextInt(outcomes.size()));
        switch (outcome) {
            case SUCCEEDED -> counted.succeeded++;
            case FAILED -> counted.failed++;
            case REACHED -> counted.reached++;
            case LEFT_OUT -> counted.leftOut++;
            case CANCELLED -> counted.cancelled++;
        }
        var reason = new Failure(FailureClass.TRANSIENT, true, "LockingFailure", "Locked", "Late", Optional.of("Late"));
        results.add(new PushCorrected(
                subject,
                now(),
                job,
                outcome,
                outcome == LateOutcome.FAILED ? Optional.of(reason) : Optional.empty(),
                outcome == LateOutcome.LEFT_OUT
                        ? Optional.of(new LeftOut(LeftOutReason.UNINSTALLED, "Uninstalled"))
                        : Optional.empty()));
    }

    private void decideGate(int wave, long planned, boolean last) {
        boolean halted = last && ending != CampaignScenario.Ending.COMPLETED;
        if (wave == 1) {
            addGate(wave, planned, Gate.HALTED);
            events.add(new CampaignHalted(campaignId, ++sequence, now(), "gate", "Too many orgs failed."));
            events.add(new CampaignResumed(campaignId, ++sequence, now(), "ann", "Known and accepted."));
        }
        addGate(wave, planned, halted ? Gate.HALTED : Gate.PASSED);
        if (halted) {
            events.add(new CampaignHalted(campaignId, ++sequence, now(), "gate", "Too many orgs failed."));
        }
    }

    private void addGate(int wave, long planned, Gate gate) {
        var counted = ends.computeIfAbsent(wave, _ -> new Ends());
        var numbers = new GateNumbers(
                planned,
                counted.succeeded,
                counted.reached,
                counted.failed,
                counted.leftOut,
                counted.skipped,
                counted.cancelled,
                gate == Gate.HALTED ? 2 : 5);
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
                var all = new Ends();
                ends.values().forEach(all::add);
                for (long of : planned) {
                    all.planned += of;
                }
                events.add(new CampaignCompleted(
                        campaignId,
                        ++sequence,
                        now(),
                        all.planned,
                        all.succeeded,
                        all.reached,
                        all.failed,
                        all.leftOut,
                        all.skipped,
                        all.cancelled));
            }
            case ABORTED ->
                events.add(new CampaignAborted(campaignId, ++sequence, now(), "ann", "The version is broken."));
            case HALTED -> {}
        }
    }

    private Instant now() {
        return CampaignScenario.BEGIN.plusSeconds(++seconds);
    }

    /** Ends of a wave's orgs, as the planner would count them. */
    private static final class Ends {
        private long planned;
        private long succeeded;
        private long reached;
        private long failed;
        private long leftOut;
        private long skipped;
        private long cancelled;

        private void add(Ends other) {
            planned += other.planned;
            succeeded += other.succeeded;
            reached += other.reached;
            failed += other.failed;
            leftOut += other.leftOut;
            skipped += other.skipped;
            cancelled += other.cancelled;
        }
    }
}
