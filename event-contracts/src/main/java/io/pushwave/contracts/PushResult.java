package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of one push command. Key: org key. Each command ends in exactly one result whose {@link #terminal()} is true;
 * scheduled and started may come before it. After a failure of the class {@link FailureClass#TIMED_OUT}, and after no other
 * end, one {@link PushCorrected} may follow.
 */
public sealed interface PushResult extends Message {

    /** The command, campaign, org and attempt that this is about. */
    Subject subject();

    /** When it happened, by the executor's clock. */
    Instant at();

    /** Whether the command ends with it. */
    boolean terminal();

    @Override
    default String key() {
        return subject().orgKey().value();
    }

    /** Which command a result belongs to; repeats the command's fields. */
    record Subject(String commandId, String campaignId, OrgKey orgKey, int wave, int attempt) {
        public Subject {
            Required.identifier(commandId, "commandId");
            Required.identifier(campaignId, "campaignId");
            Required.value(orgKey, "orgKey");
            Required.atLeast(1, wave, "wave");
            Required.atLeast(1, attempt, "attempt");
        }
    }

    /** The org's job is in an activated push request. */
    record PushScheduled(Subject subject, Instant at, String pushRequestId, String pushJobId, Instant scheduledStart)
            implements PushResult {
        public PushScheduled {
            Required.value(subject, "subject");
            Required.moment(at, "at");
            Required.identifier(pushRequestId, "pushRequestId");
            Required.identifier(pushJobId, "pushJobId");
            Required.moment(scheduledStart, "scheduledStart");
        }

        @Override
        public boolean terminal() {
            return false;
        }
    }

    /** Salesforce is installing. */
    record PushStarted(Subject subject, Instant at, String pushJobId) implements PushResult {
        public PushStarted {
            Required.value(subject, "subject");
            Required.moment(at, "at");
            Required.identifier(pushJobId, "pushJobId");
        }

        @Override
        public boolean terminal() {
            return false;
        }
    }

    /** The org has the version. */
    record PushSucceeded(Subject subject, Instant at, String pushJobId) implements PushResult {
        public PushSucceeded {
            Required.value(subject, "subject");
            Required.moment(at, "at");
            Required.identifier(pushJobId, "pushJobId");
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }

    /** This attempt did not bring the version into the org. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PushFailed(Subject subject, Instant at, Optional<String> pushJobId, Failure failure) implements PushResult {
        public PushFailed {
            Required.value(subject, "subject");
            Required.moment(at, "at");
            Required.value(pushJobId, "pushJobId").ifPresent(id -> Required.identifier(id, "pushJobId"));
            Required.value(failure, "failure");
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }

    /**
     * Why an attempt failed.
     *
     * @param failureClass the error policy's class
     * @param retryable whether another attempt may heal it
     * @param errorType {@code PackagePushError.ErrorType}, or the status code of a refused job
     * @param title {@code PackagePushError.ErrorTitle}; may be empty
     * @param message {@code PackagePushError.ErrorMessage}; may be empty
     * @param group the message without what differs from org to org (incident numbers, ids, positions), so that failures with
     *     the same type, title and group are the same to people; absent in messages from before it was introduced
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Failure(
            FailureClass failureClass,
            @JsonProperty(required = true) boolean retryable,
            String errorType,
            String title,
            String message,
            Optional<String> group) {
        public Failure {
            Required.value(failureClass, "failureClass");
            Required.free(errorType, "errorType");
            Required.free(title, "title");
            Required.free(message, "message");
            Required.value(group, "group").ifPresent(text -> Required.free(text, "group"));
        }
    }

    /**
     * The org has the version, or one above it, and not by this push: the customer upgraded it (or an earlier campaign did, and
     * nobody knew).
     *
     * @param pushJobId the job by which Salesforce said so; absent if it refused to add one, or if it was known before
     * @param reason how it is known, as shown to people
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PushReached(Subject subject, Instant at, Optional<String> pushJobId, String reason) implements PushResult {
        public PushReached {
            Required.value(subject, "subject");
            Required.moment(at, "at");
            Required.value(pushJobId, "pushJobId").ifPresent(id -> Required.identifier(id, "pushJobId"));
            Required.free(reason, "reason");
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }

    /** Salesforce could not push to the org, for a reason that lies in the org and says nothing about the version. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PushLeftOut(Subject subject, Instant at, Optional<String> pushJobId, LeftOut leftOut) implements PushResult {
        public PushLeftOut {
            Required.value(subject, "subject");
            Required.moment(at, "at");
            Required.value(pushJobId, "pushJobId").ifPresent(id -> Required.identifier(id, "pushJobId"));
            Required.value(leftOut, "leftOut");
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }

    /**
     * Why an org was left out after it had been planned.
     *
     * @param message Salesforce's own words; may be empty
     */
    record LeftOut(LeftOutReason reason, String message) {
        public LeftOut {
            Required.value(reason, "reason");
            Required.free(message, "message");
        }
    }

    /** Why no push can reach an org. */
    enum LeftOutReason {
        /** The customer uninstalled the package. */
        UNINSTALLED,
        /** The org is inactive, locked or deleted. */
        ORG_INACTIVE,
        /** The customer's Salesforce subscription or trial has expired. */
        SUBSCRIPTION_EXPIRED,
        /** The customer blocks push upgrades. */
        BLOCKED_BY_SUBSCRIBER,
        /** A beta is installed; it cannot be upgraded at all. */
        BETA_INSTALLED,
        /** The version does not descend from the installed one. */
        NO_COMMON_ANCESTOR,
        /** Salesforce calls the org not eligible and says no more. */
        NOT_ELIGIBLE
    }

    /** What a failure means for whoever has to act on it. */
    enum FailureClass {
        /** Passes by itself: locks, gacks, a version not yet on the instance. */
        TRANSIENT,
        /** The publisher or the customer must change something first. */
        NEEDS_ACTION,
        /** Salesforce gave no reason, or none that the policy knows. */
        UNCLASSIFIED,
        /** Salesforce did not finish the job in the time allowed; it may still answer. */
        TIMED_OUT
    }

    /**
     * Salesforce answered after the command had failed as {@link FailureClass#TIMED_OUT}: what it turned out to be. Not a second
     * end: nobody has to wait for it, and most commands never get one.
     *
     * @param failure the true reason; present exactly when the outcome is {@link LateOutcome#FAILED}, and never timed out
     * @param leftOut why; present exactly when the outcome is {@link LateOutcome#LEFT_OUT}
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PushCorrected(
            Subject subject,
            Instant at,
            String pushJobId,
            LateOutcome outcome,
            Optional<Failure> failure,
            Optional<LeftOut> leftOut)
            implements PushResult {
        public PushCorrected {
            Required.value(subject, "subject");
            Required.moment(at, "at");
            Required.identifier(pushJobId, "pushJobId");
            Required.value(outcome, "outcome");
            requireExactly(outcome, LateOutcome.FAILED, Required.value(failure, "failure"), "failure");
            requireExactly(outcome, LateOutcome.LEFT_OUT, Required.value(leftOut, "leftOut"), "leftOut");
            if (failure.map(Failure::failureClass)
                    .filter(FailureClass.TIMED_OUT::equals)
                    .isPresent()) {
                throw new IllegalArgumentException("failure.failureClass is TIMED_OUT: that is what is corrected");
            }
        }

        private static void requireExactly(LateOutcome outcome, LateOutcome needed, Optional<?> value, String field) {
            if (value.isPresent() != (outcome == needed)) {
                throw new IllegalArgumentException(
                        "outcome is " + outcome + (value.isPresent() ? " with " : " without ") + field + ": " + needed
                                + " has one, the others have none");
            }
        }

        @Override
        public boolean terminal() {
            return false;
        }
    }

    /** What a job that had timed out turned out to be. */
    enum LateOutcome {
        /** The org has the version after all. */
        SUCCEEDED,
        FAILED,
        /** The org had the version already, by the customer. */
        REACHED,
        /** The reason lies in the org. */
        LEFT_OUT,
        /** Salesforce never began. */
        CANCELLED
    }

    /** The push was taken back before it began. */
    record PushCancelled(Subject subject, Instant at, String reason) implements PushResult {
        public PushCancelled {
            Required.value(subject, "subject");
            Required.moment(at, "at");
            Required.free(reason, "reason");
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }

    /** Nothing was pushed because its time had passed. */
    record PushSkipped(Subject subject, Instant at, String reason) implements PushResult {
        public PushSkipped {
            Required.value(subject, "subject");
            Required.moment(at, "at");
            Required.free(reason, "reason");
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }
}
