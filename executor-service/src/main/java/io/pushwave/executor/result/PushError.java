package io.pushwave.executor.result;

/**
 * One {@code PackagePushError}. Texts may be empty.
 *
 * @param type {@code ErrorType}
 * @param severity Error or Warning
 */
public record PushError(String type, String severity, String title, String message) {

    /** Whether it made the job fail; a warning alone does not. */
    public boolean fatal() {
        return !"Warning".equalsIgnoreCase(severity);
    }
}
