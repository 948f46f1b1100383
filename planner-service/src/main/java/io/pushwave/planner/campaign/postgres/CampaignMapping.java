package io.pushwave.planner.campaign.postgres;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignIdentity;
import io.pushwave.planner.campaign.CampaignState;
import io.pushwave.planner.campaign.CampaignState.Aborted;
import io.pushwave.planner.campaign.CampaignState.Baking;
import io.pushwave.planner.campaign.CampaignState.Completed;
import io.pushwave.planner.campaign.CampaignState.Halted;
import io.pushwave.planner.campaign.CampaignState.Opening;
import io.pushwave.planner.campaign.CampaignState.Preparing;
import io.pushwave.planner.campaign.CampaignState.Pushing;
import io.pushwave.planner.campaign.CampaignState.Running;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.Target;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.strategy.Strategy;
import java.util.Objects;
import java.util.Optional;

/** The only place that knows both a campaign's columns and its values. */
final class CampaignMapping {
    private CampaignMapping() {}

    /** The phases of {@link Running} as they are stored. */
    private enum Phase {
        OPENING,
        PUSHING,
        BAKING
    }

    /** @param strategy the version that the campaign names */
    static Campaign toDomain(CampaignEntity entity, Strategy strategy) {
        var identity = new CampaignIdentity(
                new CampaignId(entity.id),
                target(entity),
                strategy,
                new CampaignIdentity.Request(
                        entity.releaseId, Optional.ofNullable(entity.requestedBy), Optional.ofNullable(entity.reason)),
                Optional.ofNullable(entity.traceParent));
        return new Campaign(identity, state(entity), entity.controlEpoch, entity.eventSequence);
    }

    static void writeIdentity(CampaignIdentity identity, CampaignEntity entity) {
        var target = identity.target();
        var strategy = identity.strategy();
        var request = identity.request();
        entity.id = identity.id().value();
        entity.releaseId = request.releaseId();
        entity.requestedBy = request.requestedBy().orElse(null);
        entity.reason = request.reason().orElse(null);
        entity.packageKey = target.packageId().key();
        entity.packageId = target.packageId().value();
        entity.packageName = target.packageName();
        entity.packageVersionId = target.versionId().value();
        entity.versionName = target.versionName();
        entity.majorVersion = target.versionNumber().major();
        entity.minorVersion = target.versionNumber().minor();
        entity.patchVersion = target.versionNumber().patch();
        entity.buildNumber = target.versionNumber().build();
        entity.strategyName = strategy.name();
        entity.strategyVersion = strategy.version();
        entity.traceParent = identity.traceParent().orElse(null);
    }

    static void writeProgress(Campaign campaign, CampaignEntity entity) {
        entity.controlEpoch = campaign.controlEpoch();
        entity.eventSequence = campaign.sequence();
        writeState(campaign.state(), entity);
    }

    private static void writeState(CampaignState state, CampaignEntity entity) {
        entity.state = state.name().name();
        switch (state) {
            case Running running -> writePhase(running, entity);
            case Halted halted -> writePhase(halted.interrupted(), entity);
            case Preparing _, Aborted _, Completed _ -> {
                entity.phase = null;
                entity.wave = null;
                entity.bakedAt = null;
            }
        }
    }

    private static void writePhase(Running running, CampaignEntity entity) {
        entity.wave = running.wave();
        entity.bakedAt = null;
        switch (running) {
            case Opening _ -> entity.phase = Phase.OPENING.name();
            case Pushing _ -> entity.phase = Phase.PUSHING.name();
            case Baking baking -> {
                entity.phase = Phase.BAKING.name();
                entity.bakedAt = baking.until();
            }
        }
    }

    static Target target(CampaignEntity entity) {
        return new Target(
                new PackageId(entity.packageId),
                entity.packageName,
                new PackageVersionId(entity.packageVersionId),
                entity.versionName,
                new VersionNumber(entity.majorVersion, entity.minorVersion, entity.patchVersion, entity.buildNumber));
    }

    private static CampaignState state(CampaignEntity entity) {
        return switch (CampaignState.Name.valueOf(entity.state)) {
            case PREPARING -> new Preparing();
            case RUNNING -> phase(entity);
            case HALTED -> new Halted(phase(entity));
            case ABORTED -> new Aborted();
            case COMPLETED -> new Completed();
        };
    }

    private static Running phase(CampaignEntity entity) {
        int wave = Objects.requireNonNull(entity.wave);
        return switch (Phase.valueOf(Objects.requireNonNull(entity.phase))) {
            case OPENING -> new Opening(wave);
            case PUSHING -> new Pushing(wave);
            case BAKING -> new Baking(wave, Objects.requireNonNull(entity.bakedAt));
        };
    }
}
