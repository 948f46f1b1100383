package io.pushwave.messaging.inbox;

import io.pushwave.contracts.Message;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.Received;

/** A record after it was read, or after that failed. */
public sealed interface Incoming<M extends Message> {

    /** Where the record lies: the same for every delivery of it, and for no other record. */
    String place();

    Origin origin();

    /** A message. */
    record Legible<M extends Message>(String place, Received<M> received) implements Incoming<M> {
        @Override
        public Origin origin() {
            return received.origin();
        }
    }

    /** Nothing that a handler could be given; {@code reason} is for people. */
    record Illegible<M extends Message>(String place, Origin origin, String reason) implements Incoming<M> {}
}
