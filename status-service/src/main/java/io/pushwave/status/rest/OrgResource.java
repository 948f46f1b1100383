package io.pushwave.status.rest;

import io.pushwave.status.campaign.CampaignView;
import io.pushwave.status.campaign.postgres.Campaigns;
import io.pushwave.status.org.OrgStanding;
import io.pushwave.status.org.postgres.OrgNameRows;
import io.pushwave.status.org.postgres.OrgNameRows.Found;
import io.pushwave.status.org.postgres.OrgPages;
import io.pushwave.status.rest.Absences.AbsentOrg;
import io.pushwave.status.rest.Answers.OrgAcrossCampaigns;
import io.pushwave.status.rest.Answers.OrgFound;
import io.pushwave.status.rest.Answers.OrgInCampaign;
import io.pushwave.status.rest.Answers.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One org across campaigns: the answer to "was my org upgraded, and if not, why?". */
@Path("/api/orgs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orgs")
public class OrgResource {
    private final OrgPages orgs;
    private final OrgNameRows names;
    private final Campaigns campaigns;
    private final RequestValues values;

    OrgResource(OrgPages orgs, OrgNameRows names, Campaigns campaigns, RequestValues values) {
        this.orgs = orgs;
        this.names = names;
        this.campaigns = campaigns;
        this.values = values;
    }

    @GET
    @Operation(
            operationId = "findOrgs",
            summary = "Orgs of any campaign, in the order of their keys",
            description =
                    "'q' is any part of a name that an org was ever known by, in any case, or the beginning of its"
                            + " key.")
    public Page<OrgFound> search(
            @Parameter(required = true, example = "acme") @QueryParam("q") @Nullable String search,
            @Parameter(description = "'next' of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(description = "Most entries of the page", example = "50") @QueryParam("limit") @Nullable String limit) {
        var text = values.neededSearch(search);
        var position = values.optionalOrgKey("after", after);
        int size = values.limit(limit);
        var found = text.startsWith("00D")
                ? names.byBeginningOfKey(text, position, size + 1)
                : names.byPartOfName(text, position, size + 1);
        var standings = orgs.newest(found.stream().map(Found::orgKey).toList());
        var known = campaigns(standings.values());
        return Page.of(
                found,
                size,
                org -> new OrgFound(
                        org.orgKey().value(),
                        org.name(),
                        Optional.ofNullable(standings.get(org.orgKey()))
                                .flatMap(standing -> inCampaign(standing, known))),
                last -> last.orgKey().value());
    }

    @GET
    @Path("/{orgKey}")
    @Operation(
            operationId = "getOrg",
            summary = "One org in every campaign that mentions it, the newest campaigns first")
    @APIResponse(responseCode = "200", description = "The org")
    @APIResponse(
            responseCode = "404",
            description = "No plan has named the org",
            content =
                    @Content(
                            mediaType = Absences.PROBLEM,
                            schema = @Schema(implementation = AbsentOrg.class),
                            examples = @ExampleObject(name = "unknown", value = Absences.UNKNOWN_ORG)))
    public OrgAcrossCampaigns find(
            @Parameter(description = "15 or 18 characters, case-sensitive", example = "00D000000000001EAA")
                    @PathParam("orgKey")
                    String orgKey,
            @Parameter(description = "Most campaigns", example = "50") @QueryParam("limit") @Nullable String limit) {
        var key = values.orgKey("orgKey", orgKey);
        var standings = orgs.acrossCampaigns(key, values.limit(limit));
        if (standings.isEmpty()) {
            throw Absences.unknownOrg(orgKey, names.inAnotherCase(key.value()));
        }
        var known = campaigns(standings);
        return new OrgAcrossCampaigns(
                key.value(),
                standings.stream()
                        .flatMap(standing -> inCampaign(standing, known).stream())
                        .toList());
    }

    private Map<String, CampaignView> campaigns(Collection<OrgStanding> standings) {
        return campaigns.find(
                standings.stream().map(standing -> standing.id().campaignId()).collect(Collectors.toSet()));
    }

    private static Optional<OrgInCampaign> inCampaign(OrgStanding standing, Map<String, CampaignView> known) {
        return Optional.ofNullable(known.get(standing.id().campaignId()))
                .flatMap(campaign -> OrgInCampaign.of(standing, campaign));
    }
}
