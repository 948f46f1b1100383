package io.pushwave.simulator.http;

/** The paths of the REST API below a version. */
final class DataRoutes {
    private static final String ROOT = "services/data/{version}";

    private final Routes routes;

    DataRoutes(Routes routes) {
        this.routes = routes;
    }

    DataRoutes resources(ResourceEndpoints resources) {
        routes.on("GET", ROOT, resources::resources)
                .on("GET", ROOT + "/limits", resources::limits)
                .on("GET", ROOT + "/composite", resources::composite);
        return this;
    }

    DataRoutes queries(QueryEndpoints queries) {
        routes.on("GET", ROOT + "/query", queries::query)
                .on("GET", ROOT + "/query/{locator}", queries::nextPage)
                .on("GET", ROOT + "/queryAll", queries::query)
                .on("GET", ROOT + "/queryAll/{locator}", queries::nextPage);
        return this;
    }

    /** The Tooling API, as far as it is about packages. */
    DataRoutes tooling(ResourceEndpoints resources, QueryEndpoints queries, DescribeEndpoints describes) {
        var root = ROOT + "/tooling";
        routes.on("GET", root, resources::tooling)
                .on("GET", root + "/query", queries::query)
                .on("GET", root + "/query/{locator}", queries::nextPage)
                .on("GET", root + "/sobjects", describes::global)
                .on("GET", root + "/sobjects/{type}", describes::basic)
                .on("GET", root + "/sobjects/{type}/describe", describes::describe);
        return this;
    }

    DataRoutes records(SObjectEndpoints sobjects, DescribeEndpoints describes) {
        routes.on("GET", ROOT + "/sobjects", describes::global)
                .on("GET", ROOT + "/sobjects/{type}", describes::basic)
                .on("POST", ROOT + "/sobjects/{type}", sobjects::create)
                .on("GET", ROOT + "/sobjects/{type}/describe", describes::describe)
                .on("GET", ROOT + "/sobjects/{type}/{id}", sobjects::retrieve)
                .on("PATCH", ROOT + "/sobjects/{type}/{id}", sobjects::update)
                .on("GET", ROOT + "/sobjects/{type}/{field}/{id}", sobjects::retrieveByField)
                .on("PATCH", ROOT + "/sobjects/{type}/{field}/{id}", sobjects::updateByField);
        return this;
    }

    DataRoutes collections(CollectionEndpoints collections, TreeEndpoints trees) {
        routes.on("POST", ROOT + "/composite/sobjects", collections::create)
                .on("PATCH", ROOT + "/composite/sobjects", collections::update)
                .on("DELETE", ROOT + "/composite/sobjects", collections::delete)
                .on("GET", ROOT + "/composite/sobjects/{type}", collections::retrieve)
                .on("POST", ROOT + "/composite/sobjects/{type}", collections::retrieveByBody)
                .on("POST", ROOT + "/composite/tree/{type}", trees::create);
        return this;
    }

    DataRoutes composites(CompositeEndpoints composite, BatchEndpoints batch) {
        routes.on("POST", ROOT + "/composite", composite::answer).on("POST", ROOT + "/composite/batch", batch::answer);
        return this;
    }

    DataRoutes bulk(IngestEndpoints ingest, BulkQueryEndpoints queries) {
        ingest(ingest);
        var root = ROOT + "/jobs/query";
        routes.on("POST", root, queries::create)
                .on("GET", root, queries::list)
                .on("GET", root + "/{id}", queries::get)
                .on("PATCH", root + "/{id}", queries::abort)
                .on("DELETE", root + "/{id}", queries::delete)
                .on("GET", root + "/{id}/results", queries::results);
        return this;
    }

    private void ingest(IngestEndpoints ingest) {
        var root = ROOT + "/jobs/ingest";
        routes.on("POST", root, ingest::create)
                .on("GET", root, ingest::list)
                .on("GET", root + "/{id}", ingest::get)
                .on("PATCH", root + "/{id}", ingest::change)
                .on("DELETE", root + "/{id}", ingest::delete)
                .on("PUT", root + "/{id}/batches", ingest::upload)
                .on("GET", root + "/{id}/successfulResults", ingest::successfulResults)
                .on("GET", root + "/{id}/failedResults", ingest::failedResults)
                .on("GET", root + "/{id}/unprocessedrecords", ingest::unprocessedRecords);
    }
}
