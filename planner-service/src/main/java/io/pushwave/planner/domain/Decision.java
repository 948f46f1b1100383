package io.pushwave.planner.domain;

import java.time.Instant;
import java.util.Optional;

/** The next thing to do for a campaign. Decisions that change its state carry the state that follows. */
public sealed interface Decision {

    /** Give the next page of orgs their waves. */
    record PlanNextPage() implements Decision {}

    /** The wave's orgs may be pushed from now on. */
    record OpenWave(CampaignState.Pushing next) implements Decision {}

    /** Command the next batch of the wave's orgs: retries that are due, then orgs that wait. */
    record EmitCommands(int wave) implements Decision {}

    /** Every org of the wave has its end; watch it until {@code next.until()}. */
    record StartBake(CampaignState.Baking next) implements Decision {}

    /** The wave was good enough; {@code next} opens the one after it. */
    record PassGate(int wave, String reason, CampaignState.Opening next) implements Decision {}

    /** The last wave was good enough, and the campaign is over. */
    record Complete(int wave, String reason, CampaignState.Completed next) implements Decision {}

    /** Too many orgs of the wave failed. */
    record Halt(int wave, String reason, CampaignState.Halted next) implements Decision {}

    /** The campaign was aborted: cancel the next batch of orgs that have not been commanded. */
    record CancelRest() implements Decision {}

    /** Nothing to do before {@code until}, or before a result comes in. */
    record Wait(Optional<Instant> until) implements Decision {}

    /** Nothing will ever have to be done again. */
    record Rest() implements Decision {}
}
