package io.pushwave.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Tells {@link BodyLimit} how long the body of a request may be: where it is read, its path is not known any more. */
class BodyLimitOfPath {
    private final BodyMaximum maximum;

    BodyLimitOfPath(BodyMaximum maximum) {
        this.maximum = maximum;
    }

    @ServerRequestFilter
    void note(ContainerRequestContext request) {
        request.setProperty(
                BodyLimit.MAXIMUM,
                maximum.of(request.getUriInfo().getRequestUri().getRawPath()));
    }
}
