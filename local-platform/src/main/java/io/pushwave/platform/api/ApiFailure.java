package io.pushwave.platform.api;

/** An {@link ApiException} on its way through an iterator, which may not throw checked exceptions. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApiFailure(ApiException cause) {
        super(cause.getMessage(), cause);
    }
}
