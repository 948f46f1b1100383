package io.pushwave.planner.campaign;

import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.messaging.Received;
import io.pushwave.planner.AfterCommit;
import io.pushwave.planner.PlannerMetrics;
import io.pushwave.planner.domain.Campaign;
import io.pushwave.planner.domain.CampaignState.Aborted;
import io.pushwave.planner.domain.OrgOutcome;
import io.pushwave.planner.postgres.Campaigns;
import io.pushwave.planner.postgres.OrgPushes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds push results into the orgs of their campaigns: two statements for a batch, however many results and campaigns it has.
 * Results that are older than what is known, or of campaigns that are not, change nothing. A late answer to an attempt that
 * had timed out corrects the org and its wave's counts, whatever state the campaign is in; what was decided and announced with
 * the old counts stays.
 */
@ApplicationScoped
public class RecordResults {
    private final Campaigns campaigns;
    private final OrgPushes orgPushes;
    private final PlannerMetrics metrics;
    private final AfterCommit afterCommit;
    private final Clock clock;

    RecordResults(
            Campaigns campaigns, OrgPushes orgPushes, PlannerMetrics metrics, AfterCommit afterCommit, Clock clock) {
        this.campaigns = campaigns;
        this.orgPushes = orgPushes;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** A command and its attempt, as a key; every one ends in one terminal result, of which the first counts. */
    private record Attempt(String campaignId, String orgKey, int attempt) {}

    @Transactional(TxType.MANDATORY)
    public void handle(List<Received<PushResult>> batch) {
        var telling = batch.stream()
                .map(Received::message)
                .filter(result -> result.terminal() || result instanceof PushCorrected)
                .toList();
        var ids = telling.stream()
                .map(result -> result.subject().campaignId())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        var locked = campaigns.lockAll(ids);
        var now = clock.instant();
        var ends = new LinkedHashMap<Attempt, OrgResult>();
        var corrections = new LinkedHashMap<Attempt, OrgResult>();
        for (var result : telling) {
            var campaign = locked.get(result.subject().campaignId());
            if (campaign == null) {
                continue;
            }
            if (result instanceof PushCorrected corrected) {
                keepFirst(corrections, campaign, result, OrgOutcome.ofLate(corrected));
            } else {
                OrgOutcome.of(result, campaign.strategy().retries(), campaign.state() instanceof Aborted, now)
                        .ifPresent(outcome -> keepFirst(ends, campaign, result, outcome));
            }
        }
        var folded = orgPushes.fold(ends.values());
        var corrected = corrections.isEmpty() ? List.<FoldedCount>of() : orgPushes.correct(corrections.values());
        afterCommit.run(() -> {
            folded.forEach(count -> metrics.resultsFolded(count.state(), count.orgs()));
            corrected.forEach(count -> metrics.resultsCorrected(count.state(), count.orgs()));
        });
    }

    private static void keepFirst(
            Map<Attempt, OrgResult> results, Campaign campaign, PushResult result, OrgOutcome outcome) {
        var subject = result.subject();
        results.putIfAbsent(
                new Attempt(subject.campaignId(), subject.orgKey().value(), subject.attempt()),
                new OrgResult(campaign.id(), subject.orgKey(), subject.attempt(), outcome));
    }
}
