package io.pushwave.planner.campaign;

/** What a person may do to a campaign. */
public enum Brake {
    /** Start nothing new; can be taken back. */
    HALT("a campaign that is RUNNING can be halted"),
    /** Take a halt back, and accept the failures that led to it. */
    RESUME("a campaign that is HALTED can be resumed"),
    /** End it for good. */
    ABORT("a campaign that is PREPARING, RUNNING or HALTED can be aborted");

    private final String rule;

    Brake(String rule) {
        this.rule = rule;
    }

    /** When it may be used, as a sentence. */
    public String rule() {
        return rule;
    }

    /**
     * The command that it is.
     *
     * @param by who wants it
     * @param reason why; may be empty
     */
    public CampaignCommand command(String by, String reason) {
        return switch (this) {
            case HALT -> new CampaignCommand.Halt(by, reason);
            case RESUME -> new CampaignCommand.Resume(by, reason);
            case ABORT -> new CampaignCommand.Abort(by, reason);
        };
    }
}
