package io.pushwave.executor.salesforce;

import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call to Salesforce that brought no answer to work with. */
public final class PackagingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int CAUSES_MAXIMUM = 10;

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

    /** The rest of a query's pages cannot be had any more; the query is to be asked anew. */
    public boolean locatorGone() {
        return errorCode.equals("INVALID_QUERY_LOCATOR");
    }

    /** Salesforce, or we, gave up waiting for what was asked: a smaller question may be answered. */
    public boolean tookTooLong() {
        if (errorCode.equals("QUERY_TIMEOUT")) {
            return true;
        }
        Throwable cause = getCause();
        for (int depth = 0; cause != null && depth < CAUSES_MAXIMUM; depth++) {
            if (cause instanceof TimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** What people read. */
    public String sentence() {
        return Optional.ofNullable(getMessage()).orElse(failure.name());
    }
}
