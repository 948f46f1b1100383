package io.pushwave.planner.campaign;

import io.pushwave.planner.campaign.CampaignCommand.Abort;
import io.pushwave.planner.campaign.CampaignCommand.Create;
import io.pushwave.planner.campaign.CampaignCommand.FinishPlan;
import io.pushwave.planner.campaign.CampaignCommand.GiveUp;
import io.pushwave.planner.campaign.CampaignCommand.Halt;
import io.pushwave.planner.campaign.CampaignCommand.HaltAtGate;
import io.pushwave.planner.campaign.CampaignCommand.OpenWave;
import io.pushwave.planner.campaign.CampaignCommand.PassGate;
import io.pushwave.planner.campaign.CampaignCommand.Resume;
import io.pushwave.planner.campaign.CampaignCommand.StartBake;
import io.pushwave.planner.campaign.CampaignEvent.AcceptedFailures;
import io.pushwave.planner.campaign.CampaignEvent.Control;
import io.pushwave.planner.campaign.CampaignState.Aborted;
import io.pushwave.planner.campaign.CampaignState.Baking;
import io.pushwave.planner.campaign.CampaignState.Completed;
import io.pushwave.planner.campaign.CampaignState.Halted;
import io.pushwave.planner.campaign.CampaignState.Opening;
import io.pushwave.planner.campaign.CampaignState.Preparing;
import io.pushwave.planner.campaign.CampaignState.Pushing;
import io.pushwave.planner.campaign.CampaignState.Running;
import io.pushwave.planner.gate.Gate;
import io.pushwave.planner.gate.Wave;
import io.pushwave.planner.plan.PlanRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The only place that knows which command leads a campaign from which state to which, and what is said about it. Values in, one
 * outcome out; what is stored of a campaign is an {@link Outcome.Changed}, which nobody else can make.
 */
public final class CampaignLife {
    private CampaignLife() {}

    /** What a command does to a campaign. */
    public sealed interface Outcome {
        /**
         * The change, where only a mistake of ours could have led to another outcome.
         *
         * @throws IllegalStateException if the command changes nothing
         */
        default Changed changed() {
            return switch (this) {
                case Changed changed -> changed;
                case Unchanged _ -> throw new IllegalStateException("the campaign is where the command would bring it");
                case Refused refused -> throw new IllegalStateException(refused.rule());
            };
        }

        /** The campaign goes to another state. */
        final class Changed implements Outcome {
            private final Optional<CampaignState> from;
            private final Campaign campaign;
            private final Instant at;
            private final List<CampaignEvent> events;
            private final List<AuditEntry> audit;

            private Changed(Transition transition, CampaignState next, AuditEntry entry) {
                this.from = transition.from;
                this.campaign = new Campaign(transition.facts.identity(), next, transition.epoch, transition.sequence);
                this.at = transition.at;
                this.events = List.copyOf(transition.events);
                this.audit = List.of(entry);
            }

            /** The state that it was made from; empty if the campaign did not exist. */
            public Optional<CampaignState> from() {
                return from;
            }

            /** The campaign in its next state, with the numbers of the events given away. */
            public Campaign campaign() {
                return campaign;
            }

            /** The state that follows. */
            public CampaignState next() {
                return campaign.state();
            }

            /** When all of it happened. */
            public Instant at() {
                return at;
            }

            /** What happened, in its order. */
            public List<CampaignEvent> events() {
                return events;
            }

            /** Who did it, and why. */
            public List<AuditEntry> audit() {
                return audit;
            }
        }

        /** The campaign is where the command would bring it: whoever asks twice, or as the second, has what they want. */
        record Unchanged() implements Outcome {}

        /** The campaign's state does not allow it; {@code rule} says when it is allowed. */
        record Refused(String rule) implements Outcome {}
    }

    /** What is to be done next; {@code now} by the planner's clock: it need not be exact, and going back does no harm. */
    public static Decision next(CampaignState state, Progress progress, Instant now) {
        return switch (state) {
            case Preparing _ ->
                progress.snapshotComplete() ? new Decision.PlanNextPage() : new Decision.Wait(Optional.empty());
            case Opening _ -> new Decision.Change(new OpenWave());
            case Pushing pushing -> pushing(progress.wave(pushing.wave()), progress.nextRetryAt(), now);
            case Baking baking ->
                isOver(baking, now)
                        ? new Decision.Change(new PassGate())
                        : new Decision.Wait(Optional.of(baking.until()));
            case Halted _ -> new Decision.Wait(Optional.empty());
            case Aborted _ -> aborted(progress);
            case Completed _ -> new Decision.StopDriving();
        };
    }

    private static Decision pushing(Wave wave, Optional<Instant> nextRetryAt, Instant now) {
        if (wave.thresholdCrossed()) {
            return new Decision.Change(new HaltAtGate());
        }
        boolean retryDue = nextRetryAt.filter(due -> !due.isAfter(now)).isPresent();
        if (retryDue || wave.counts().waiting() > 0) {
            return new Decision.EmitCommands(wave.number());
        }
        return wave.counts().done() ? new Decision.Change(new StartBake()) : new Decision.Wait(nextRetryAt);
    }

    private static Decision aborted(Progress progress) {
        boolean somethingLeft = progress.waves().stream()
                .map(Wave::counts)
                .anyMatch(counts -> counts.waiting() > 0 || counts.retrying() > 0);
        return somethingLeft ? new Decision.CancelRest() : new Decision.StopDriving();
    }

    private static boolean isOver(Baking baking, Instant now) {
        return !now.isBefore(baking.until());
    }

    /**
     * What a command does.
     *
     * @param state the campaign's, empty if it does not exist
     */
    public static Outcome handle(
            Optional<CampaignState> state, CampaignCommand command, CampaignFacts facts, Instant now) {
        var transition = new Transition(state, facts, now);
        if (state.isEmpty()) {
            return command instanceof Create
                    ? create(transition)
                    : new Outcome.Refused("a campaign that does not exist can only be created");
        }
        var from = state.get();
        return switch (command) {
            case Create _ -> new Outcome.Refused("a campaign is created once");
            case FinishPlan finish -> finishPlan(from, finish.plan(), transition);
            case GiveUp give -> giveUp(from, give.reason(), transition);
            case OpenWave _ -> openWave(from, transition);
            case StartBake _ -> startBake(from, transition);
            case PassGate _ -> passGate(from, transition);
            case HaltAtGate _ -> haltAtGate(from, transition);
            case Halt halt -> halt(from, halt, transition);
            case Resume resume -> resume(from, resume, transition);
            case Abort abort -> abort(from, abort, transition);
        };
    }

    /** Its control state is RUNNING from the start: what is commanded may be pushed, and nothing is commanded yet. */
    private static Outcome create(Transition transition) {
        return transition
                .event(CampaignEvent.Created::new)
                .control(Control.RUNNING, "created")
                .to(new Preparing(), AuditEntry.PLANNER, "");
    }

    private static Outcome finishPlan(CampaignState from, PlanRevision plan, Transition transition) {
        if (!(from instanceof Preparing preparing)) {
            return refused(from, "a plan is made while a campaign is PREPARING");
        }
        var facts = transition.facts;
        return transition
                .event(sequence -> new CampaignEvent.Planned(sequence, plan, facts.waves(), facts.excluded()))
                .to(preparing.planned(), AuditEntry.PLANNER, "");
    }

    private static Outcome giveUp(CampaignState from, String reason, Transition transition) {
        if (!(from instanceof Preparing preparing)) {
            return refused(from, "the planner gives up only a campaign that is PREPARING");
        }
        return transition
                .event(sequence -> new CampaignEvent.Aborted(sequence, AuditEntry.PLANNER, reason))
                .control(Control.ABORTED, reason)
                .to(preparing.abort(), AuditEntry.PLANNER, reason);
    }

    private static Outcome openWave(CampaignState from, Transition transition) {
        if (!(from instanceof Opening opening)) {
            return refused(from, "a wave is opened when its turn has come");
        }
        return transition
                .event(sequence -> new CampaignEvent.WaveOpened(sequence, opening.wave()))
                .to(opening.opened(), AuditEntry.PLANNER, "");
    }

    private static Outcome startBake(CampaignState from, Transition transition) {
        if (!(from instanceof Pushing pushing)
                || transition.wave(pushing).thresholdCrossed()
                || !transition.wave(pushing).counts().done()) {
            return refused(from, "a wave is watched once every org of it has its end, and not too many failed");
        }
        // An empty wave has nothing to watch.
        boolean empty = transition.wave(pushing).counts().planned() == 0;
        var bake = transition.facts.identity().strategy().document().bakeOf(pushing.wave());
        var until = empty ? transition.at : transition.at.plus(bake);
        return transition.to(pushing.done(until), AuditEntry.PLANNER, "");
    }

    private static Outcome passGate(CampaignState from, Transition transition) {
        if (!(from instanceof Baking baking) || !isOver(baking, transition.at)) {
            return refused(from, "a gate passes when the bake time of its wave is over");
        }
        var wave = transition.wave(baking);
        var reason = wave.failureSummary() + "; the bake time is over";
        transition.event(sequence -> new CampaignEvent.GateDecided(sequence, wave, Gate.PASSED, reason));
        if (!transition.facts.isLast(wave.number())) {
            return transition.to(baking.nextWave(), AuditEntry.GATE, reason);
        }
        return transition
                .event(sequence -> new CampaignEvent.Completed(sequence, transition.facts.waves()))
                .control(Control.ENDED, "completed")
                .to(baking.completed(), AuditEntry.GATE, reason);
    }

    private static Outcome haltAtGate(CampaignState from, Transition transition) {
        if (!(from instanceof Pushing pushing) || !transition.wave(pushing).thresholdCrossed()) {
            return refused(from, "a gate halts a wave in which more orgs failed than are tolerated");
        }
        var wave = transition.wave(pushing);
        var reason = wave.inWords() + ": " + wave.failureSummary();
        return transition
                .event(sequence -> new CampaignEvent.GateDecided(sequence, wave, Gate.HALTED, wave.failureSummary()))
                .event(sequence -> new CampaignEvent.Halted(sequence, AuditEntry.GATE, reason))
                .control(Control.HALTED, reason)
                .to(pushing.halt(), AuditEntry.GATE, reason);
    }

    private static Outcome halt(CampaignState from, Halt command, Transition transition) {
        return switch (from) {
            case Running running ->
                transition
                        .event(sequence -> new CampaignEvent.Halted(sequence, command.by(), command.reason()))
                        .control(Control.HALTED, command.reason())
                        .to(running.halt(), command.by(), command.reason());
            case Halted _ -> new Outcome.Unchanged();
            case Preparing _, Aborted _, Completed _ -> new Outcome.Refused(Brake.HALT.rule());
        };
    }

    private static Outcome resume(CampaignState from, Resume command, Transition transition) {
        return switch (from) {
            case Halted halted -> {
                var crossed = transition.facts.wave(halted.interrupted().wave()).filter(Wave::thresholdCrossed);
                var accepted = crossed.map(wave -> transition.accepted(wave));
                var reason = crossed.map(wave -> join(command.reason(), transition.accepted(wave), wave))
                        .orElse(command.reason());
                yield transition
                        .event(sequence -> new CampaignEvent.Resumed(sequence, command.by(), reason, accepted))
                        .control(Control.RUNNING, reason)
                        .to(halted.resume(), command.by(), command.reason());
            }
            case Running _ -> new Outcome.Unchanged();
            case Preparing _, Aborted _, Completed _ -> new Outcome.Refused(Brake.RESUME.rule());
        };
    }

    private static String join(String reason, AcceptedFailures accepted, Wave wave) {
        var sentence = "the " + wave.counts().failed() + " failed orgs of " + wave.inWords() + " are accepted, "
                + accepted.tolerated() + " are tolerated from now on";
        return reason.isEmpty() ? sentence : reason + "; " + sentence;
    }

    private static Outcome abort(CampaignState from, Abort command, Transition transition) {
        return switch (from) {
            case Preparing preparing -> abort(preparing.abort(), command, transition);
            case Running running -> abort(running.abort(), command, transition);
            case Halted halted -> abort(halted.abort(), command, transition);
            case Aborted _ -> new Outcome.Unchanged();
            case Completed _ -> new Outcome.Refused(Brake.ABORT.rule());
        };
    }

    private static Outcome abort(Aborted next, Abort command, Transition transition) {
        return transition
                .event(sequence -> new CampaignEvent.Aborted(sequence, command.by(), command.reason()))
                .control(Control.ABORTED, command.reason())
                .to(next, command.by(), command.reason());
    }

    private static Outcome refused(CampaignState from, String rule) {
        return new Outcome.Refused(rule + "; this one is in " + from);
    }

    /** A change that is being put together: events get the next numbers of the campaign, controls the next epoch. */
    private static final class Transition {
        private final Optional<CampaignState> from;
        private final CampaignFacts facts;
        private final Instant at;
        private final List<CampaignEvent> events = new ArrayList<>();
        private long sequence;
        private long epoch;

        Transition(Optional<CampaignState> from, CampaignFacts facts, Instant at) {
            this.from = from;
            this.facts = facts;
            this.at = at;
            this.sequence = facts.sequence();
            this.epoch = facts.controlEpoch();
        }

        Wave wave(Running running) {
            return facts.wave(running.wave()).orElseThrow();
        }

        AcceptedFailures accepted(Wave wave) {
            var tolerance = facts.identity().strategy().document().toleranceOf(wave.number());
            return new AcceptedFailures(wave.number(), wave.toleratedAfterResume(tolerance));
        }

        Transition event(LongFunction<CampaignEvent> event) {
            sequence++;
            events.add(event.apply(sequence));
            return this;
        }

        Transition control(Control control, String reason) {
            epoch = ControlEpoch.next(epoch, at);
            events.add(new CampaignEvent.ControlChanged(epoch, control, reason));
            return this;
        }

        Outcome to(CampaignState next, String by, String reason) {
            return new Outcome.Changed(this, next, new AuditEntry(at, by, reason));
        }
    }
}
