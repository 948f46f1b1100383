package io.pushwave.simulator.bulk.csv;

import io.pushwave.simulator.domain.Refusal;

/** Uploaded data that no record can be taken from; the message is that of the job or batch. */
public final class DataFault extends Exception {
    private static final long serialVersionUID = 1L;

    public DataFault(String message) {
        super(Refusal.clipped(message), null, false, false);
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
