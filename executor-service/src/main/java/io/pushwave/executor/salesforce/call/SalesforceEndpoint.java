package io.pushwave.executor.salesforce.call;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The calls as they travel. Built for the instance that the token names; bodies are text, because errors come in any form. */
@Path("/services/data/v{version}")
public interface SalesforceEndpoint {
    @GET
    @Path("/query")
    Response query(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("q") String soql);

    @GET
    @Path("/query/{locator}")
    Response queryMore(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("locator") String locator);

    @GET
    @Path("/tooling/query")
    Response toolingQuery(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("q") String soql);

    @GET
    @Path("/tooling/query/{locator}")
    Response toolingQueryMore(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("locator") String locator);

    @POST
    @Path("/jobs/query")
    @Consumes(MediaType.APPLICATION_JSON)
    Response createQueryJob(
            @PathParam("version") String version, @HeaderParam("Authorization") String authorization, String json);

    @GET
    @Path("/jobs/query/{id}")
    Response queryJob(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id);

    @GET
    @Path("/jobs/query/{id}/results")
    Response queryResults(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id,
            @QueryParam("locator") @Nullable String locator,
            @QueryParam("maxRecords") int most);

    @PATCH
    @Path("/jobs/query/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    Response changeQueryJob(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id,
            String json);

    @DELETE
    @Path("/jobs/query/{id}")
    Response deleteQueryJob(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id);

    @POST
    @Path("/sobjects/PackagePushRequest")
    @Consumes(MediaType.APPLICATION_JSON)
    Response createRequest(
            @PathParam("version") String version, @HeaderParam("Authorization") String authorization, String json);

    @PATCH
    @Path("/sobjects/PackagePushRequest/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    Response changeRequest(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id,
            String json);

    @POST
    @Path("/composite/sobjects")
    @Consumes(MediaType.APPLICATION_JSON)
    Response createRecords(
            @PathParam("version") String version, @HeaderParam("Authorization") String authorization, String json);

    @POST
    @Path("/jobs/ingest")
    @Consumes(MediaType.APPLICATION_JSON)
    Response createBulkJob(
            @PathParam("version") String version, @HeaderParam("Authorization") String authorization, String json);

    @PUT
    @Path("/jobs/ingest/{id}/batches")
    @Consumes("text/csv")
    Response uploadToBulkJob(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id,
            String csv);

    @PATCH
    @Path("/jobs/ingest/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    Response changeBulkJob(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id,
            String json);

    @GET
    @Path("/jobs/ingest/{id}")
    Response bulkJob(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id);

    @GET
    @Path("/jobs/ingest/{id}/failedResults")
    Response failedResults(
            @PathParam("version") String version,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id);
}
