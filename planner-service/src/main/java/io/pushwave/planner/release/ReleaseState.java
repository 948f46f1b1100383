package io.pushwave.planner.release;

import io.pushwave.planner.CampaignId;
import java.util.Optional;

/** How far a release event has come. */
public sealed interface ReleaseState {

    /** The state as it is stored, counted and shown. */
    Name name();

    /** What people see. */
    enum Name {
        CHECKING,
        ACCEPTED,
        REJECTED
    }

    /** Whether nothing can change any more. */
    boolean settled();

    /** Salesforce's catalogue has been asked for. */
    record Checking() implements ReleaseState {
        @Override
        public Name name() {
            return Name.CHECKING;
        }

        @Override
        public boolean settled() {
            return false;
        }

        public Accepted accepted(CampaignId campaignId) {
            return new Accepted(campaignId, false);
        }

        public Rejected rejected(ReleaseDecision.Rejected decision) {
            return new Rejected(decision.reason(), decision.detail(), Optional.empty());
        }
    }

    /**
     * This campaign came of it.
     *
     * @param settled whether it is known that there is somebody to push to; before that it can still be rejected
     */
    record Accepted(CampaignId campaignId, boolean settled) implements ReleaseState {
        @Override
        public Name name() {
            return Name.ACCEPTED;
        }

        public Rejected rejected(ReleaseDecision.Rejected decision) {
            return new Rejected(decision.reason(), decision.detail(), Optional.of(campaignId));
        }
    }

    /**
     * Final: nothing is pushed because of it.
     *
     * @param campaignId the campaign that was begun before this was known, and was aborted
     */
    record Rejected(RejectionReason reason, String detail, Optional<CampaignId> campaignId) implements ReleaseState {
        @Override
        public Name name() {
            return Name.REJECTED;
        }

        @Override
        public boolean settled() {
            return true;
        }
    }
}
