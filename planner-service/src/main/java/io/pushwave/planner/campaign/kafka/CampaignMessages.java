package io.pushwave.planner.campaign.kafka;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.contracts.Message;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignEvent;
import io.pushwave.planner.campaign.CampaignEvent.Control;
import io.pushwave.planner.campaign.CampaignLife.Outcome;
import io.pushwave.planner.gate.Gate;
import io.pushwave.planner.gate.Wave;
import io.pushwave.planner.gate.WaveCounts;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** The messages about a campaign: what happened, in the terms of the contracts that the services share. */
public final class CampaignMessages {
    private CampaignMessages() {}

    /** The messages about a change, in the order in which they are sent. */
    public static List<Message> of(Outcome.Changed change) {
        return change.events().stream()
                .map(event -> message(change.campaign(), event, change.at()))
                .toList();
    }

    private static Message message(Campaign campaign, CampaignEvent event, Instant at) {
        var id = campaign.id().value();
        return switch (event) {
            case CampaignEvent.Created created -> created(campaign, created, at);
            case CampaignEvent.Planned planned -> planned(campaign, planned, at);
            case CampaignEvent.WaveOpened opened -> new WaveOpened(id, opened.sequence(), at, opened.wave());
            case CampaignEvent.GateDecided decided ->
                new GateDecided(
                        id,
                        decided.sequence(),
                        at,
                        decided.wave().number(),
                        gate(decided.gate()),
                        numbers(decided.wave()),
                        decided.reason());
            case CampaignEvent.Halted halted ->
                new CampaignHalted(id, halted.sequence(), at, halted.by(), halted.reason());
            case CampaignEvent.Resumed resumed ->
                new CampaignResumed(id, resumed.sequence(), at, resumed.by(), resumed.reason());
            case CampaignEvent.Aborted aborted ->
                new CampaignAborted(id, aborted.sequence(), at, aborted.by(), aborted.reason());
            case CampaignEvent.Completed completed -> completed(id, completed, at);
            case CampaignEvent.ControlChanged changed ->
                new CampaignControlled(id, changed.epoch(), state(changed.control()), changed.reason(), at);
        };
    }

    private static CampaignCreated created(Campaign campaign, CampaignEvent.Created event, Instant at) {
        var target = campaign.target();
        var request = campaign.identity().request();
        return new CampaignCreated(
                campaign.id().value(),
                event.sequence(),
                at,
                target.packageId().value(),
                target.packageName(),
                target.versionId().value(),
                target.versionName(),
                target.versionNumber().toString(),
                campaign.strategy().name(),
                request.requestedBy(),
                request.reason());
    }

    private static CampaignPlanned planned(Campaign campaign, CampaignEvent.Planned event, Instant at) {
        var waves = event.waves().stream()
                .map(wave -> new PlannedWave(
                        wave.number(), wave.name(), wave.kind(), wave.counts().planned(), wave.tolerated()))
                .toList();
        return new CampaignPlanned(
                campaign.id().value(),
                event.sequence(),
                at,
                event.plan().number(),
                event.plan().hash().value(),
                waves,
                sum(event.waves(), WaveCounts::planned),
                event.excluded().values().stream().mapToLong(Long::longValue).sum(),
                campaign.strategy().document().retries().attemptsMaximum(),
                event.excluded());
    }

    private static CampaignCompleted completed(String id, CampaignEvent.Completed event, Instant at) {
        var waves = event.waves();
        return new CampaignCompleted(
                id,
                event.sequence(),
                at,
                sum(waves, WaveCounts::planned),
                sum(waves, WaveCounts::succeeded),
                sum(waves, WaveCounts::reached),
                sum(waves, WaveCounts::failed),
                sum(waves, WaveCounts::leftOut),
                sum(waves, WaveCounts::skipped),
                sum(waves, WaveCounts::cancelled));
    }

    private static long sum(List<Wave> waves, ToLongFunction<WaveCounts> count) {
        return waves.stream().map(Wave::counts).mapToLong(count).sum();
    }

    private static GateNumbers numbers(Wave wave) {
        var counts = wave.counts();
        return new GateNumbers(
                counts.planned(),
                counts.succeeded(),
                counts.reached(),
                counts.failed(),
                counts.leftOut(),
                counts.skipped(),
                counts.cancelled(),
                wave.tolerated());
    }

    private static io.pushwave.contracts.CampaignEvent.Gate gate(Gate gate) {
        return switch (gate) {
            case PASSED -> io.pushwave.contracts.CampaignEvent.Gate.PASSED;
            case HALTED -> io.pushwave.contracts.CampaignEvent.Gate.HALTED;
        };
    }

    private static CampaignControl.State state(Control control) {
        return switch (control) {
            case RUNNING -> CampaignControl.State.RUNNING;
            case HALTED -> CampaignControl.State.HALTED;
            case ABORTED -> CampaignControl.State.ABORTED;
            case ENDED -> CampaignControl.State.ENDED;
        };
    }
}
