package io.pushwave.planner.org.policy;

import java.util.Optional;

/** What somebody wants of one decision. */
public sealed interface Edit<R extends Restriction> {
    /** It stays as it is. */
    record Leave<R extends Restriction>() implements Edit<R> {}

    /** It is taken back. */
    record Lift<R extends Restriction>() implements Edit<R> {}

    /** It is decided so. Who decides again what was decided already changes nothing: it stays the decision of the first. */
    record Put<R extends Restriction>(R wanted) implements Edit<R> {}

    /** The decision afterwards. */
    default Optional<R> appliedTo(Optional<R> stored) {
        return switch (this) {
            case Leave<R> _ -> stored;
            case Lift<R> _ -> Optional.empty();
            case Put<R>(var wanted) -> stored.filter(wanted::saysTheSameAs).or(() -> Optional.of(wanted));
        };
    }
}
