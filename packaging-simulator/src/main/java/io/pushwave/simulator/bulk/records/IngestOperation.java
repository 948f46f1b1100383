package io.pushwave.simulator.bulk.records;

/** What an ingest job does with its records. The others that the API knows cannot be done to any object here. */
public enum IngestOperation {
    INSERT("insert"),
    UPDATE("update"),
    UPSERT("upsert");

    private final String apiName;

    IngestOperation(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }
}
