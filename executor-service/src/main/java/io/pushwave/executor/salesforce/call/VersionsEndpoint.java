package io.pushwave.executor.salesforce.call;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Which versions of the API an instance offers; needs no token and costs nothing of the daily limit. */
@Path("/services/data")
public interface VersionsEndpoint {
    @GET
    Response versions();
}
