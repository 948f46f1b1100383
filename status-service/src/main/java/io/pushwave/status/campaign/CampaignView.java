package io.pushwave.status.campaign;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.status.org.CampaignRules;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What is known of a campaign as a whole. Events carry a sequence, and of two events about the same thing the higher
 * sequence holds, of two plans the higher revision; so they may come in any order and any number of times.
 *
 * @param plan the plan that holds; empty until one was seen
 * @param brake the newest of halted, resumed, aborted, completed
 * @param resumedSequence sequence of the newest resumption, 0 if there was none: a gate that halted before it no longer holds
 * @param waves by number
 * @param sequences of the events that were seen
 * @param time from the earliest to the newest event seen; empty until one was
 * @param completed the planner's numbers at the end
 */
public record CampaignView(
        String campaignId,
        Optional<Description> description,
        Optional<Plan> plan,
        Optional<Brake> brake,
        long resumedSequence,
        SortedMap<Integer, WaveView> waves,
        Sequences sequences,
        Optional<Span> time,
        Optional<Completed> completed) {

    /** What the campaign is about and who asked for it. */
    public record Description(
            String packageId,
            String packageName,
            String packageVersionId,
            String versionName,
            String versionNumber,
            String strategy,
            Optional<String> requestedBy,
            Optional<String> reason,
            Instant createdAt) {}

    /**
     * A plan and its numbers.
     *
     * @param revision counts from 1
     * @param hash SHA-256 over the plan and what it was made by
     * @param sequence of the event that told it
     * @param attemptsMaximum most attempts that an org may have
     */
    public record Plan(int revision, String hash, long sequence, long planned, long excluded, int attemptsMaximum) {
        private static final Comparator<Plan> ORDER =
                Comparator.comparingInt(Plan::revision).thenComparingLong(Plan::sequence);

        private static Plan of(CampaignPlanned planned) {
            return new Plan(
                    planned.planRevision(),
                    planned.planHash(),
                    planned.sequence(),
                    planned.planned(),
                    planned.excluded(),
                    planned.attemptsMaximum());
        }

        private boolean leads(Plan other) {
            return ORDER.compare(this, other) > 0;
        }
    }

    /** From the earliest to the newest of what was seen; microseconds, as the database keeps it. */
    public record Span(Instant first, Instant last) {
        public Span {
            first = first.truncatedTo(ChronoUnit.MICROS);
            last = last.truncatedTo(ChronoUnit.MICROS);
        }

        private Span with(Instant at) {
            return new Span(at.isBefore(first) ? at : first, at.isAfter(last) ? at : last);
        }
    }

    /** The planner's numbers when the campaign completed. */
    public record Completed(
            long planned, long succeeded, long reached, long failed, long leftOut, long skipped, long cancelled) {}

    /** Whether the campaign goes on, by the newest event that says so. */
    public record Brake(long sequence, Position position, Instant at) {
        /** What the event can say. */
        public enum Position {
            HALTED,
            RESUMED,
            ABORTED,
            COMPLETED
        }
    }

    public CampaignView {
        waves = Collections.unmodifiableSortedMap(new TreeMap<>(waves));
    }

    /** Nothing is known yet. */
    public static CampaignView unknown(String campaignId) {
        return new CampaignView(
                campaignId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                new TreeMap<>(),
                Sequences.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The view with one more event.
     *
     * @throws IllegalArgumentException if the event is another campaign's
     */
    public CampaignView with(CampaignEvent event) {
        if (!campaignId.equals(event.campaignId())) {
            throw new IllegalArgumentException(
                    "an event of campaign " + event.campaignId() + " cannot be folded into campaign " + campaignId);
        }
        var seen = seen(event);
        return switch (event) {
            case CampaignCreated created -> seen.described(describe(created));
            case CampaignPlanned planned -> seen.planned(planned);
            case WaveOpened opened -> seen.wave(opened.wave(), wave -> wave.opened(opened));
            case GateDecided decided -> seen.wave(decided.wave(), wave -> wave.decided(decided));
            case CampaignHalted halted -> seen.braked(halted, Brake.Position.HALTED);
            case CampaignResumed resumed -> seen.resumed(resumed.sequence()).braked(resumed, Brake.Position.RESUMED);
            case CampaignAborted aborted -> seen.braked(aborted, Brake.Position.ABORTED);
            case CampaignCompleted end -> seen.completed(end).braked(end, Brake.Position.COMPLETED);
        };
    }

    /** Where the campaign stands, by what was seen so far. */
    public CampaignState state() {
        var going = plan.isPresent() ? CampaignState.RUNNING : CampaignState.PREPARING;
        return brake.map(newest -> switch (newest.position()) {
                    case HALTED -> CampaignState.HALTED;
                    case RESUMED -> going;
                    case ABORTED -> CampaignState.ABORTED;
                    case COMPLETED -> CampaignState.COMPLETED;
                })
                .orElse(going);
    }

    /** When the campaign was aborted or completed. */
    public Optional<Instant> endedAt() {
        return brake.filter(newest -> switch (newest.position()) {
                    case ABORTED, COMPLETED -> true;
                    case HALTED, RESUMED -> false;
                })
                .map(Brake::at);
    }

    /** What decides the states in which the campaign's orgs are shown. */
    public CampaignRules rules() {
        return new CampaignRules(attemptsMaximum(), state() == CampaignState.ABORTED);
    }

    /** The most attempts that an org may have; empty until a plan was seen. */
    public OptionalInt attemptsMaximum() {
        return plan.map(known -> OptionalInt.of(known.attemptsMaximum())).orElse(OptionalInt.empty());
    }

    /** What the plan that holds says of a wave. */
    public Optional<WaveView.Planned> plannedWave(int number) {
        return Optional.ofNullable(waves.get(number)).flatMap(WaveView::plan);
    }

    /** One property of the description. */
    <T> Optional<T> described(Function<Description, T> property) {
        return description.map(property);
    }

    private static Description describe(CampaignCreated created) {
        return new Description(
                created.packageId(),
                created.packageName(),
                created.packageVersionId(),
                created.versionName(),
                created.versionNumber(),
                created.strategy(),
                created.requestedBy(),
                created.reason(),
                created.at());
    }

    private CampaignView seen(CampaignEvent event) {
        var span = time.map(known -> known.with(event.at())).orElse(new Span(event.at(), event.at()));
        return new CampaignView(
                campaignId,
                description,
                plan,
                brake,
                resumedSequence,
                waves,
                sequences.with(event.sequence()),
                Optional.of(span),
                completed);
    }

    private CampaignView described(Description seen) {
        return new CampaignView(
                campaignId, Optional.of(seen), plan, brake, resumedSequence, waves, sequences, time, completed);
    }

    /** What another plan said of the waves holds no more, and a wave of which nothing else is known there never was. */
    private CampaignView planned(CampaignPlanned planned) {
        var seen = Plan.of(planned);
        if (plan.isPresent() && !seen.leads(plan.get())) {
            return this;
        }
        var changed = new TreeMap<Integer, WaveView>();
        waves.values().stream()
                .map(WaveView::unplanned)
                .filter(WaveView::isKnown)
                .forEach(wave -> changed.put(wave.number(), wave));
        for (PlannedWave wave : planned.waves()) {
            changed.put(
                    wave.number(),
                    changed.getOrDefault(wave.number(), WaveView.unknown(wave.number()))
                            .planned(wave));
        }
        return new CampaignView(
                campaignId,
                description,
                Optional.of(seen),
                brake,
                resumedSequence,
                changed,
                sequences,
                time,
                completed);
    }

    private CampaignView resumed(long sequence) {
        return new CampaignView(
                campaignId,
                description,
                plan,
                brake,
                Math.max(resumedSequence, sequence),
                waves,
                sequences,
                time,
                completed);
    }

    private CampaignView completed(CampaignCompleted end) {
        var numbers = new Completed(
                end.planned(),
                end.succeeded(),
                end.reached(),
                end.failed(),
                end.leftOut(),
                end.skipped(),
                end.cancelled());
        return new CampaignView(
                campaignId, description, plan, brake, resumedSequence, waves, sequences, time, Optional.of(numbers));
    }

    private CampaignView braked(CampaignEvent event, Brake.Position position) {
        if (brake.isPresent() && brake.get().sequence() >= event.sequence()) {
            return this;
        }
        var newest = Optional.of(new Brake(event.sequence(), position, event.at()));
        return new CampaignView(
                campaignId, description, plan, newest, resumedSequence, waves, sequences, time, completed);
    }

    private CampaignView wave(int number, UnaryOperator<WaveView> change) {
        Map<Integer, WaveView> changed = new TreeMap<>(waves);
        changed.put(number, change.apply(waves.getOrDefault(number, WaveView.unknown(number))));
        return new CampaignView(
                campaignId,
                description,
                plan,
                brake,
                resumedSequence,
                new TreeMap<>(changed),
                sequences,
                time,
                completed);
    }
}
