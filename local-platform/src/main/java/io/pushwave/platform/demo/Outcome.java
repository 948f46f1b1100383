package io.pushwave.platform.demo;

/** How a demonstration ended, as the exit code tells it. */
public enum Outcome {
    /** The campaign completed, and the status view equals the ledger org by org. */
    AGREED(0),
    /** The demonstration itself failed: something did not start, or did not answer. */
    FAILED(1),
    /** The campaign was halted or aborted, or did not end in the time allowed. */
    NOT_COMPLETED(3),
    /** The campaign completed, but view and ledger differ, or an org was pushed twice. */
    DISAGREED(4);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
