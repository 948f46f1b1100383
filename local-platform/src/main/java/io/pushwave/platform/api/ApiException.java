package io.pushwave.platform.api;

/** An HTTP interface did not answer, or not as agreed; the message names the address. */
public final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    public ApiException(String message) {
        super(message);
    }

    public ApiException(String message, Throwable cause) {
        super(message, cause);
    }
}
