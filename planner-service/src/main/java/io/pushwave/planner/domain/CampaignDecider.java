package io.pushwave.planner.domain;

import io.pushwave.planner.domain.CampaignState.Aborted;
import io.pushwave.planner.domain.CampaignState.Baking;
import io.pushwave.planner.domain.CampaignState.Completed;
import io.pushwave.planner.domain.CampaignState.Halted;
import io.pushwave.planner.domain.CampaignState.Opening;
import io.pushwave.planner.domain.CampaignState.Preparing;
import io.pushwave.planner.domain.CampaignState.Pushing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides what is done next for a campaign: values in, one decision out. */
public final class CampaignDecider {
    private CampaignDecider() {}

    /** Decides at the moment {@code now} by the planner's clock; it need not be exact, and going back does no harm. */
    public static Decision decide(CampaignState state, Progress progress, Duration bake, Instant now) {
        return switch (state) {
            case Preparing _ ->
                progress.snapshotComplete() ? new Decision.PlanNextPage() : new Decision.Wait(Optional.empty());
            case Opening opening -> new Decision.OpenWave(opening.opened());
            case Pushing pushing -> pushing(pushing, progress, bake, now);
            case Baking baking -> baking(baking, progress, now);
            case Halted _ -> new Decision.Wait(Optional.empty());
            case Aborted _ -> aborted(progress);
            case Completed _ -> new Decision.Rest();
        };
    }

    private static Decision pushing(Pushing state, Progress progress, Duration bake, Instant now) {
        var wave = progress.wave(state.wave());
        if (wave.thresholdCrossed()) {
            return new Decision.Halt(
                    wave.number(),
                    wave.counts().failed() + " of " + wave.counts().planned() + " orgs failed, " + wave.tolerated()
                            + " are tolerated",
                    state.halt());
        }
        boolean retryDue =
                progress.nextRetryAt().filter(due -> !due.isAfter(now)).isPresent();
        if (retryDue || wave.counts().waiting() > 0) {
            return new Decision.EmitCommands(wave.number());
        }
        if (wave.counts().done()) {
            // An empty wave has nothing to watch.
            return new Decision.StartBake(state.done(wave.counts().planned() == 0 ? now : now.plus(bake)));
        }
        return new Decision.Wait(progress.nextRetryAt());
    }

    private static Decision baking(Baking state, Progress progress, Instant now) {
        if (now.isBefore(state.until())) {
            return new Decision.Wait(Optional.of(state.until()));
        }
        var wave = progress.wave(state.wave());
        // The numbers travel with the decision.
        var reason = "Failures are within the tolerance and the bake time is over.";
        return progress.isLast(wave.number())
                ? new Decision.Complete(wave.number(), reason, state.completed())
                : new Decision.PassGate(wave.number(), reason, state.nextWave());
    }

    private static Decision aborted(Progress progress) {
        boolean somethingLeft = progress.waves().stream()
                .map(Wave::counts)
                .anyMatch(counts -> counts.waiting() > 0 || counts.retrying() > 0);
        return somethingLeft ? new Decision.CancelRest() : new Decision.Rest();
    }
}
