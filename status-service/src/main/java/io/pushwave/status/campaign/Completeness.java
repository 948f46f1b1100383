package io.pushwave.status.campaign;

import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.Topic;
import io.pushwave.status.campaign.CampaignView.Brake;
import io.pushwave.status.campaign.CampaignView.Completed;
import io.pushwave.status.campaign.Missing.What;
import io.pushwave.status.campaign.WaveView.GateDecision;
import io.pushwave.status.org.Bucket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the view knows all that it should know of a campaign, judged by what it knows: the plan's numbers, the events'
 * sequences, the numbers that gates and the end went by. Where something is missing, no number is an end.
 */
final class Completeness {
    private static final Set<String> OF_CAMPAIGNS =
            Set.of(Topic.CAMPAIGN_PLAN.topicName(), Topic.CAMPAIGN_EVENTS.topicName(), Topic.PUSH_RESULTS.topicName());

    private final CampaignView campaign;
    private final Map<Bucket, Long> counters;
    private final LogProgress log;
    private final Instant saidUntil;
    private final List<Missing> missing = new ArrayList<>();

    private Completeness(CampaignView campaign, Map<Bucket, Long> counters, LogProgress log) {
        this.campaign = campaign;
        this.counters = counters;
        this.log = log;
        this.saidUntil = campaign.time().map(CampaignView.Span::last).orElse(Instant.EPOCH);
    }

    /** What is missing; empty if the view is complete, as far as can be known. */
    static List<Missing> of(CampaignView campaign, Map<Bucket, Long> counters, LogProgress log) {
        var judged = new Completeness(campaign, counters, log);
        judged.events();
        judged.planEntries();
        judged.ends();
        campaign.waves().values().forEach(wave -> wave.gate().ifPresent(gate -> judged.gate(wave, gate)));
        judged.gaps();
        return List.copyOf(judged.missing);
    }

    private void events() {
        var gaps = campaign.sequences().missing();
        long count = gaps.stream().mapToLong(Sequences.Range::size).sum();
        add(
                What.EVENTS,
                count,
                campaign.sequences().newest(),
                log.events(),
                "Events " + gaps.stream().map(Sequences.Range::toString).collect(Collectors.joining(", "))
                        + " of the campaign are missing");
    }

    private void planEntries() {
        campaign.plan().ifPresent(plan -> {
            long excluded = Math.max(0, plan.excluded() - entries(Bucket.NO_WAVE));
            long planned = campaign.waves().values().stream()
                    .mapToLong(wave -> Math.max(0, wave.planned() - entries(wave.number())))
                    .sum();
            long expected = plan.planned() + plan.excluded();
            add(
                    What.PLAN_ENTRIES,
                    excluded + planned,
                    expected,
                    log.plan(),
                    (excluded + planned) + " of " + expected + " plan entries are missing");
        });
    }

    private long entries(int wave) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().wave() == wave)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** A campaign completes when each org has its end, so an org without one contradicts it, and so do other numbers. */
    private void ends() {
        if (campaign.brake()
                .map(Brake::position)
                .filter(Brake.Position.COMPLETED::equals)
                .isEmpty()) {
            return;
        }
        var counts = OrgCounts.of(counters, campaign.rules());
        long open = counts.open();
        add(
                What.ENDS,
                open,
                counts.sum(),
                resultsReadUntil(),
                "The campaign completed, and the ends of " + open + " of " + counts.sum() + " orgs are missing");
        campaign.completed().ifPresent(numbers -> {
            long fewer = fewer(numbers, counters);
            add(
                    What.FINAL_NUMBERS,
                    fewer,
                    numbers.planned(),
                    resultsReadUntil(),
                    "The planner counted " + fewer + " of " + numbers.planned()
                            + " ends at the campaign's end otherwise than the view does, so results are missing");
        });
    }

    private void gate(WaveView wave, GateDecision gate) {
        var ofWave = counters.entrySet().stream()
                .filter(counter -> counter.getKey().wave() == wave.number())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        long fewer = fewer(asCompleted(gate.numbers()), ofWave);
        add(
                What.GATE_NUMBERS,
                fewer,
                gate.numbers().planned(),
                resultsReadUntil(),
                "The gate of wave " + wave.number() + " went by " + fewer + " of "
                        + gate.numbers().planned() + " ends that the view does not have, so results are missing");
    }

    private static Completed asCompleted(GateNumbers numbers) {
        return new Completed(
                numbers.planned(),
                numbers.succeeded(),
                numbers.reached(),
                numbers.failed(),
                numbers.leftOut(),
                numbers.skipped(),
                numbers.cancelled());
    }

    /**
     * How many ends the view has fewer than somebody counted before. Ends are final, so each kind may only have grown; but a
     * failure that was a timeout may have become anything since.
     */
    private long fewer(Completed counted, Map<Bucket, Long> now) {
        var counts = OrgCounts.of(now, campaign.rules());
        long corrected = now.entrySet().stream()
                .filter(counter -> counter.getKey().step().isCorrection())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return fewer(counted.succeeded(), counts.succeeded())
                + fewer(counted.reached(), counts.reached())
                + fewer(counted.failed(), counts.failed() + corrected)
                + fewer(counted.leftOut(), counts.leftOut())
                + fewer(counted.skipped(), counts.skipped())
                + fewer(counted.cancelled(), counts.cancelled());
    }

    private static long fewer(long counted, long now) {
        return Math.max(0, counted - now);
    }

    /** Gaps say what is missing, but not of which campaign: they explain what is missing otherwise, and are nothing alone. */
    private void gaps() {
        if (missing.isEmpty()) {
            return;
        }
        for (var gap : log.gaps()) {
            if (!OF_CAMPAIGNS.contains(gap.topic())) {
                continue;
            }
            long records = gap.records().orElse(0);
            missing.add(
                    new Missing(What.LOG, records, records, false, "Gone from the log: " + gap.description() + "."));
        }
    }

    /** An org's results count only with its plan entry, so both topics have to be read. */
    private Optional<Instant> resultsReadUntil() {
        return log.results().flatMap(results -> log.plan().map(plan -> plan.isBefore(results) ? plan : results));
    }

    private void add(What what, long count, long expected, Optional<Instant> caughtUp, String sentence) {
        if (count > 0) {
            missing.add(Missing.of(what, count, expected, LogProgress.reading(caughtUp, saidUntil), sentence));
        }
    }
}
