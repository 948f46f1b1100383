package io.pushwave.platform.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A campaign as the status service sums it up. */
public record CampaignSummary(
        String campaignId,
        String state,
        String packageName,
        String packageVersionId,
        String versionName,
        String versionNumber,
        Instant createdAt,
        Optional<Instant> endedAt,
        OrgCounts orgs,
        Map<String, Long> excludedByReason,
        List<WaveSummary> waves) {
    public CampaignSummary {
        waves = List.copyOf(waves);
        excludedByReason = Map.copyOf(excludedByReason);
    }

    /** Whether nothing follows for this campaign. */
    public boolean ended() {
        return state.equals("COMPLETED") || state.equals("ABORTED");
    }

    /** Whether nobody goes on with this campaign unless a person does something. */
    public boolean halted() {
        return state.equals("HALTED");
    }

    /**
     * Orgs by where they stand; all but {@code excluded} add up to {@code planned}.
     *
     * @param reached brought to the version, or above it, by their customers
     * @param leftOut Salesforce could not push to them, for a reason that lies in the org
     */
    public record OrgCounts(
            long planned,
            long excluded,
            long waiting,
            long scheduled,
            long started,
            long retrying,
            long succeeded,
            long reached,
            long failed,
            long leftOut,
            long skipped,
            long cancelled) {

        /** Orgs that have their end. */
        public long ended() {
            return succeeded + reached + failed + leftOut + skipped + cancelled;
        }
    }

    /**
     * One wave.
     *
     * @param name how people call it; empty if no plan was seen that has it
     * @param kind by what it takes its orgs
     * @param gate empty until it has decided
     */
    public record WaveSummary(
            int number,
            Optional<String> name,
            Optional<String> kind,
            long planned,
            long toleratedFailures,
            String state,
            Optional<String> gate,
            Optional<String> gateReason,
            Optional<Instant> openedAt,
            Optional<Instant> decidedAt,
            long waiting,
            long scheduled,
            long started,
            long retrying,
            long succeeded,
            long reached,
            long failed,
            long leftOut,
            long skipped,
            long cancelled) {

        /** What people call it, and what it is; empty while that is not known. */
        public String inWords() {
            return WaveWords.of(name, kind);
        }

        /** Orgs that Salesforce has in its hands. */
        public long pushing() {
            return scheduled + started;
        }

        /** Orgs that have their end. */
        public long ended() {
            return succeeded + reached + failed + leftOut + skipped + cancelled;
        }
    }
}
