package io.pushwave.planner.release;

/** Why a release event starts no campaign, although it can be read. */
public enum RejectionReason {
    UNKNOWN_PACKAGE("unknown-package"),
    UNKNOWN_VERSION("unknown-version"),
    /** Betas can never be pushed. */
    BETA_VERSION("beta-version"),
    DEPRECATED_VERSION("deprecated-version"),
    /** The strategy that it asks for does not exist. */
    UNKNOWN_STRATEGY("unknown-strategy"),
    /** Another campaign of the package has not ended. */
    CAMPAIGN_ACTIVE("campaign-active"),
    /** Every org that has the package is excluded from the plan, or none has it. */
    NOBODY_LEFT("nobody-left"),
    /** Nobody said what the package's versions are in the time allowed. */
    NO_ANSWER("no-answer");

    private final String label;

    RejectionReason(String label) {
        this.label = label;
    }

    /** The value of the metric tag, and the last part of the problem's type. */
    public String label() {
        return label;
    }
}
