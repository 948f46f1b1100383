package io.pushwave.planner.org.successor;

import io.pushwave.contracts.OrgKey;
import java.time.Instant;

/** That an org may be another one, refreshed: the other one is gone, and has the same parent and name. */
public record Succession(OrgKey org, OrgKey predecessor, Instant guessedAt, Verdict verdict) {

    /** What a person has said to the guess. */
    public sealed interface Verdict {
        /** Nothing yet. */
        record Open() implements Verdict {}

        /** It is so; the org has got the predecessor's labels and policies. */
        record Confirmed(String by, Instant at) implements Verdict {}

        /** It is not so. */
        record Rejected(String by, Instant at) implements Verdict {}
    }

    boolean isConfirmed() {
        return verdict instanceof Verdict.Confirmed;
    }

    boolean isOpen() {
        return verdict instanceof Verdict.Open;
    }

    Succession with(Verdict other) {
        return new Succession(org, predecessor, guessedAt, other);
    }
}
