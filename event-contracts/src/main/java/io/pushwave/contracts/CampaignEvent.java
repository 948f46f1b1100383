package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to a campaign as a whole. Key: campaign id. */
public sealed interface CampaignEvent extends Message {

    String campaignId();

    /** Counts from 1 within a campaign, without gaps; a view can tell what it has not seen yet. */
    long sequence();

    Instant at();

    @Override
    default String key() {
        return campaignId();
    }

    /** A release event was accepted; the inventory is being brought up to date. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CampaignCreated(
            String campaignId,
            long sequence,
            Instant at,
            String packageId,
            String packageName,
            String packageVersionId,
            String versionName,
            String versionNumber,
            String strategy,
            Optional<String> requestedBy,
            Optional<String> reason)
            implements CampaignEvent {
        public CampaignCreated {
            Required.head(campaignId, sequence, at);
            Required.id(packageId, "033", "packageId");
            Required.text(packageName, "packageName");
            Required.id(packageVersionId, "04t", "packageVersionId");
            Required.text(versionName, "versionName");
            Required.text(versionNumber, "versionNumber");
            Required.text(strategy, "strategy");
            Required.value(requestedBy, "requestedBy").ifPresent(text -> Required.free(text, "requestedBy"));
            Required.value(reason, "reason").ifPresent(text -> Required.free(text, "reason"));
        }
    }

    /**
     * The plan stands: how many orgs each wave has, and how many were left out for which reason.
     *
     * @param planRevision counts from 1 within a campaign; of two plans the one with the higher revision holds
     * @param planHash SHA-256 over the plan and what it was made by, 64 hexadecimal digits in lower case
     * @param waves first wave first; no two have the same name
     * @param attemptsMaximum most attempts that an org may have; a retryable failure before the last one is tried again
     */
    record CampaignPlanned(
            String campaignId,
            long sequence,
            Instant at,
            int planRevision,
            String planHash,
            List<PlannedWave> waves,
            long planned,
            long excluded,
            int attemptsMaximum,
            Map<CampaignPlanEntry.ExclusionReason, Long> excludedByReason)
            implements CampaignEvent {
        public CampaignPlanned {
            Required.head(campaignId, sequence, at);
            Required.atLeast(1, planRevision, "planRevision");
            Required.hash(planHash, "planHash");
            waves = Required.list(waves, "waves");
            if (waves.stream().map(PlannedWave::name).distinct().count() != waves.size()) {
                throw new IllegalArgumentException("waves has two of one name, each needs one of its own");
            }
            Required.atLeast(0, planned, "planned");
            Required.atLeast(0, excluded, "excluded");
            Required.atLeast(1, attemptsMaximum, "attemptsMaximum");
            excludedByReason = Map.copyOf(Required.value(excludedByReason, "excludedByReason"));
        }
    }

    /**
     * One wave of the plan.
     *
     * @param number counts from 1
     * @param name how people call it: one line of 1 to {@value #NAME_MAXIMUM} characters
     * @param toleratedFailures the most failed orgs with which its gate still passes
     */
    record PlannedWave(int number, String name, WaveKind kind, long planned, long toleratedFailures) {
        /** Most characters of a name, counted as people do and not in UTF-16 units. */
        public static final int NAME_MAXIMUM = 60;

        public PlannedWave {
            Required.atLeast(1, number, "number");
            Required.line(name, NAME_MAXIMUM, "name");
            Required.value(kind, "kind");
            Required.atLeast(0, planned, "planned");
            Required.atLeast(0, toleratedFailures, "toleratedFailures");
        }
    }

    /** By what a wave takes its orgs, for people; nothing is decided by it. */
    enum WaveKind {
        /** The publisher's own test orgs. */
        OWN_TEST_ORGS,
        /** A few orgs of customers that are looked at before others follow. */
        CANARY,
        /** Sandboxes of customers. */
        SANDBOXES,
        /** Production orgs. */
        PRODUCTION,
        /** Orgs with a value of a label. */
        LABEL,
        /** Orgs that a filter finds. */
        FILTER,
        /** A share or a number of the orgs, chosen by lot. */
        SHARE,
        /** Every org that no wave before has taken. */
        REST
    }

    /** The wave's orgs may be pushed from now on. */
    record WaveOpened(String campaignId, long sequence, Instant at, int wave) implements CampaignEvent {
        public WaveOpened {
            Required.head(campaignId, sequence, at);
            Required.atLeast(1, wave, "wave");
        }
    }

    /** The rule at a wave's end (or at the crossing of its threshold) decided, on these numbers. */
    record GateDecided(
            String campaignId, long sequence, Instant at, int wave, Gate gate, GateNumbers numbers, String reason)
            implements CampaignEvent {
        public GateDecided {
            Required.head(campaignId, sequence, at);
            Required.atLeast(1, wave, "wave");
            Required.value(gate, "gate");
            Required.value(numbers, "numbers");
            Required.free(reason, "reason");
        }
    }

    /** What a gate can say. */
    enum Gate {
        PASSED,
        HALTED
    }

    /**
     * Orgs of the wave by their end, as the gate saw them.
     *
     * @param reached those that the customer had brought to the version, or above it; done, and no success of a push
     * @param leftOut those that Salesforce could not push for a reason that lies in the org; they say nothing about the version
     */
    record GateNumbers(
            long planned,
            long succeeded,
            long reached,
            long failed,
            long leftOut,
            long skipped,
            long cancelled,
            long toleratedFailures) {
        public GateNumbers {
            Required.atLeast(0, planned, "planned");
            Required.atLeast(0, succeeded, "succeeded");
            Required.atLeast(0, reached, "reached");
            Required.atLeast(0, failed, "failed");
            Required.atLeast(0, leftOut, "leftOut");
            Required.atLeast(0, skipped, "skipped");
            Required.atLeast(0, cancelled, "cancelled");
            Required.atLeast(0, toleratedFailures, "toleratedFailures");
        }
    }

    /** Nothing new is started until somebody resumes the campaign; {@code by} is a person or {@code gate}. */
    record CampaignHalted(String campaignId, long sequence, Instant at, String by, String reason)
            implements CampaignEvent {
        public CampaignHalted {
            Required.head(campaignId, sequence, at);
            Required.text(by, "by");
            Required.free(reason, "reason");
        }
    }

    record CampaignResumed(String campaignId, long sequence, Instant at, String by, String reason)
            implements CampaignEvent {
        public CampaignResumed {
            Required.head(campaignId, sequence, at);
            Required.text(by, "by");
            Required.free(reason, "reason");
        }
    }

    /** Final: nothing more is pushed; results of what had begun still come in. */
    record CampaignAborted(String campaignId, long sequence, Instant at, String by, String reason)
            implements CampaignEvent {
        public CampaignAborted {
            Required.head(campaignId, sequence, at);
            Required.text(by, "by");
            Required.free(reason, "reason");
        }
    }

    /** Final: every planned org has its end, and every gate has passed. */
    record CampaignCompleted(
            String campaignId,
            long sequence,
            Instant at,
            long planned,
            long succeeded,
            long reached,
            long failed,
            long leftOut,
            long skipped,
            long cancelled)
            implements CampaignEvent {
        public CampaignCompleted {
            Required.head(campaignId, sequence, at);
            Required.atLeast(0, planned, "planned");
            Required.atLeast(0, succeeded, "succeeded");
            Required.atLeast(0, reached, "reached");
            Required.atLeast(0, failed, "failed");
            Required.atLeast(0, leftOut, "leftOut");
            Required.atLeast(0, skipped, "skipped");
            Required.atLeast(0, cancelled, "cancelled");
        }
    }
}
