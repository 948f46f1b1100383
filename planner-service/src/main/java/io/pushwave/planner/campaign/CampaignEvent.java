package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.gate.Gate;
import io.pushwave.planner.gate.Wave;
import io.pushwave.planner.plan.PlanRevision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to a campaign; {@code sequence} counts a campaign's events from 1, without gaps. */
public sealed interface CampaignEvent {

    /** Its release was accepted. */
    record Created(long sequence) implements CampaignEvent {}

    /**
     * The plan is complete.
     *
     * @param plan which of the campaign's plans it is
     * @param waves by number, first wave first, with their quotas
     * @param excluded how many orgs are excluded for which reason
     */
    record Planned(long sequence, PlanRevision plan, List<Wave> waves, Map<ExclusionReason, Long> excluded)
            implements CampaignEvent {
        public Planned {
            waves = List.copyOf(waves);
            excluded = Map.copyOf(excluded);
        }
    }

    /** The wave's orgs may be pushed from now on. */
    record WaveOpened(long sequence, int wave) implements CampaignEvent {}

    /**
     * A gate decided.
     *
     * @param wave with the counts on which it decided
     */
    record GateDecided(long sequence, Wave wave, Gate gate, String reason) implements CampaignEvent {}

    /** Nothing new is started until somebody resumes. */
    record Halted(long sequence, String by, String reason) implements CampaignEvent {}

    /** It goes on. */
    record Resumed(long sequence, String by, String reason, Optional<AcceptedFailures> accepted)
            implements CampaignEvent {}

    /** Final: nothing more is pushed. */
    record Aborted(long sequence, String by, String reason) implements CampaignEvent {}

    /** Final: every planned org has its end. */
    record Completed(long sequence, List<Wave> waves) implements CampaignEvent {
        public Completed {
            waves = List.copyOf(waves);
        }
    }

    /**
     * What the executor may do from now on.
     *
     * @param epoch grows with every change, see {@link ControlEpoch}
     */
    record ControlChanged(long epoch, Control control, String reason) implements CampaignEvent {}

    /** What the executor may do for a campaign. */
    enum Control {
        RUNNING,
        HALTED,
        ABORTED,
        ENDED
    }

    /**
     * The failures of a wave that were accepted by whoever resumed.
     *
     * @param tolerated most failed orgs with which the wave's gate passes from now on
     */
    record AcceptedFailures(int wave, long tolerated) {}
}
