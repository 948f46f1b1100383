package io.pushwave.simulator.bulk.batches;

/** Whether a job of Bulk API 1.0 takes batches. Salesforce's Failed never comes: no job here has a fault that none of its batches has. */
public enum AsyncJobState {
    /** It does. */
    OPEN("Open"),
    /** Its client has said that no more will come. */
    CLOSED("Closed"),
    /** Stopped by its client; batches that had begun are worked off to their end, the others are not. */
    ABORTED("Aborted");

    private final String apiName;

    AsyncJobState(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }
}
