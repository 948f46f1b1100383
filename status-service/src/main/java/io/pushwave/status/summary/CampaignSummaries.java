package io.pushwave.status.summary;

import io.pushwave.status.campaign.CampaignSummary;
import io.pushwave.status.campaign.CampaignView;
import io.pushwave.status.campaign.postgres.Campaigns;
import io.pushwave.status.lag.ViewLag;
import io.pushwave.status.lag.postgres.NoticedGaps;
import io.pushwave.status.org.postgres.StrayCountRows;
import io.pushwave.status.org.postgres.WaveCountRows;
import io.pushwave.status.postgres.BoundedReads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts campaigns and their counters together: five statements, however many orgs there are. */
@ApplicationScoped
public class CampaignSummaries {
    private final Campaigns campaigns;
    private final WaveCountRows counters;
    private final StrayCountRows strays;
    private final NoticedGaps gaps;
    private final BoundedReads reads;
    private final ViewLag lag;

    CampaignSummaries(
            Campaigns campaigns,
            WaveCountRows counters,
            StrayCountRows strays,
            NoticedGaps gaps,
            BoundedReads reads,
            ViewLag lag) {
        this.campaigns = campaigns;
        this.counters = counters;
        this.strays = strays;
        this.gaps = gaps;
        this.reads = reads;
        this.lag = lag;
    }

    /** One campaign, if any of its events was seen. */
    public Optional<CampaignSummary> find(String campaignId) {
        return reads.within(() ->
                summaries(campaigns.find(campaignId).stream().toList()).stream().findFirst());
    }

    /** A page of campaigns, newest first. */
    public List<CampaignSummary> list(Campaigns.Filter filter, int limit) {
        return reads.within(() -> summaries(campaigns.list(filter, limit)));
    }

    private List<CampaignSummary> summaries(List<CampaignView> page) {
        // Before the counters are read: what they show may be newer than that, never older.
        var progress = lag.progress(gaps.newest());
        var ids = page.stream().map(CampaignView::campaignId).toList();
        var counted = counters.of(ids);
        var strayed = strays.of(ids);
        return page.stream()
                .flatMap(campaign -> CampaignSummary.of(
                        campaign,
                        counted.getOrDefault(campaign.campaignId(), Map.of()),
                        strayed.getOrDefault(campaign.campaignId(), Map.of()),
                        progress)
                        .stream())
                .toList();
    }
}
