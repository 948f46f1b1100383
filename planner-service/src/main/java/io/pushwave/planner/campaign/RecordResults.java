package io.pushwave.planner.campaign;

import io.pushwave.contracts.PushResult;
import io.pushwave.messaging.Received;
import io.pushwave.planner.AfterCommit;
import io.pushwave.planner.PlannerMetrics;
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

/**
 * Folds push results into the orgs of their campaigns: two statements for a batch, however many results and campaigns it has.
 * Results that are older than what is known, or of campaigns that are not, change nothing.
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
        var terminal = batch.stream()
                .map(Received::message)
                .filter(PushResult::terminal)
                .toList();
        var ids = terminal.stream()
                .map(result -> result.subject().campaignId())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        var locked = campaigns.lockAll(ids);
        var now = clock.instant();
        var results = new LinkedHashMap<Attempt, OrgResult>();
        for (var result : terminal) {
            var subject = result.subject();
            var campaign = locked.get(subject.campaignId());
            if (campaign == null) {
                continue;
            }
            OrgOutcome.of(result, campaign.strategy().retries(), campaign.state() instanceof Aborted, now)
                    .ifPresent(outcome -> results.putIfAbsent(
                            new Attempt(subject.campaignId(), subject.orgKey().value(), subject.attempt()),
                            new OrgResult(campaign.id(), subject.orgKey(), subject.attempt(), outcome)));
        }
        var folded = orgPushes.fold(results.values());
        afterCommit.run(() -> folded.forEach(count -> metrics.resultsFolded(count.state(), count.orgs())));
    }
}
