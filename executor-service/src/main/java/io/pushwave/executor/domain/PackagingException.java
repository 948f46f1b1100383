package io.pushwave.executor.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call to Salesforce that brought no answer to work with. */
public final class PackagingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ApiFailure failure;
    private final String errorCode;

    /**
     * @param errorCode Salesforce's {@code errorCode}; empty where there was none
     * @param message a sentence for people, without secrets
     */
    public PackagingException(ApiFailure failure, String errorCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.errorCode = errorCode;
    }

    public PackagingException(ApiFailure failure, String errorCode, String message) {
        this(failure, errorCode, message, null);
    }

    public ApiFailure failure() {
        return failure;
    }

    /** Salesforce's {@code errorCode}. */
    public String errorCode() {
        return errorCode;
    }

    /** What people read. */
    public String sentence() {
        return Optional.ofNullable(getMessage()).orElse(failure.name());
    }
}
