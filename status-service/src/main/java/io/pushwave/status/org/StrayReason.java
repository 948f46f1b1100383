package io.pushwave.status.org;

/** Why a result does not count. */
public enum StrayReason {
    /** No plan entry names the org. While the plan is still being read, one may come; then the result counts. */
    ORG_NOT_PLANNED,
    /** The plan excluded the org. */
    ORG_EXCLUDED,
    /** The plan has the org in another wave. */
    OTHER_WAVE,
    /** No such attempt can have been commanded: above the strategy's maximum, or after one that had ended for good. */
    ATTEMPT_NOT_COMMANDED,
    /** It corrects an attempt that is not known to have timed out. A timeout may still come; then the result counts. */
    NOTHING_TO_CORRECT,
    /** The attempt has another end, or another correction. */
    CONTRADICTED;

    /** The reason for people, to be put after "not counted:". */
    public String explanation() {
        return switch (this) {
            case ORG_NOT_PLANNED -> "no plan entry names the org";
            case ORG_EXCLUDED -> "the plan excluded the org";
            case OTHER_WAVE -> "the plan has the org in another wave";
            case ATTEMPT_NOT_COMMANDED ->
                "no such attempt can have been commanded: there are fewer, or one before it had ended for good";
            case NOTHING_TO_CORRECT -> "it corrects an attempt that is not known to have timed out";
            case CONTRADICTED -> "the attempt has another end";
        };
    }
}
