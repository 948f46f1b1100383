package io.pushwave.status.campaign.postgres;

import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.status.campaign.CampaignView;
import io.pushwave.status.campaign.CampaignView.Brake;
import io.pushwave.status.campaign.CampaignView.Completed;
import io.pushwave.status.campaign.CampaignView.Description;
import io.pushwave.status.campaign.CampaignView.Plan;
import io.pushwave.status.campaign.CampaignView.Span;
import io.pushwave.status.campaign.Sequences;
import io.pushwave.status.campaign.WaveView;
import io.pushwave.status.campaign.WaveView.GateDecision;
import io.pushwave.status.campaign.WaveView.Planned;
import java.util.Optional;
import java.util.TreeMap;

/** Between a campaign's row and its view, both ways. */
final class CampaignMapping {
    private CampaignMapping() {}

    static CampaignView toView(CampaignEntity row) {
        var waves = new TreeMap<Integer, WaveView>();
        row.waves.forEach((number, wave) -> waves.put(number, toView(number, wave)));
        return new CampaignView(
                row.campaignId,
                Optional.ofNullable(row.createdAt)
                        .map(createdAt -> new Description(
                                row.packageId,
                                row.packageName,
                                row.packageVersionId,
                                row.versionName,
                                row.versionNumber,
                                row.strategy,
                                Optional.ofNullable(row.requestedBy),
                                Optional.ofNullable(row.reason),
                                createdAt)),
                Optional.ofNullable(row.planRevision)
                        .map(revision -> new Plan(
                                revision,
                                row.planHash,
                                row.planSequence,
                                row.planned,
                                row.excluded,
                                row.attemptsMaximum)),
                Optional.ofNullable(row.brakeSequence)
                        .map(sequence -> new Brake(sequence, Brake.Position.valueOf(row.brakePosition), row.brakeAt)),
                row.resumedSequence,
                waves,
                Sequences.parse(row.sequences),
                Optional.ofNullable(row.beganAt).map(began -> new Span(began, row.newestAt)),
                Optional.ofNullable(row.completedPlanned)
                        .map(planned -> new Completed(
                                planned,
                                row.completedSucceeded,
                                row.completedReached,
                                row.completedFailed,
                                row.completedLeftOut,
                                row.completedSkipped,
                                row.completedCancelled)));
    }

    private static WaveView toView(int number, WaveEmbeddable row) {
        return new WaveView(
                number,
                Optional.ofNullable(row.name)
                        .map(name -> new Planned(name, WaveKind.valueOf(row.kind), row.planned, row.toleratedFailures)),
                Optional.ofNullable(row.openedAt),
                Optional.ofNullable(row.gateSequence)
                        .map(sequence -> new GateDecision(
                                sequence,
                                row.gateAt,
                                Gate.valueOf(row.gate),
                                new GateNumbers(
                                        row.gatePlanned,
                                        row.gateSucceeded,
                                        row.gateReached,
                                        row.gateFailed,
                                        row.gateLeftOut,
                                        row.gateSkipped,
                                        row.gateCancelled,
                                        row.gateToleratedFailures),
                                row.gateReason)));
    }

    /**
     * Writes a view over the row that it was read from. What is known of a campaign only grows, so nothing is set to null, but for
     * waves that the plan had and has no more.
     */
    static void write(CampaignView view, CampaignEntity row) {
        view.description().ifPresent(description -> {
            row.packageId = description.packageId();
            row.packageName = description.packageName();
            row.packageVersionId = description.packageVersionId();
            row.versionName = description.versionName();
            row.versionNumber = description.versionNumber();
            row.strategy = description.strategy();
            description.requestedBy().ifPresent(by -> row.requestedBy = by);
            description.reason().ifPresent(reason -> row.reason = reason);
            row.createdAt = description.createdAt();
        });
        view.plan().ifPresent(plan -> {
            row.planRevision = plan.revision();
            row.planHash = plan.hash();
            row.planSequence = plan.sequence();
            row.planned = plan.planned();
            row.excluded = plan.excluded();
            row.attemptsMaximum = plan.attemptsMaximum();
        });
        view.brake().ifPresent(brake -> {
            row.brakeSequence = brake.sequence();
            row.brakePosition = brake.position().name();
            row.brakeAt = brake.at();
        });
        row.resumedSequence = view.resumedSequence();
        row.sequences = view.sequences().toString();
        view.time().ifPresent(time -> {
            row.beganAt = time.first();
            row.newestAt = time.last();
        });
        view.completed().ifPresent(numbers -> {
            row.completedPlanned = numbers.planned();
            row.completedSucceeded = numbers.succeeded();
            row.completedReached = numbers.reached();
            row.completedFailed = numbers.failed();
            row.completedLeftOut = numbers.leftOut();
            row.completedSkipped = numbers.skipped();
            row.completedCancelled = numbers.cancelled();
        });
        row.state = view.state().name();
        row.waves.keySet().retainAll(view.waves().keySet());
        view.waves()
                .forEach((number, wave) ->
                        write(wave, row.waves.compute(number, (_, known) -> rowOf(wave, Optional.ofNullable(known)))));
    }

    /** Where a wave is written; what a plan said that holds no more is gone from there. */
    private static WaveEmbeddable rowOf(WaveView wave, Optional<WaveEmbeddable> known) {
        return known.filter(_ -> wave.plan().isPresent()).orElseGet(WaveEmbeddable::new);
    }

    private static void write(WaveView view, WaveEmbeddable row) {
        view.plan().ifPresent(plan -> {
            row.name = plan.name();
            row.kind = plan.kind().name();
            row.planned = plan.orgs();
            row.toleratedFailures = plan.toleratedFailures();
        });
        view.openedAt().ifPresent(at -> row.openedAt = at);
        view.gate().ifPresent(gate -> {
            row.gateSequence = gate.sequence();
            row.gate = gate.gate().name();
            row.gateReason = gate.reason();
            row.gateAt = gate.at();
            row.gatePlanned = gate.numbers().planned();
            row.gateSucceeded = gate.numbers().succeeded();
            row.gateReached = gate.numbers().reached();
            row.gateFailed = gate.numbers().failed();
            row.gateLeftOut = gate.numbers().leftOut();
            row.gateSkipped = gate.numbers().skipped();
            row.gateCancelled = gate.numbers().cancelled();
            row.gateToleratedFailures = gate.numbers().toleratedFailures();
        });
    }
}
