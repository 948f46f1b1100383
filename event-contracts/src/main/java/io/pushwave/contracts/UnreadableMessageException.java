package io.pushwave.contracts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message that cannot be understood, with the reason in a sentence fit for a dead letter or a problem detail. */
public final class UnreadableMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable JsonFault fault;

    public UnreadableMessageException(String reason) {
        super(reason);
        this.fault = null;
    }

    public UnreadableMessageException(String reason, Throwable cause) {
        super(reason, cause);
        this.fault = null;
    }

    /** A payload with this fault. */
    public UnreadableMessageException(JsonFault fault) {
        super(fault.sentence());
        this.fault = fault;
    }

    /** A payload with this fault, which a reader found. */
    public UnreadableMessageException(JsonFault fault, Throwable cause) {
        super(fault.sentence(), cause);
        this.fault = fault;
    }

    /** Which field is wrong, and why; absent if the reason does not lie in the payload. */
    public Optional<JsonFault> fault() {
        return Optional.ofNullable(fault);
    }
}
