package io.pushwave.messaging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes reasons of what libraries and handlers throw: sentences for people, without the names of our classes. */
public final class FailureReason {
    private static final String NO_REASON = "a fault of the program; the service's log has the whole of it";

    /**
     * Where a library names the setting or class that a message is from. Both patterns are read over what a stranger sent, which
     * may be long: what was taken is never given back, and nothing begins in the middle of a name, so that reading takes as long
     * as the text.
     */
    private static final Pattern ASIDE =
            Pattern.compile("(?<!\\s)\\s*+\\((?:from|through reference chain)[^()]*+(?:\\(\\))?+[^()]*+\\)");

    private static final Pattern CLASS_NAME =
            Pattern.compile("(?<![a-z0-9_.])(?:class )?+`?+(?:[a-z_][a-z0-9_]*+\\.){2,}+"
                    + "(?:[A-Z][\\w$]*+\\.?+)++(?:<[^>]{0,200}>)?+`?+");

    private FailureReason() {}

    /** A reason without names of classes. */
    public static String of(String reason) {
        return CLASS_NAME.matcher(ASIDE.matcher(reason).replaceAll("")).replaceAll("…");
    }

    /** What the innermost cause that has something to say says; of a mere fault of the program, only that it is one. */
    public static String of(Throwable failure) {
        String reason = null;
        var left = 20;
        for (@Nullable Throwable cause = failure; cause != null && left > 0; cause = cause.getCause(), left--) {
            var message = cause.getMessage();
            if (message != null
                    && !message.isBlank()
                    && !CLASS_NAME.matcher(message).find()) {
                reason = message;
            }
        }
        return reason == null ? NO_REASON : reason;
    }
}
