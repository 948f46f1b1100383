package io.pushwave.executor.request;

import io.pushwave.contracts.CampaignControl;
import java.util.Optional;

/** Why a push request is taken back, and with that what becomes of its orgs. */
public enum CancelReason {
    /** The campaign was aborted: every org is reported as cancelled. */
    CAMPAIGN_ABORTED("the campaign was aborted"),
    /** The campaign had ended before: every org is reported as cancelled. */
    CAMPAIGN_ENDED("the campaign has ended"),
    /** The last moment of activation passed: every org is reported as skipped. */
    TIME_PASSED("the last moment of activation has passed"),
    /** Salesforce refused every org; each has its own result already. */
    ALL_ORGS_REFUSED("Salesforce refused every org"),
    /** Salesforce would not create or activate the request: every org is reported as failed, with the answer. */
    REQUEST_REFUSED("Salesforce refused the request"),
    /** The jobs in Salesforce are not the intended ones: the orgs go back and are put into another request. */
    JOBS_DIFFER("the jobs in Salesforce are not the intended ones"),
    /** The campaign was halted while an activation had no answer: the orgs go back and are put into another request. */
    HALTED_IN_DOUBT("the campaign was halted while an activation had no answer"),
    /** Somebody cancelled it in Salesforce: every org is reported as cancelled. */
    CANCELLED_IN_SALESFORCE("the push request was cancelled in Salesforce");

    private final String sentence;

    CancelReason(String sentence) {
        this.sentence = sentence;
    }

    /** Why the waiting commands of a campaign are answered without a push; empty while they may still be pushed. */
    public static Optional<CancelReason> ofEnd(CampaignControl.State state) {
        return switch (state) {
            case RUNNING, HALTED -> Optional.empty();
            case ABORTED -> Optional.of(CAMPAIGN_ABORTED);
            case ENDED -> Optional.of(CAMPAIGN_ENDED);
        };
    }

    /** As people read it in a result. */
    public String sentence() {
        return sentence;
    }
}
