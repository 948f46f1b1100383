package io.pushwave.planner.campaign;

import java.time.Instant;
import java.util.Optional;

/** The next thing to do for a campaign. */
public sealed interface Decision {

    /** Give the next page of orgs their waves. */
    record PlanNextPage() implements Decision {}

    /** Command the next batch of the wave's orgs: retries that are due, then orgs that wait. */
    record EmitCommands(int wave) implements Decision {}

    /** Take the campaign to another state. */
    record Change(CampaignCommand command) implements Decision {}

    /** The campaign was aborted: cancel the next batch of orgs that have not been commanded. */
    record CancelRest() implements Decision {}

    /** Nothing to do before {@code until}, or before a result comes in. */
    record Wait(Optional<Instant> until) implements Decision {}

    /** Nothing will ever have to be done again. */
    record StopDriving() implements Decision {}
}
