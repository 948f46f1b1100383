package io.pushwave.status;

import io.pushwave.status.domain.CampaignSummary;
import io.pushwave.status.postgres.Campaigns;
import io.pushwave.status.postgres.WaveCountRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts campaigns and their counters together: three statements, however many orgs there are. */
@ApplicationScoped
public class CampaignSummaries {
    private final Campaigns campaigns;
    private final WaveCountRows counters;

    CampaignSummaries(Campaigns campaigns, WaveCountRows counters) {
        this.campaigns = campaigns;
        this.counters = counters;
    }

    /** One campaign, if its first event was seen. */
    @Transactional
    public Optional<CampaignSummary> find(String campaignId) {
        return campaigns
                .find(campaignId)
                .flatMap(campaign -> CampaignSummary.of(
                        campaign, counters.of(List.of(campaignId)).getOrDefault(campaignId, Map.of())));
    }

    /** A page of campaigns, newest first. */
    @Transactional
    public List<CampaignSummary> list(Campaigns.Filter filter, int limit) {
        var page = campaigns.list(filter, limit);
        var counted =
                counters.of(page.stream().map(campaign -> campaign.campaignId()).toList());
        return page.stream()
                .flatMap(campaign ->
                        CampaignSummary.of(campaign, counted.getOrDefault(campaign.campaignId(), Map.of())).stream())
                .toList();
    }
}
