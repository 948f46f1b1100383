package io.pushwave.planner.campaign;

import java.time.Instant;

/**
 * Where a campaign stands. States are immutable; a transition is a method of the state that it leaves and returns the state
 * that it leads to, so a transition that is not drawn here does not compile.
 *
 * <pre>
 * Preparing ──planned──▶ Opening ──opened──▶ Pushing ──done──▶ Baking ──completed──▶ Completed
 *     │                     ▲                                    │
 *     │                     └────────────── nextWave ────────────┘
 *     │
 *     │       Opening, Pushing, Baking  ──halt──▶ Halted ──resume──▶ the state that was halted
 *     └──abort──▶ Aborted ◀──abort── Opening, Pushing, Baking, Halted
 * </pre>
 */
public sealed interface CampaignState {

    /** The state as it is stored and shown. */
    Name name();

    /** What people see; the phases of {@link Running} are one state to them. */
    enum Name {
        PREPARING,
        RUNNING,
        HALTED,
        ABORTED,
        COMPLETED;

        /** Whether nothing follows. */
        public boolean isEnd() {
            return switch (this) {
                case PREPARING, RUNNING, HALTED -> false;
                case ABORTED, COMPLETED -> true;
            };
        }
    }

    /** The inventory is being brought up to date, or the plan is being made. */
    record Preparing() implements CampaignState {
        @Override
        public Name name() {
            return Name.PREPARING;
        }

        public Opening planned() {
            return new Opening(1);
        }

        public Aborted abort() {
            return new Aborted();
        }
    }

    /** Orgs are pushed, or could be. */
    sealed interface Running extends CampaignState {
        /** The wave that this is about, counted from 1. */
        int wave();

        @Override
        default Name name() {
            return Name.RUNNING;
        }

        default Halted halt() {
            return new Halted(this);
        }

        default Aborted abort() {
            return new Aborted();
        }
    }

    /** The wave's turn has come. */
    record Opening(int wave) implements Running {
        public Pushing opened() {
            return new Pushing(wave);
        }
    }

    /** The wave's orgs are commanded, and their results come in. */
    record Pushing(int wave) implements Running {
        public Baking done(Instant bakedAt) {
            return new Baking(wave, bakedAt);
        }
    }

    /** Every org of the wave has its end; the gate waits for {@code until} in case the version shows its faults late. */
    record Baking(int wave, Instant until) implements Running {
        public Opening nextWave() {
            return new Opening(wave + 1);
        }

        public Completed completed() {
            return new Completed();
        }
    }

    /** Nothing new is started until somebody resumes. */
    record Halted(Running interrupted) implements CampaignState {
        @Override
        public Name name() {
            return Name.HALTED;
        }

        public Running resume() {
            return interrupted;
        }

        public Aborted abort() {
            return new Aborted();
        }
    }

    /** Final: nothing more is pushed; results of what had begun still come in. */
    record Aborted() implements CampaignState {
        @Override
        public Name name() {
            return Name.ABORTED;
        }
    }

    /** Final: every planned org has its end, and every gate has passed. */
    record Completed() implements CampaignState {
        @Override
        public Name name() {
            return Name.COMPLETED;
        }
    }
}
