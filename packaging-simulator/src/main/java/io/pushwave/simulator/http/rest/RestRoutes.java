package io.pushwave.simulator.http.rest;

import io.pushwave.simulator.http.Routes;

/** The paths of queries, single records, and what there is, below a version. */
public final class RestRoutes {
    private final Routes routes;

    public RestRoutes(Routes routes) {
        this.routes = routes;
    }

    public RestRoutes resources(ResourceEndpoints resources) {
        routes.on("GET", Routes.DATA, resources::resources)
                .on("GET", Routes.DATA + "/limits", resources::limits)
                .on("GET", Routes.DATA + "/composite", resources::composite);
        return this;
    }

    public RestRoutes queries(QueryEndpoints queries) {
        routes.on("GET", Routes.DATA + "/query", queries::query)
                .on("GET", Routes.DATA + "/query/{locator}", queries::nextPage)
                .on("GET", Routes.DATA + "/queryAll", queries::query)
                .on("GET", Routes.DATA + "/queryAll/{locator}", queries::nextPage);
        return this;
    }

    /** The Tooling API, as far as it is about packages. */
    public RestRoutes tooling(ResourceEndpoints resources, QueryEndpoints queries, DescribeEndpoints describes) {
        var root = Routes.DATA + "/tooling";
        routes.on("GET", root, resources::tooling)
                .on("GET", root + "/query", queries::query)
                .on("GET", root + "/query/{locator}", queries::nextPage)
                .on("GET", root + "/sobjects", describes::global)
                .on("GET", root + "/sobjects/{type}", describes::basic)
                .on("GET", root + "/sobjects/{type}/describe", describes::describe);
        return this;
    }

    public RestRoutes records(SObjectEndpoints sobjects, DescribeEndpoints describes) {
        routes.on("GET", Routes.DATA + "/sobjects", describes::global)
                .on("GET", Routes.DATA + "/sobjects/{type}", describes::basic)
                .on("POST", Routes.DATA + "/sobjects/{type}", sobjects::create)
                .on("GET", Routes.DATA + "/sobjects/{type}/describe", describes::describe)
                .on("GET", Routes.DATA + "/sobjects/{type}/{id}", sobjects::retrieve)
                .on("PATCH", Routes.DATA + "/sobjects/{type}/{id}", sobjects::update)
                .on("DELETE", Routes.DATA + "/sobjects/{type}/{id}", sobjects::delete)
                .on("GET", Routes.DATA + "/sobjects/{type}/{field}/{id}", sobjects::retrieveByField)
                .on("PATCH", Routes.DATA + "/sobjects/{type}/{field}/{id}", sobjects::updateByField);
        return this;
    }
}
