package io.pushwave.simulator.http.faults;

import io.pushwave.simulator.http.Reply;
import java.util.Optional;

/** How a reply reaches the client. */
public sealed interface Delivery {
    /** As it is. */
    record Whole(Reply reply) implements Delivery {}

    /** Its head and half of its body, and then the connection is closed. */
    record Cut(Reply reply) implements Delivery {}

    /** Not at all: the connection is closed. */
    record None() implements Delivery {}

    /** What the client can see of the reply. */
    default Optional<Reply> visible() {
        return switch (this) {
            case Whole(var reply) -> Optional.of(reply);
            case Cut(var reply) -> Optional.of(reply);
            case None _ -> Optional.empty();
        };
    }
}
