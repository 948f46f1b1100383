package io.pushwave.executor.packaging;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where an assertion is exchanged for a token. */
@Path("/services/oauth2/token")
public interface LoginEndpoint {
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Response token(@FormParam("grant_type") String grantType, @FormParam("assertion") String assertion);
}
