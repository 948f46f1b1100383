package io.pushwave.planner.org.successor;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.successor.Succession.Verdict.Confirmed;
import io.pushwave.planner.org.successor.Succession.Verdict.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The guesses that have an org or a predecessor in common. An org has one predecessor at most, and is the predecessor of one at most:
 * who confirms one of several guesses has rejected the others.
 */
public record Successions(List<Succession> all) {
    public Successions {
        all = List.copyOf(all);
    }

    /** What comes of a verdict. */
    public sealed interface Outcome {
        /** Nobody has guessed that. */
        record Unknown() implements Outcome {}

        /** A person has said so before. */
        record Unchanged(Succession succession) implements Outcome {}

        /** Another verdict does not allow it. */
        record Refused(Succession because) implements Outcome {}

        /**
         * It is to be stored.
         *
         * @param succession the one that it is about
         * @param others those that are rejected with it
         */
        record Decided(Succession succession, List<Succession> others) implements Outcome {}
    }

    /** A person says that it is so; one that was rejected can still be confirmed. */
    public Outcome confirm(OrgKey org, OrgKey predecessor, String by, Instant now) {
        var found = find(org, predecessor);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (found.get().isConfirmed()) {
            return new Outcome.Unchanged(found.get());
        }
        var confirmed = all.stream().filter(Succession::isConfirmed).findFirst();
        if (confirmed.isPresent()) {
            return new Outcome.Refused(confirmed.get());
        }
        var others = new ArrayList<Succession>();
        for (var other : all) {
            if (other.isOpen() && !other.equals(found.get())) {
                others.add(other.with(new Rejected(by, now)));
            }
        }
        return new Outcome.Decided(found.get().with(new Confirmed(by, now)), others);
    }

    /** A person says that it is not so; one that was confirmed has been acted upon, and stays. */
    public Outcome reject(OrgKey org, OrgKey predecessor, String by, Instant now) {
        var found = find(org, predecessor);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        return switch (found.get().verdict()) {
            case Confirmed _ -> new Outcome.Refused(found.get());
            case Rejected _ -> new Outcome.Unchanged(found.get());
            case Succession.Verdict.Open _ -> new Outcome.Decided(found.get().with(new Rejected(by, now)), List.of());
        };
    }

    private Optional<Succession> find(OrgKey org, OrgKey predecessor) {
        return all.stream()
                .filter(each -> each.org().equals(org) && each.predecessor().equals(predecessor))
                .findFirst();
    }
}
