package io.pushwave.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPolicyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            IneligibleUpgrade | Dependent Package Conflict | This package requires that a newer version of a dependent package be installed | NEEDS_ACTION
            IneligibleUpgrade | Cannot upgrade beta package | You cannot upgrade a beta package, because developers can make incompatible changes | INELIGIBLE
            IneligibleUpgrade | (Not Available) | This package is not yet available | TRANSIENT
            UnclassifiedError | Unexpected Failure | Contact Support and provide the following error number: 731858695-80805 (-151184096). | TRANSIENT
            UnclassifiedError | Unexpected Error | System.DmlException: Upsert failed. ORA-04021: timeout occurred while waiting to lock object | TRANSIENT
            UnclassifiedError | Unexpected Error | System.NullPointerException: Class.x.InstallScript.onInstall: line 5, column 1 | NEEDS_ACTION
            UnclassifiedError | Something else | Nobody knows | UNCLASSIFIED
            DeployError | Deployment Failure | Definition for js://hed.STG_CMP_Header not found | TRANSIENT
            DeployError | Deployment Failure | A tab of this name exists | NEEDS_ACTION
            UnclassifiedError | Package Uninstalled | The package is gone | INELIGIBLE
            UnclassifiedError | Salesforce Subscription Expired | The org is gone | INELIGIBLE
            ApexTestFailure | Apex tests failed | A test failed | NEEDS_ACTION
            FeatureMissing | Feature missing | Communities is not enabled | NEEDS_ACTION
            LimitExceeded | Limit exceeded | Custom objects | NEEDS_ACTION
            LockingFailure | Locked | The org is being changed | TRANSIENT
            PACError | PAC | Some PAC error | NEEDS_ACTION
            BrandNewType | Title | Message | UNCLASSIFIED
            """)
    void everyKnownErrorHasItsClass(String type, String title, String message, FailureClass expected) {
        var failure = ErrorPolicy.ofJob(List.of(new PushError(type, "Error", title, message)));

        assertThat(failure).isEqualTo(new Failure(expected, expected == FailureClass.TRANSIENT, type, title, message));
    }

    @Test
    void aJobThatFailedWithoutAReasonIsTriedAgain() {
        var failure = ErrorPolicy.ofJob(List.of());

        assertThat(failure.failureClass()).isEqualTo(FailureClass.UNCLASSIFIED);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void ofSeveralErrorsTheHardestToHealDecides() {
        var lock = new PushError("LockingFailure", "Error", "Locked", "The org is being changed");
        var test = new PushError("ApexTestFailure", "Error", "Apex tests failed", "A test failed");

        assertThat(ErrorPolicy.ofJob(List.of(lock, test)).errorType()).isEqualTo("ApexTestFailure");
    }

    @Test
    void aWarningIsNoReason() {
        var warning = new PushError("ApexTestFailure", "Warning", "Apex tests failed", "A test failed");
        var lock = new PushError("LockingFailure", "Error", "Locked", "The org is being changed");

        assertThat(ErrorPolicy.ofJob(List.of(warning, lock)).errorType()).isEqualTo("LockingFailure");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INVALID_OPERATION | The specified SubscriberOrganizationKey is not eligible to receive this upgrade. | INELIGIBLE
            INVALID_OPERATION | Something bad has happened. Please verify your input and try again. | TRANSIENT
            UNKNOWN_EXCEPTION | An unexpected error occurred. | TRANSIENT
            UNABLE_TO_LOCK_ROW | unable to obtain exclusive access to this record | TRANSIENT
            STRING_TOO_LONG | too long | UNCLASSIFIED
            """)
    void everyRefusalOfAJobHasItsClass(String code, String message, FailureClass expected) {
        var failure = ErrorPolicy.ofRefusedJob(code, message);

        assertThat(failure.failureClass()).isEqualTo(expected);
        assertThat(failure.retryable()).isEqualTo(expected == FailureClass.TRANSIENT);
        assertThat(ErrorPolicy.refusalPasses(code, message)).isEqualTo(expected == FailureClass.TRANSIENT);
    }

    @Test
    void aJobThatMayStillRunIsNotTriedAgain() {
        assertThat(ErrorPolicy.ofTimeout(Duration.ofHours(24)).retryable()).isFalse();
    }

    @Test
    void messagesThatDifferOnlyInNumbersBecomeOne() {
        var one = "provide the following error number: 731858695-80805 (-151184096). Class.a.B: line 5, column 1";
        var other = "provide the following error number: 1-2  (3). Class.a.B: line 77, column 12";

        assertThat(FailureText.normalised(one))
                .isEqualTo("provide the following error number: <gack>. Class.a.B: line <n>, column <n>");
        assertThat(FailureText.normalised("Org 00Dxx0000001gPL and 04t000000000001AAA"))
                .isEqualTo("Org <id> and <id>");
        assertThat(FailureText.normalised(other)).contains("line <n>, column <n>");
    }
}
