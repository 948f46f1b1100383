package io.pushwave.status.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;

/** The problems that this API answers with, as RFC 9457 has them. */
final class Problems {
    static final int RETRY_AFTER_SECONDS = 5;

    private Problems() {}

    /** A request that breaks a rule: names the field, its value, and the rule. */
    static HttpProblem badValue(String field, String value, String rule) {
        return HttpProblem.builder()
                .withStatus(Response.Status.BAD_REQUEST)
                .withTitle("A value is not valid")
                .withDetail(field + " is '" + value + "': " + rule)
                .with("field", field)
                .with("value", value)
                .with("rule", rule)
                .build();
    }

    static HttpProblem unknownCampaign(String campaignId) {
        return unknown("campaignId", campaignId, "No campaign with this id has been seen.");
    }

    static HttpProblem unknownOrg(String orgKey) {
        return unknown("orgKey", orgKey, "No plan has mentioned this org.");
    }

    static HttpProblem unknownOrgInCampaign(String orgKey) {
        return unknown("orgKey", orgKey, "This campaign's plan has not mentioned this org.");
    }

    private static HttpProblem unknown(String field, String value, String detail) {
        return HttpProblem.builder()
                .withStatus(Response.Status.NOT_FOUND)
                .withTitle("Not found")
                .withDetail(detail)
                .with("field", field)
                .with("value", value)
                .build();
    }

    /** Something that passes by itself. */
    static HttpProblem unavailable(String detail) {
        return HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle("Not available at the moment")
                .withDetail(detail)
                .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                .build();
    }
}
