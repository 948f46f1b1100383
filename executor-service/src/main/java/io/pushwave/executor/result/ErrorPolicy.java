package io.pushwave.executor.result;

import static io.pushwave.contracts.PushResult.FailureClass.NEEDS_ACTION;
import static io.pushwave.contracts.PushResult.FailureClass.TIMED_OUT;
import static io.pushwave.contracts.PushResult.FailureClass.TRANSIENT;
import static io.pushwave.contracts.PushResult.FailureClass.UNCLASSIFIED;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.StorableText;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a failed or refused job means, by what Salesforce says. The rules stand in the order in which they are tried; each is
 * there because of messages that were really seen (domain page, sections 1.10, 2.7 and 7), unless its comment says otherwise.
 *
 * <p>Of several errors of one job one decides: that the org has the version, since nothing else matters then; otherwise the
 * reason that lies in the org, since no push can help while it stays; otherwise the failure that is hardest to heal.
 */
public final class ErrorPolicy {
    /** Longest text of Salesforce's that travels on, in characters: a screen full, and far below what a message may have. */
    public static final int TEXT_MAXIMUM = 10_000;

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

    /**
     * The second wording is that of an installation by hand (SalesforceLabs/Milestones-PM issue 129, graded THREAD); what a push
     * says is not published, so the first one is as inferred as the simulator's.
     */
    private static final Pattern REACHED = Pattern.compile(
            "already has (?:this|the same|a newer|a higher)(?: package)? version"
                    + "|(?:newer|higher|same) version of this package is (?:currently|already) installed",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ON_BETA = Pattern.compile("cannot upgrade a beta package", Pattern.CASE_INSENSITIVE);

    /** Not verified: what a blocked org's job says is not published. */
    private static final Pattern BLOCKED = Pattern.compile(
            "block(?:s|ed) push upgrades|push upgrades? (?:is|are|has been|have been) blocked",
            Pattern.CASE_INSENSITIVE);

    /** Not verified: inactive orgs are refused as not eligible, as far as is known. */
    private static final Pattern INACTIVE = Pattern.compile(
            "(?:organization|org) (?:is|has been|was) (?:inactive|deactivated|locked|deleted)",
            Pattern.CASE_INSENSITIVE);

    /** It is the package that lacks something, not the org. */
    private static final Pattern SECURITY_REVIEW = Pattern.compile("security review", Pattern.CASE_INSENSITIVE);

    private static final Pattern GACK = Pattern.compile("unexpected failure was experienced", Pattern.CASE_INSENSITIVE);

    /** Which failure of several decides: while one of them stays, another attempt fails again. */
    private static final List<FailureClass> HARDEST_FIRST = List.of(NEEDS_ACTION, UNCLASSIFIED, TIMED_OUT, TRANSIENT);

    private static final List<LeftOutReason> SAYS_MOST_FIRST = List.of(
            LeftOutReason.UNINSTALLED,
            LeftOutReason.ORG_INACTIVE,
            LeftOutReason.SUBSCRIPTION_EXPIRED,
            LeftOutReason.BLOCKED_BY_SUBSCRIBER,
            LeftOutReason.BETA_INSTALLED,
            LeftOutReason.NO_COMMON_ANCESTOR,
            LeftOutReason.NOT_ELIGIBLE);

    /** Which verdict of several decides, the smallest; of reasons in the org the one that says most. */
    private static final Comparator<JobVerdict> DECIDES = Comparator.comparingInt(ErrorPolicy::kind)
            .thenComparingInt(verdict -> switch (verdict) {
                case JobVerdict.Reached _ -> 0;
                case JobVerdict.LeftOut leftOut -> SAYS_MOST_FIRST.indexOf(leftOut.reason());
                case JobVerdict.Failed(var failure) -> HARDEST_FIRST.indexOf(failure.failureClass());
            });

    private static final Set<String> PASSING_CODES =
            Set.of("UNKNOWN_EXCEPTION", "UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "REQUEST_LIMIT_EXCEEDED");

    private ErrorPolicy() {}

    /** What a failed job's errors mean; warnings are none. */
    public static JobVerdict ofJob(List<PushError> errors) {
        return errors.stream()
                .filter(PushError::fatal)
                .map(ErrorPolicy::ofError)
                .min(DECIDES)
                // Failed jobs without any error row exist (Package Manager counts on them); another attempt costs
                // little.
                .orElseGet(
                        () -> new JobVerdict.Failed(failure(UNCLASSIFIED, true, "", "", "Salesforce gave no reason")));
    }

    private static int kind(JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Reached _ -> 0;
            case JobVerdict.LeftOut _ -> 1;
            case JobVerdict.Failed _ -> 2;
        };
    }

    /**
     * What it means that Salesforce refuses an org's job when it is added. {@code INVALID_OPERATION} is the code of what lies in
     * the org (CumulusCI passes such orgs over, graded CODE), whatever the words; other codes are not known to mean anything.
     */
    public static JobVerdict ofRefusedJob(String statusCode, String message) {
        var title = "The job was refused";
        if (refusalPasses(statusCode, message)) {
            return failed(TRANSIENT, statusCode, title, message);
        }
        var inOrg = inOrg("", message);
        if (inOrg.isPresent()) {
            return inOrg.get();
        }
        if (SECURITY_REVIEW.matcher(message).find()) {
            return failed(NEEDS_ACTION, statusCode, title, message);
        }
        return "INVALID_OPERATION".equals(statusCode)
                ? new JobVerdict.LeftOut(LeftOutReason.NOT_ELIGIBLE, bounded(message))
                : failed(UNCLASSIFIED, statusCode, title, message);
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

    private static JobVerdict ofError(PushError error) {
        var title = error.title().toLowerCase(Locale.ROOT).strip();
        var message = error.message();
        if (LOCKED.matcher(message).find() || NOT_YET_AVAILABLE.matcher(message).find()) {
            return failed(TRANSIENT, error);
        }
        if (BASE_MISSING.matcher(message).find()) {
            return failed(NEEDS_ACTION, error);
        }
        return inOrg(error.title(), message).orElseGet(() -> byType(error, title));
    }

    /** What the words say of the org itself; empty if nothing. */
    private static Optional<JobVerdict> inOrg(String title, String message) {
        if (REACHED.matcher(message).find()) {
            return Optional.of(new JobVerdict.Reached("Salesforce says: " + bounded(message)));
        }
        return reasonInOrg(title, message)
                .map(reason -> new JobVerdict.LeftOut(reason, bounded(message.isBlank() ? title : message)));
    }

    private static Optional<LeftOutReason> reasonInOrg(String originalTitle, String message) {
        var title = originalTitle.toLowerCase(Locale.ROOT).strip();
        if (title.equals("package uninstalled")) {
            return Optional.of(LeftOutReason.UNINSTALLED);
        }
        if (title.equals("salesforce subscription expired")) {
            return Optional.of(LeftOutReason.SUBSCRIPTION_EXPIRED);
        }
        if (OFF_PATH.matcher(message).find()) {
            return Optional.of(LeftOutReason.NO_COMMON_ANCESTOR);
        }
        if (title.contains("beta package") || ON_BETA.matcher(message).find()) {
            return Optional.of(LeftOutReason.BETA_INSTALLED);
        }
        if (BLOCKED.matcher(message).find()) {
            return Optional.of(LeftOutReason.BLOCKED_BY_SUBSCRIBER);
        }
        return INACTIVE.matcher(message).find() ? Optional.of(LeftOutReason.ORG_INACTIVE) : Optional.empty();
    }

    private static JobVerdict byType(PushError error, String title) {
        var message = error.message();
        return switch (error.type()) {
            case "IneligibleUpgrade" ->
                title.equals("dependent package conflict")
                        ? failed(NEEDS_ACTION, error)
                        : new JobVerdict.LeftOut(
                                LeftOutReason.NOT_ELIGIBLE, bounded(message.isBlank() ? error.title() : message));
            case "LockingFailure" -> failed(TRANSIENT, error);
            case "DeployError" ->
                failed(DEFINITION_NOT_FOUND.matcher(message).find() ? TRANSIENT : NEEDS_ACTION, error);
            case "ApexTestFailure", "FeatureMissing", "LimitExceeded", "PACError" -> failed(NEEDS_ACTION, error);
            case "UnclassifiedError" -> failed(unclassified(title, message), error);
            default -> failed(UNCLASSIFIED, error);
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

    private static JobVerdict failed(FailureClass failureClass, PushError error) {
        return failed(failureClass, error.type(), error.title(), error.message());
    }

    private static JobVerdict failed(FailureClass failureClass, String type, String title, String message) {
        return new JobVerdict.Failed(failure(failureClass, type, title, message));
    }

    private static Failure failure(FailureClass failureClass, String type, String title, String message) {
        return failure(failureClass, failureClass == TRANSIENT, type, title, message);
    }

    private static Failure failure(
            FailureClass failureClass, boolean retryable, String type, String title, String message) {
        return new Failure(
                failureClass,
                retryable,
                bounded(type),
                bounded(title),
                bounded(message),
                Optional.of(FailureText.normalised(message)));
    }

    /** A cut may go through the middle of a character. */
    private static String bounded(String text) {
        return text.length() <= TEXT_MAXIMUM ? text : StorableText.replaced(text.substring(0, TEXT_MAXIMUM)) + "…";
    }
}
