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
            Required.text(commandId, "commandId");
            Required.text(campaignId, "campaignId");
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
            Required.value(at, "at");
            Required.text(pushRequestId, "pushRequestId");
            Required.text(pushJobId, "pushJobId");
            Required.value(scheduledStart, "scheduledStart");
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
            Required.value(at, "at");
            Required.text(pushJobId, "pushJobId");
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
            Required.value(at, "at");
            Required.text(pushJobId, "pushJobId");
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
            Required.value(at, "at");
            Required.value(pushJobId, "pushJobId");
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
            Required.value(errorType, "errorType");
            Required.value(title, "title");
            Required.value(message, "message");
            Required.value(group, "group");
        }
    }

    /** What a failure means for whoever has to act on it. */
    enum FailureClass {
        /** Passes by itself: locks, gacks, a version not yet on the instance. */
        TRANSIENT,
        /** The publisher or the customer must change something first. */
        NEEDS_ACTION,
        /** Salesforce will not push this version to this org. */
        INELIGIBLE,
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
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PushCorrected(Subject subject, Instant at, String pushJobId, LateOutcome outcome, Optional<Failure> failure)
            implements PushResult {
        public PushCorrected {
            Required.value(subject, "subject");
            Required.value(at, "at");
            Required.text(pushJobId, "pushJobId");
            Required.value(outcome, "outcome");
            Required.value(failure, "failure");
            if (failure.isPresent() != (outcome == LateOutcome.FAILED)) {
                throw new IllegalArgumentException(
                        "outcome is " + outcome + (failure.isPresent() ? " with" : " without")
                                + " a failure: FAILED has one, the others have none");
            }
            if (failure.map(Failure::failureClass)
                    .filter(FailureClass.TIMED_OUT::equals)
                    .isPresent()) {
                throw new IllegalArgumentException("failure.failureClass is TIMED_OUT: that is what is corrected");
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
        /** Salesforce never began. */
        CANCELLED
    }

    /** The push was taken back before it began. */
    record PushCancelled(Subject subject, Instant at, String reason) implements PushResult {
        public PushCancelled {
            Required.value(subject, "subject");
            Required.value(at, "at");
            Required.value(reason, "reason");
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }

    /** Nothing was pushed because nothing had to be, or its time had passed. */
    record PushSkipped(Subject subject, Instant at, String reason) implements PushResult {
        public PushSkipped {
            Required.value(subject, "subject");
            Required.value(at, "at");
            Required.value(reason, "reason");
        }

        @Override
        public boolean terminal() {
            return true;
        }
    }
}
