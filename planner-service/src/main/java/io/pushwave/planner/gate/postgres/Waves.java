package io.pushwave.planner.gate.postgres;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.gate.Gate;
import io.pushwave.planner.gate.Wave;
import io.pushwave.planner.gate.WaveCounts;
import io.pushwave.planner.gate.WaveView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The waves of campaigns. */
@ApplicationScoped
public class Waves {
    private final WaveEntities entities;

    Waves(WaveEntities entities) {
        this.entities = entities;
    }

    /** Creates a campaign's waves with their quotas; nobody has a place in them yet. */
    public void create(CampaignId campaign, Collection<Wave> waves) {
        for (var wave : waves) {
            var entity = new WaveEntity();
            entity.campaignId = campaign.value();
            entity.number = wave.number();
            entity.name = wave.name();
            entity.kind = wave.kind();
            entity.planned = wave.counts().planned();
            entity.tolerated = wave.tolerated();
            entities.persist(entity);
        }
        // Set statements follow in the same transaction; they have to see the rows.
        entities.flush();
    }

    /** Forgets the waves of a plan that is to be made anew. */
    public void remove(CampaignId campaign) {
        entities.delete("campaignId = ?1", campaign.value());
    }

    /** A campaign's waves, first wave first; empty before planning has begun. */
    public List<Wave> of(CampaignId campaign) {
        return entities.list("campaignId = ?1 order by number", campaign.value()).stream()
                .map(entity -> new Wave(entity.number, entity.name, entity.kind, counts(entity), entity.tolerated))
                .toList();
    }

    public void open(CampaignId campaign, int wave, Instant at) {
        entity(campaign, wave).openedAt = at;
    }

    /** When the wave was opened; an error if it was not. */
    public Instant openedAt(CampaignId campaign, int wave) {
        var openedAt = entity(campaign, wave).openedAt;
        if (openedAt == null) {
            throw new IllegalStateException("wave " + wave + " of campaign " + campaign + " is not open");
        }
        return openedAt;
    }

    /** Stores what a gate decided; a later decision about the same wave replaces it. */
    public void decideGate(CampaignId campaign, int wave, Gate gate, String reason, Instant at) {
        var entity = entity(campaign, wave);
        entity.gate = gate;
        entity.gateReason = reason;
        entity.decidedAt = at;
    }

    /** Accepts the failures of a wave so far: from now on so many are tolerated, and the gate has not decided. */
    public void tolerate(CampaignId campaign, int wave, long tolerated) {
        var entity = entity(campaign, wave);
        entity.tolerated = tolerated;
        entity.gate = null;
        entity.gateReason = null;
        entity.decidedAt = null;
    }

    /** What people see of the waves of some campaigns, by campaign id; at most one page of campaigns may be asked for. */
    public Map<String, List<WaveView>> views(Collection<String> campaigns) {
        return entities.list("campaignId in ?1 order by campaignId, number", campaigns).stream()
                .collect(Collectors.groupingBy(
                        entity -> entity.campaignId, Collectors.mapping(Waves::view, Collectors.toList())));
    }

    private WaveEntity entity(CampaignId campaign, int wave) {
        return Objects.requireNonNull(
                entities.findById(new WaveEntity.Key(campaign.value(), wave)),
                () -> "campaign " + campaign + " has no wave " + wave);
    }

    private static WaveView view(WaveEntity entity) {
        return new WaveView(
                entity.number,
                entity.name,
                entity.kind,
                counts(entity),
                entity.tolerated,
                Optional.ofNullable(entity.openedAt),
                Optional.ofNullable(entity.gate),
                Optional.ofNullable(entity.gateReason),
                Optional.ofNullable(entity.decidedAt));
    }

    private static WaveCounts counts(WaveEntity entity) {
        return new WaveCounts(
                entity.planned,
                entity.waiting,
                entity.commanded,
                entity.retrying,
                entity.succeeded,
                entity.reached,
                entity.failed,
                entity.leftOut,
                entity.skipped,
                entity.cancelled);
    }
}
