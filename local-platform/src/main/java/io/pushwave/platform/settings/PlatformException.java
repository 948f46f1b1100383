package io.pushwave.platform.settings;

/** The platform cannot be started, or not be used; the message is for the person who asked for it. */
public final class PlatformException extends Exception {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
