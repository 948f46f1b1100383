package io.pushwave.planner.domain;

/** Why a release event starts no campaign, although it can be read. */
public enum RejectionReason {
    UNKNOWN_PACKAGE("unknown-package"),
    UNKNOWN_VERSION("unknown-version"),
    /** Betas can never be pushed. */
    BETA_VERSION("beta-version"),
    DEPRECATED_VERSION("deprecated-version"),
    /** Another campaign of the package has not ended. */
    CAMPAIGN_ACTIVE("campaign-active");

    private final String label;

    RejectionReason(String label) {
        this.label = label;
    }

    /** The value of the metric tag, and the last part of the problem's type. */
    public String label() {
        return label;
    }
}
