package io.pushwave.planner.domain;

/** How far a release event has come. */
public sealed interface ReleaseState {

    /** Salesforce's catalogue has been asked for. */
    record Checking() implements ReleaseState {
        public Accepted accepted(CampaignId campaignId) {
            return new Accepted(campaignId);
        }

        public Rejected rejected(ReleaseDecision.Rejected decision) {
            return new Rejected(decision.reason(), decision.detail());
        }
    }

    /** Final: this campaign came of it. */
    record Accepted(CampaignId campaignId) implements ReleaseState {}

    /** Final: no campaign came of it. */
    record Rejected(RejectionReason reason, String detail) implements ReleaseState {}
}
