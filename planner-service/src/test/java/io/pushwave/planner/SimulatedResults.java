package io.pushwave.planner;

import static io.pushwave.planner.SimulatedExecutor.THEN;

import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.PushResult.Subject;
import java.util.Optional;

/** What the executor says of a command. */
final class SimulatedResults {
    private static final LeftOut UNINSTALLED = new LeftOut(LeftOutReason.UNINSTALLED, "The package was uninstalled");

    private SimulatedResults() {}

    static Subject subject(OrgPushCommanded command) {
        return new Subject(
                command.commandId(), command.campaignId(), command.orgKey(), command.wave(), command.attempt());
    }

    static PushResult scheduled(OrgPushCommanded command) {
        return new PushScheduled(subject(command), THEN, "0DV000000000001", "0DX000000000001", THEN);
    }

    static PushResult started(OrgPushCommanded command) {
        return new PushStarted(subject(command), THEN, "0DX000000000001");
    }

    static PushResult succeeded(OrgPushCommanded command) {
        return new PushSucceeded(subject(command), THEN, "0DX000000000001");
    }

    static PushResult failed(OrgPushCommanded command, boolean retryable) {
        return new PushFailed(
                subject(command),
                THEN,
                Optional.of("0DX000000000001"),
                new Failure(
                        retryable ? FailureClass.TRANSIENT : FailureClass.NEEDS_ACTION,
                        retryable,
                        "UnclassifiedError",
                        "Unexpected Failure",
                        "An unexpected failure was experienced during the upgrade.",
                        Optional.empty()));
    }

    /** The customer had brought the org to the version. */
    static PushResult reached(OrgPushCommanded command) {
        return new PushReached(subject(command), THEN, Optional.empty(), "the org has version 1.5 already");
    }

    static PushResult leftOut(OrgPushCommanded command) {
        return new PushLeftOut(subject(command), THEN, Optional.of("0DX000000000001"), UNINSTALLED);
    }

    static PushResult timedOut(OrgPushCommanded command) {
        return new PushFailed(
                subject(command),
                THEN,
                Optional.of("0DX000000000001"),
                new Failure(FailureClass.TIMED_OUT, false, "", "No end in time", "", Optional.empty()));
    }

    /** What a job that had timed out turned out to be; if it failed, for a reason that another attempt could heal. */
    static PushResult corrected(OrgPushCommanded command, LateOutcome outcome) {
        var failure = outcome == LateOutcome.FAILED
                ? Optional.of(new Failure(
                        FailureClass.TRANSIENT, true, "LockingFailure", "Locking Failure", "", Optional.empty()))
                : Optional.<Failure>empty();
        return new PushCorrected(
                subject(command),
                THEN,
                "0DX000000000001",
                outcome,
                failure,
                outcome == LateOutcome.LEFT_OUT ? Optional.of(UNINSTALLED) : Optional.empty());
    }
}
