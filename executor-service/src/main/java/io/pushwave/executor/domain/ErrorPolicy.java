package io.pushwave.executor.domain;

import static io.pushwave.contracts.PushResult.FailureClass.INELIGIBLE;
import static io.pushwave.contracts.PushResult.FailureClass.NEEDS_ACTION;
import static io.pushwave.contracts.PushResult.FailureClass.TIMED_OUT;
import static io.pushwave.contracts.PushResult.FailureClass.TRANSIENT;
import static io.pushwave.contracts.PushResult.FailureClass.UNCLASSIFIED;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a failure means, by what Salesforce says. The rules stand in the order in which they are tried; each is there because
 * of messages that were really seen (domain page, sections 1.10, 2.7 and 7).
 */
public final class ErrorPolicy {
    private static final Pattern LOCKED = Pattern.compile(
            "ORA-04021|waiting to lock|UNABLE_TO_LOCK_ROW|exclusive access|operation already in progress",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DEFINITION_NOT_FOUND =
            Pattern.compile("Definition for \\S+ not found", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOMETHING_BAD =
            Pattern.compile("Something bad has happened", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_YET_AVAILABLE = Pattern.compile("not yet available", Pattern.CASE_INSENSITIVE);

    /** A base package must be pushed first: two wordings of the same fact, of a push and of an installation by hand. */
    private static final Pattern BASE_MISSING = Pattern.compile(
            "required package is missing|newer version of a dependent package", Pattern.CASE_INSENSITIVE);

    private static final Pattern OFF_PATH =
            Pattern.compile("does not share a common ancestor", Pattern.CASE_INSENSITIVE);
    private static final Pattern GACK = Pattern.compile("unexpected failure was experienced", Pattern.CASE_INSENSITIVE);

    /** Which failure of several decides: while one of them stays, another attempt fails again. */
    private static final List<FailureClass> HARDEST_FIRST =
            List.of(INELIGIBLE, NEEDS_ACTION, UNCLASSIFIED, TIMED_OUT, TRANSIENT);

    private static final Set<String> BENIGN_TITLES = Set.of("package uninstalled", "salesforce subscription expired");
    private static final Set<String> PASSING_CODES =
            Set.of("UNKNOWN_EXCEPTION", "UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "REQUEST_LIMIT_EXCEEDED");

    private ErrorPolicy() {}

    /** What a failed job's errors mean; of several, the one that is hardest to heal decides. */
    public static Failure ofJob(List<PushError> errors) {
        return errors.stream()
                .filter(PushError::fatal)
                .map(ErrorPolicy::ofError)
                .min(Comparator.comparingInt(failure -> HARDEST_FIRST.indexOf(failure.failureClass())))
                // Failed jobs without any error row exist (Package Manager counts on them); another attempt costs
                // little.
                .orElseGet(() -> failure(UNCLASSIFIED, true, "", "", "Salesforce gave no reason"));
    }

    /** What it means that Salesforce refuses an org's job when it is added. */
    public static Failure ofRefusedJob(String statusCode, String message) {
        var failureClass = INELIGIBLE;
        if (refusalPasses(statusCode, message)) {
            failureClass = TRANSIENT;
        } else if (!"INVALID_OPERATION".equals(statusCode)) {
            failureClass = UNCLASSIFIED;
        }
        return failure(failureClass, statusCode, "The job was refused", message);
    }

    /**
     * Whether a refusal, of one record or of a whole call, may be gone at a later try: random faults, locks, and a version that
     * has not come everywhere yet.
     */
    public static boolean refusalPasses(String statusCode, String message) {
        return PASSING_CODES.contains(statusCode)
                || SOMETHING_BAD.matcher(message).find()
                || LOCKED.matcher(message).find()
                || NOT_YET_AVAILABLE.matcher(message).find();
    }

    /** What it means for each org that Salesforce refuses the whole request. */
    public static Failure ofRefusedRequest(String errorCode, String message) {
        return failure(NEEDS_ACTION, errorCode, "The push request was refused", message);
    }

    /** What it means for each org that the version is none that can be pushed. */
    public static Failure ofUnpushableVersion(String reason) {
        return failure(NEEDS_ACTION, "", "The version cannot be pushed", reason);
    }

    /** What it means for an org that its command cannot be read whole. */
    public static Failure ofBrokenCommand(String reason) {
        return failure(NEEDS_ACTION, "", "The command is not valid", reason);
    }

    /**
     * Salesforce did not finish the job in time. It may still run, and a second push beside it is never wanted, so it is not
     * retryable.
     */
    public static Failure ofTimeout(Duration allowed) {
        return failure(TIMED_OUT, "", "No end in time", "Salesforce did not finish the job within " + allowed);
    }

    private static Failure ofError(PushError error) {
        return failure(classOf(error), error.type(), error.title(), error.message());
    }

    private static FailureClass classOf(PushError error) {
        var title = error.title().toLowerCase(Locale.ROOT).strip();
        var message = error.message();
        if (LOCKED.matcher(message).find() || NOT_YET_AVAILABLE.matcher(message).find()) {
            return TRANSIENT;
        }
        if (BASE_MISSING.matcher(message).find()) {
            return NEEDS_ACTION;
        }
        if (OFF_PATH.matcher(message).find()) {
            return INELIGIBLE;
        }
        if (BENIGN_TITLES.contains(title) || title.contains("beta package")) {
            return INELIGIBLE;
        }
        return switch (error.type()) {
            case "IneligibleUpgrade" -> title.equals("dependent package conflict") ? NEEDS_ACTION : INELIGIBLE;
            case "LockingFailure" -> TRANSIENT;
            case "DeployError" -> DEFINITION_NOT_FOUND.matcher(message).find() ? TRANSIENT : NEEDS_ACTION;
            case "ApexTestFailure", "FeatureMissing", "LimitExceeded", "PACError" -> NEEDS_ACTION;
            case "UnclassifiedError" -> unclassified(title, message);
            default -> UNCLASSIFIED;
        };
    }

    /** Gacks pass by themselves; an Apex stack trace is the package's own install script. */
    private static FailureClass unclassified(String title, String message) {
        if (title.equals("unexpected failure")
                || GACK.matcher(message).find()
                || SOMETHING_BAD.matcher(message).find()) {
            return TRANSIENT;
        }
        return message.contains("System.") ? NEEDS_ACTION : UNCLASSIFIED;
    }

    private static Failure failure(FailureClass failureClass, String type, String title, String message) {
        return failure(failureClass, failureClass == TRANSIENT, type, title, message);
    }

    private static Failure failure(
            FailureClass failureClass, boolean retryable, String type, String title, String message) {
        return new Failure(failureClass, retryable, type, title, message, Optional.of(FailureText.normalised(message)));
    }
}
