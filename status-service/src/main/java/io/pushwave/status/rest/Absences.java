package io.pushwave.status.rest;

import io.pushwave.http.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is answered about campaigns and orgs that the view does not have, and the ways in which an org can be absent. */
final class Absences {
    static final String PROBLEM = "application/problem+json";
    static final String NO_CAMPAIGN = "There is no such campaign";
    static final String NO_ORG = "There is no such campaign, or the org is absent from it; standing says how";
    static final String UNKNOWN_ORG = """
            {"type": "urn:pushwave:problem:not-found", "title": "Not found", "status": 404,
             "detail": "No campaign's plan has named this org: it is no subscriber of a package that was released here, or it does \
            not exist. Ids are case-sensitive: 00DABcdEFghIJkl is known.",
             "field": "orgKey", "value": "00DABCDEFGHIJKL", "standing": "UNKNOWN", "inAnotherCase": ["00DABcdEFghIJkl"]}""";

    private Absences() {}

    /** How an org can be absent. */
    enum OrgAbsence {
        /** Known from another campaign's plan. */
        NOT_PLANNED,
        /** Known from no plan. */
        UNKNOWN
    }

    /**
     * A problem about an absent org; only for the document.
     *
     * @param inAnotherCase known ids that differ in the case of their letters only
     */
    @Schema(
            name = "AbsentOrg",
            requiredProperties = {"status", "title"})
    record AbsentOrg(
            @Nullable String type,
            String title,
            int status,
            @Nullable String detail,
            @Nullable String instance,
            @Nullable String field,
            @Nullable String value,
            @Nullable String rule,
            @Nullable OrgAbsence standing,
            @Nullable List<String> inAnotherCase) {}

    static HttpProblem unknownCampaign(String campaignId) {
        return Problems.notFound("campaignId", campaignId, "No campaign with this id has been seen.");
    }

    /**
     * No plan of any campaign has named the org.
     *
     * @param inAnotherCase known orgs whose ids differ in the case of their letters only
     */
    static HttpProblem unknownOrg(String orgKey, List<String> inAnotherCase) {
        var sentence =
                "No campaign's plan has named this org: it is no subscriber of a package that was released here, "
                        + "or it does not exist.";
        var hint = inAnotherCase.isEmpty()
                ? ""
                : " Ids are case-sensitive: " + String.join(", ", inAnotherCase) + " is known.";
        return HttpProblem.builder(Problems.notFound("orgKey", orgKey, sentence + hint))
                .with("standing", OrgAbsence.UNKNOWN)
                .with("inAnotherCase", inAnotherCase)
                .build();
    }

    /** Other plans have named the org, this one has not. */
    static HttpProblem notPlanned(String orgKey, boolean planComplete) {
        var sentence = "This campaign's plan does not name this org, neither as planned nor as excluded; others do.";
        var hint = planComplete ? "" : " The view does not have all of the plan, so it may be missing.";
        return HttpProblem.builder(Problems.notFound("orgKey", orgKey, sentence + hint))
                .with("standing", OrgAbsence.NOT_PLANNED)
                .build();
    }
}
