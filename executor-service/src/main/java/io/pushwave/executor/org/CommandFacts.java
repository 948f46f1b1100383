package io.pushwave.executor.org;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.request.PushRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * What is stored about one push command, as far as it explains where the command stands.
 *
 * @param wave counts from 1
 * @param attempt counts from 1
 * @param since when it came into its state
 * @param endedBecause the reason of its result; empty while it is open, and when it succeeded
 * @param jobId 0DX…, as soon as the org has a job
 * @param request the push request that it is in; empty while it waits
 * @param control the newest control of its campaign; empty if none came
 * @param unread a control of its campaign, or about nobody knows which, that could not be read and holds it; empty if none does
 * @param comesFirst the command for the same org and package that it has to wait for
 */
public record CommandFacts(
        String commandId,
        String campaignId,
        int wave,
        int attempt,
        String packageId,
        String packageVersionId,
        Instant notBefore,
        Optional<Instant> notAfter,
        IntentState state,
        Instant since,
        Optional<String> endedBecause,
        Optional<String> jobId,
        Optional<RequestFacts> request,
        Optional<ControlFacts> control,
        Optional<UnreadControlFacts> unread,
        Optional<Predecessor> comesFirst) {

    /** The newest control of a campaign. */
    public record ControlFacts(CampaignControl.State state, String reason, Instant storedAt) {}

    /** A control that came and could not be read. */
    public record UnreadControlFacts(Instant since, String reason) {}

    /** An older command, or one in flight, for the same org and package. */
    public record Predecessor(String commandId, String campaignId, IntentState state, Instant since) {}

    /**
     * The push request that a command is in.
     *
     * @param id ours
     * @param salesforceId 0DV…, as soon as it is known
     * @param state a name of {@link PushRequest}'s states
     * @param waitsFor why it does not go on; empty while it does
     * @param dueAt when it is looked at again
     * @param workedOnBy the instance that has claimed it; empty if none has
     */
    public record RequestFacts(
            String id,
            Optional<String> salesforceId,
            String state,
            Instant since,
            Instant scheduledStart,
            Optional<Instant> activatedAt,
            Optional<String> waitsFor,
            Instant dueAt,
            Optional<String> workedOnBy) {}
}
