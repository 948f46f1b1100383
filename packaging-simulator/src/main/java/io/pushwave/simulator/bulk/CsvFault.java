package io.pushwave.simulator.bulk;

/** A file that no record can be taken from; the message is the job's. */
final class CsvFault extends Exception {
    private static final long serialVersionUID = 1L;

    CsvFault(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
