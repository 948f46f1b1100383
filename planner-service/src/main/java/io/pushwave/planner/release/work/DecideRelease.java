package io.pushwave.planner.release.work;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignIdentity;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.campaign.work.CreateCampaign;
import io.pushwave.planner.org.Catalogue;
import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.postgres.Catalogues;
import io.pushwave.planner.release.ReleaseDecision;
import io.pushwave.planner.release.ReleaseState.Accepted;
import io.pushwave.planner.release.ReleaseState.Checking;
import io.pushwave.planner.release.postgres.Releases;
import io.pushwave.planner.release.postgres.StoredRelease;
import io.pushwave.planner.strategy.choice.VersionDistance;
import io.pushwave.planner.strategy.postgres.StoredStrategy;
import io.pushwave.planner.strategy.work.ChooseStrategy;
import io.pushwave.planner.strategy.work.ChooseStrategy.Result.Chosen;
import io.pushwave.planner.strategy.work.ChooseStrategy.Result.Unknown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about releases: at once where another campaign of the package runs, otherwise by what Salesforce says of the package's
 * versions, and finally by whether anybody is left to push to. Subscribers are asked for only when a campaign begins.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class DecideRelease {
    private final Releases releases;
    private final Catalogues catalogues;
    private final Campaigns campaigns;
    private final CreateCampaign createCampaign;
    private final AskForVersions questions;
    private final RecordDecision decisions;
    private final ChooseStrategy chooseStrategy;

    DecideRelease(
            Releases releases,
            Catalogues catalogues,
            Campaigns campaigns,
            CreateCampaign createCampaign,
            AskForVersions questions,
            RecordDecision decisions,
            ChooseStrategy chooseStrategy) {
        this.releases = releases;
        this.catalogues = catalogues;
        this.campaigns = campaigns;
        this.createCampaign = createCampaign;
        this.questions = questions;
        this.decisions = decisions;
        this.chooseStrategy = chooseStrategy;
    }

    /**
     * A new release: rejects it if its strategy does not exist or a campaign of its package runs, otherwise asks for the package's
     * versions.
     */
    void begin(String releaseId) {
        var release = releases.lock(releaseId).orElseThrow();
        decisions.received(release);
        if (release.strategy().isPresent() && choice(release, Optional.empty()) instanceof Unknown(String name)) {
            reject(release, ReleaseDecision.unknownStrategy(name));
            return;
        }
        campaigns
                .unfinishedOf(release.packageId())
                .ifPresentOrElse(
                        unfinished -> rejectBeside(release, unfinished), () -> questions.ask(List.of(release)));
    }

    /** The package's catalogue is stored: decides the releases that wait for it. */
    public void catalogued(String requestId, PackageId packageId) {
        if (!questions.answered(packageId, requestId)) {
            // Its releases have timed out, or a campaign asked.
            return;
        }
        var waiting = releases.lockChecking(packageId, Optional.of(requestId));
        var catalogue = catalogues.of(packageId);
        var unfinished = campaigns.unfinishedOf(packageId);
        for (var release : waiting) {
            unfinished = decide(release, catalogue, unfinished);
        }
        next(packageId, unfinished);
    }

    /** Salesforce does not know the package. */
    public void unknown(String requestId, PackageId packageId) {
        if (!questions.answered(packageId, requestId)) {
            return;
        }
        for (var release : releases.lockChecking(packageId, Optional.of(requestId))) {
            decisions.reject(release, new Checking().rejected(ReleaseDecision.unknownPackage(release.packageId())));
        }
        next(packageId, Optional.empty());
    }

    /** Those that came while a question was out: they are part of the next one, or have nothing to ask for any more. */
    private void next(PackageId packageId, Optional<CampaignId> unfinished) {
        var waiting = releases.lockChecking(packageId, Optional.empty());
        if (unfinished.isPresent()) {
            for (var release : waiting) {
                rejectBeside(release, unfinished.get());
            }
        } else if (!waiting.isEmpty()) {
            questions.ask(waiting);
        }
    }

    /** The package's campaign that runs afterwards, if it is known. */
    private Optional<CampaignId> decide(StoredRelease release, Catalogue catalogue, Optional<CampaignId> unfinished) {
        return switch (ReleaseDecision.decide(release.packageId(), release.packageVersionId(), catalogue, unfinished)) {
            case ReleaseDecision.Accepted accepted -> begin(release, accepted.target(), catalogue);
            case ReleaseDecision.Rejected refusal -> {
                reject(release, refusal);
                yield unfinished;
            }
        };
    }

    /** Empty if it does not begin, because there is no such strategy. */
    private Optional<CampaignId> begin(StoredRelease release, CatalogueVersion target, Catalogue catalogue) {
        return switch (choice(release, VersionDistance.of(target.number(), catalogue.versions()))) {
            case Chosen(StoredStrategy chosen) -> {
                var request = new CampaignIdentity.Request(release.id(), release.requestedBy(), release.reason());
                var campaign = createCampaign.create(
                        request, release.packageId(), target, chosen.strategy(), release.traceParent());
                decisions.accept(release, new Checking().accepted(campaign));
                yield Optional.of(campaign);
            }
            case Unknown(String name) -> {
                reject(release, ReleaseDecision.unknownStrategy(name));
                yield Optional.empty();
            }
        };
    }

    private ChooseStrategy.Result choice(StoredRelease release, Optional<VersionDistance> distance) {
        return chooseStrategy.choose(release.strategy(), release.urgency(), distance);
    }

    private void reject(StoredRelease release, ReleaseDecision.Rejected refusal) {
        decisions.reject(release, new Checking().rejected(refusal));
    }

    /** The campaign's subscribers were counted, and there is somebody to push to. */
    public void counted(CampaignId campaign) {
        decisions.settle(campaign);
    }

    /**
     * The campaign's subscribers were counted, and nobody is left: rejects its release.
     *
     * @return why, in a sentence with the counts
     */
    public String nobodyLeft(Campaign campaign, Map<ExclusionReason, Long> excluded) {
        var refusal = ReleaseDecision.nobodyLeft(campaign.target(), excluded);
        releases.lockOfCampaign(campaign.id()).ifPresent(release -> {
            if (release.state() instanceof Accepted accepted) {
                decisions.reject(release, accepted.rejected(refusal));
            }
        });
        return refusal.detail();
    }

    /** Rejects releases that nobody has answered for since {@code before}; a late answer changes nothing. */
    @Transactional(TxType.REQUIRES_NEW)
    public void timeOut(Instant before, Duration timeout, int limit) {
        var unanswered = questions.giveUp(before, limit);
        for (var release : releases.lockOverdue(before, limit)) {
            decisions.reject(release, new Checking().rejected(ReleaseDecision.noAnswer(release.packageId(), timeout)));
        }
        for (var packageId : unanswered) {
            next(packageId, campaigns.unfinishedOf(packageId));
        }
    }

    private void rejectBeside(StoredRelease release, CampaignId unfinished) {
        decisions.reject(
                release, new Checking().rejected(ReleaseDecision.campaignActive(release.packageId(), unfinished)));
    }
}
