package io.pushwave.simulator.http.bulk;

import io.pushwave.simulator.http.Routes;

/** The paths of Bulk API 2.0, below a version. */
public final class BulkRoutes {
    /** API versions that brought them; documented. */
    private static final int INGEST_SINCE = 41;

    private static final int QUERIES_SINCE = 47;

    private final Routes routes;

    public BulkRoutes(Routes routes) {
        this.routes = routes;
    }

    public BulkRoutes bulk(IngestEndpoints ingest, BulkQueryEndpoints queries) {
        ingest(ingest);
        var root = Routes.DATA + "/jobs/query";
        routes.on(QUERIES_SINCE, "POST", root, queries::create)
                .on(QUERIES_SINCE, "GET", root, queries::list)
                .on(QUERIES_SINCE, "GET", root + "/{id}", queries::get)
                .on(QUERIES_SINCE, "PATCH", root + "/{id}", queries::abort)
                .on(QUERIES_SINCE, "DELETE", root + "/{id}", queries::delete)
                .on(QUERIES_SINCE, "GET", root + "/{id}/results", queries::results);
        return this;
    }

    private void ingest(IngestEndpoints ingest) {
        var root = Routes.DATA + "/jobs/ingest";
        routes.on(INGEST_SINCE, "POST", root, ingest::create)
                .on(INGEST_SINCE, "GET", root, ingest::list)
                .on(INGEST_SINCE, "GET", root + "/{id}", ingest::get)
                .on(INGEST_SINCE, "PATCH", root + "/{id}", ingest::change)
                .on(INGEST_SINCE, "DELETE", root + "/{id}", ingest::delete)
                .on(INGEST_SINCE, "PUT", root + "/{id}/batches", ingest::upload)
                .on(INGEST_SINCE, "GET", root + "/{id}/successfulResults", ingest::successfulResults)
                .on(INGEST_SINCE, "GET", root + "/{id}/failedResults", ingest::failedResults)
                .on(INGEST_SINCE, "GET", root + "/{id}/unprocessedrecords", ingest::unprocessedRecords);
    }
}
