package io.pushwave.planner.dispatch.work;

import io.pushwave.messaging.AfterCommit;
import io.pushwave.planner.dispatch.FoldedCount;
import io.pushwave.planner.dispatch.LockedCampaigns;
import io.pushwave.planner.dispatch.OrgOutcome;
import io.pushwave.planner.dispatch.OrgResult;
import io.pushwave.planner.dispatch.ReportedEnd;
import io.pushwave.planner.dispatch.StrayResult;
import io.pushwave.planner.dispatch.postgres.OrgPushes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds push results into the orgs of their campaigns: two statements for a batch, however many results and campaigns it has.
 * Results that are older than what is known, or of campaigns, orgs or attempts that are not, change nothing and are counted. A
 * late answer to an attempt that had timed out corrects the org and its wave's counts, whatever state the campaign is in; what was
 * decided and announced with the old counts stays.
 */
@ApplicationScoped
public class RecordResults {
    private final LockedCampaigns campaigns;
    private final OrgPushes orgPushes;
    private final DispatchMetrics metrics;
    private final AfterCommit afterCommit;
    private final Clock clock;

    RecordResults(
            LockedCampaigns campaigns,
            OrgPushes orgPushes,
            DispatchMetrics metrics,
            AfterCommit afterCommit,
            Clock clock) {
        this.campaigns = campaigns;
        this.orgPushes = orgPushes;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** A command and its attempt, as a key; every one ends in one terminal result, of which the first counts. */
    private record Attempt(String campaignId, String orgKey, int attempt) {}

    /** Folds the ends of attempts in, in the order in which they were reported. */
    @Transactional(TxType.MANDATORY)
    public void handle(List<ReportedEnd> reported) {
        var ids = reported.stream().map(ReportedEnd::campaignId).distinct().toList();
        if (ids.isEmpty()) {
            return;
        }
        var locked = campaigns.lockTerms(ids);
        var now = clock.instant();
        var ends = new LinkedHashMap<Attempt, OrgResult>();
        var corrections = new LinkedHashMap<Attempt, OrgResult>();
        var strays = new EnumMap<StrayResult, Long>(StrayResult.class);
        for (var each : reported) {
            var campaign = locked.get(each.campaignId());
            if (campaign == null) {
                strays.merge(StrayResult.UNKNOWN_CAMPAIGN, 1L, Long::sum);
            } else if (each.late()) {
                if (!isFirst(corrections, campaign, each, OrgOutcome.ofLate(each.end()))) {
                    strays.merge(StrayResult.NOT_TIMED_OUT, 1L, Long::sum);
                }
            } else if (!isFirst(ends, campaign, each, outcome(campaign, each, now))) {
                strays.merge(StrayResult.ENDED, 1L, Long::sum);
            }
        }
        var folded = ends.isEmpty() ? List.<FoldedCount>of() : orgPushes.fold(ends.values());
        count(strays, ends.values(), folded, StrayResult.ENDED);
        var corrected = corrections.isEmpty() ? List.<FoldedCount>of() : orgPushes.correct(corrections.values());
        count(strays, corrections.values(), corrected, StrayResult.NOT_TIMED_OUT);
        afterCommit.run(() -> {
            folded.forEach(each -> metrics.resultsFolded(each.state(), each.orgs()));
            corrected.forEach(each -> metrics.resultsCorrected(each.state(), each.orgs()));
            strays.forEach(metrics::resultsIgnored);
        });
    }

    /** Adds the results that changed no org; {@code otherwise} is what those are that are of a planned org and a commanded attempt. */
    private void count(
            Map<StrayResult, Long> strays,
            Collection<OrgResult> results,
            List<FoldedCount> changed,
            StrayResult otherwise) {
        long ignored =
                results.size() - changed.stream().mapToLong(FoldedCount::orgs).sum();
        if (ignored == 0) {
            return;
        }
        for (var known : orgPushes.strays(results).entrySet()) {
            strays.merge(known.getKey(), known.getValue(), Long::sum);
            ignored -= known.getValue();
        }
        if (ignored > 0) {
            strays.merge(otherwise, ignored, Long::sum);
        }
    }

    private static OrgOutcome outcome(LockedCampaigns.Terms campaign, ReportedEnd reported, Instant now) {
        return OrgOutcome.of(reported.end(), reported.attempt(), campaign.retries(), campaign.aborted(), now);
    }

    private static boolean isFirst(
            Map<Attempt, OrgResult> results, LockedCampaigns.Terms campaign, ReportedEnd reported, OrgOutcome outcome) {
        return results.putIfAbsent(
                        new Attempt(reported.campaignId(), reported.org().value(), reported.attempt()),
                        new OrgResult(campaign.campaign(), reported.org(), reported.attempt(), outcome))
                == null;
    }
}
