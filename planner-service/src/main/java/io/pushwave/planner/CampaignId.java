package io.pushwave.planner;

/** The id of a campaign, as it travels in every message about it. */
public record CampaignId(String value) {
    public CampaignId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("campaignId is blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
