package io.pushwave.executor.postgres;

/** Somebody else has claimed the work since: whatever was found out about it is not to be stored. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLostException(String id, long fence) {
        super("the claim " + fence + " of " + id + " is no longer the newest");
    }
}
