package io.pushwave.planner.org.policy;

import io.pushwave.planner.org.VersionNumber;
import java.time.Instant;
import java.util.Optional;

/** One decision about an org that can forbid a push, and so the reason that is shown where it does. */
public sealed interface Restriction {
    /** Who has decided it. */
    String by();

    String reason();

    /** Whether the org may not be brought to this version now. */
    boolean forbids(VersionNumber target, Instant now);

    /** Whether it is the same decision, whoever has made it. */
    boolean saysTheSameAs(Restriction other);

    /**
     * The org is left out of everything: its owner upgrades by himself, or not at all.
     *
     * @param until when it ends by itself; empty if somebody has to lift it
     */
    record OptOut(String by, String reason, Optional<Instant> until) implements Restriction {
        @Override
        public boolean forbids(VersionNumber target, Instant now) {
            return lasts(until, now);
        }

        @Override
        public boolean saysTheSameAs(Restriction other) {
            return other instanceof OptOut that && reason.equals(that.reason) && until.equals(that.until);
        }
    }

    /**
     * Nothing is pushed to the org until the hold is lifted; then it is pushed what it has missed.
     *
     * @param until when it ends by itself; empty if somebody has to lift it
     */
    record Hold(String by, String reason, Optional<Instant> until) implements Restriction {
        @Override
        public boolean forbids(VersionNumber target, Instant now) {
            return lasts(until, now);
        }

        @Override
        public boolean saysTheSameAs(Restriction other) {
            return other instanceof Hold that && reason.equals(that.reason) && until.equals(that.until);
        }
    }

    /**
     * The org is not brought above a version until the pin is lifted.
     *
     * @param version the highest that it may get
     */
    record Pin(String by, String reason, VersionNumber version) implements Restriction {
        @Override
        public boolean forbids(VersionNumber target, Instant now) {
            return target.compareTo(version) > 0;
        }

        @Override
        public boolean saysTheSameAs(Restriction other) {
            return other instanceof Pin that && reason.equals(that.reason) && version.equals(that.version);
        }
    }

    /** The moment at which it ends is not part of it. */
    private static boolean lasts(Optional<Instant> until, Instant now) {
        return until.isEmpty() || now.isBefore(until.get());
    }
}
