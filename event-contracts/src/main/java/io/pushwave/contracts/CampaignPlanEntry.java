package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/** One org's place in a campaign's plan. Key: org key. */
public sealed interface CampaignPlanEntry extends Message {

    String campaignId();

    /** Which plan of the campaign says it, counted from 1; of two entries of an org the one with the higher revision holds. */
    int planRevision();

    OrgDescription org();

    Instant at();

    @Override
    default String key() {
        return org().orgKey().value();
    }

    /** How people know an org; what the plan was made from. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record OrgDescription(
            OrgKey orgKey,
            String orgName,
            String orgType,
            String orgStatus,
            String instanceName,
            Optional<OrgKey> parentOrg,
            String installedVersionId) {
        public OrgDescription {
            Required.value(orgKey, "orgKey");
            Required.free(orgName, "orgName");
            Required.free(orgType, "orgType");
            Required.free(orgStatus, "orgStatus");
            Required.free(instanceName, "instanceName");
            Required.value(parentOrg, "parentOrg");
            Required.identifier(installedVersionId, "installedVersionId");
        }
    }

    /** The org is to be pushed in this wave; waves count from 1. */
    record OrgPlanned(String campaignId, int planRevision, OrgDescription org, int wave, Instant at)
            implements CampaignPlanEntry {
        public OrgPlanned {
            Required.identifier(campaignId, "campaignId");
            Required.atLeast(1, planRevision, "planRevision");
            Required.value(org, "org");
            Required.atLeast(1, wave, "wave");
            Required.moment(at, "at");
        }
    }

    /** The org is not pushed, and why. */
    record OrgExcluded(String campaignId, int planRevision, OrgDescription org, ExclusionReason reason, Instant at)
            implements CampaignPlanEntry {
        public OrgExcluded {
            Required.identifier(campaignId, "campaignId");
            Required.atLeast(1, planRevision, "planRevision");
            Required.value(org, "org");
            Required.value(reason, "reason");
            Required.moment(at, "at");
        }
    }

    /** Why an org is left out of a campaign. The first that holds, in this order, is the one given. */
    enum ExclusionReason {
        /** {@code OrgStatus = Inactive}: such orgs cannot receive pushes (Object Reference, graded DOC). */
        ORG_INACTIVE,
        /** The target, or a version above it, is installed already; Salesforce does not downgrade (graded DOC). */
        ALREADY_ON_TARGET_OR_NEWER,
        /** A beta is installed; it cannot be upgraded at all (Object Reference and EDA issue 228, graded DOC). */
        BETA_INSTALLED,
        /** The subscriber blocks push upgrades (packaging guide, customized push page, graded DOC). */
        BLOCKED_BY_SUBSCRIBER,
        /** The catalogue does not hold the installed version, so nothing can be said about an upgrade from it. */
        INSTALLED_VERSION_UNKNOWN,
        /**
         * The target does not descend from the installed version, so Salesforce would refuse: "does not share a common ancestor"
         * (managed second-generation packages only; 2GP guide, upgrades, graded DOC).
         */
        NO_COMMON_ANCESTOR,
        /** Whoever began the campaign excluded it. */
        EXCLUDED_BY_REQUEST,
        /** The customer does not want pushes. */
        OPTED_OUT,
        /** A person holds the org: nothing is pushed until the hold is lifted. */
        HELD,
        /** A person pinned the org to a version below the target. */
        PINNED,
        /** No wave of the strategy takes it, or each that would is full. */
        IN_NO_WAVE
    }
}
