package io.pushwave.simulator.http.composite;

import io.pushwave.simulator.http.Routes;

/** The paths of calls with several records or calls in them, below a version. */
public final class CompositeRoutes {
    /** The API version that brought them; documented. */
    private static final int COLLECTIONS_SINCE = 42;

    private final Routes routes;

    public CompositeRoutes(Routes routes) {
        this.routes = routes;
    }

    public CompositeRoutes collections(CollectionEndpoints collections, TreeEndpoints trees) {
        routes.on(COLLECTIONS_SINCE, "POST", Routes.DATA + "/composite/sobjects", collections::create)
                .on(COLLECTIONS_SINCE, "PATCH", Routes.DATA + "/composite/sobjects", collections::update)
                .on(COLLECTIONS_SINCE, "DELETE", Routes.DATA + "/composite/sobjects", collections::delete)
                .on(COLLECTIONS_SINCE, "GET", Routes.DATA + "/composite/sobjects/{type}", collections::retrieve)
                .on(COLLECTIONS_SINCE, "POST", Routes.DATA + "/composite/sobjects/{type}", collections::retrieveByBody)
                .on("POST", Routes.DATA + "/composite/tree/{type}", trees::create);
        return this;
    }

    public CompositeRoutes composites(CompositeEndpoints composite, BatchEndpoints batch) {
        routes.on("POST", Routes.DATA + "/composite", composite::answer)
                .on("POST", Routes.DATA + "/composite/batch", batch::answer);
        return this;
    }
}
