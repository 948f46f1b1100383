package io.pushwave.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPolicyTest {

    /** The real messages, where there are any: sections 1.10, 2.7 and 7.7 of the domain page, row by row. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            IneligibleUpgrade | Dependent Package Conflict | This package requires that a newer version of a dependent package be installed before the upgrade can proceed: EDA, Version EDA 1.93. Ask the subscriber to install the dependent package and then retry the push upgrade. | NEEDS_ACTION
            UnclassifiedError | Unexpected Failure | An unexpected failure was experienced during the upgrade. The subscriber's organization was unaffected. Contact salesforce.com Support through your normal channels and provide the following error number: 731858695-80805 (-151184096). | TRANSIENT
            UnclassifiedError | Unexpected Error | An unexpected failure was experienced during the upgrade. Provide the following error number: 1-2 (3). | TRANSIENT
            UnclassifiedError | Unexpected Error | System.DmlException: Upsert failed. First exception on row 0; first error: CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, ORA-04021: timeout occurred while waiting to lock object: [] Class.sfal.InstallScript.onInstall: line 5, column 1 | TRANSIENT
            UnclassifiedError | Unexpected Error | System.NullPointerException: Attempt to de-reference a null object Class.x.InstallScript.onInstall: line 5, column 1 | NEEDS_ACTION
            UnclassifiedError | Something else | Nobody knows | UNCLASSIFIED
            UnclassifiedError | Something else | Something bad has happened. Please verify your input and try again. | TRANSIENT
            DeployError | Deployment Failure | Definition for js://hed.STG_CMP_Header not found | TRANSIENT
            DeployError | Deployment Failure | A custom tab of the package has the name of a tab that the organization already has | NEEDS_ACTION
            IneligibleUpgrade | Cannot upgrade beta package | You cannot upgrade a beta package, because developers can make incompatible changes to a package that has been released as a beta. To install a newer version of the package, you must first uninstall the existing version. | INELIGIBLE
            UnclassifiedError | Cannot upgrade beta package | You cannot upgrade a beta package, because developers can make incompatible changes | INELIGIBLE
            IneligibleUpgrade | (Not Available) | This package is not yet available | TRANSIENT
            IneligibleUpgrade | Package Uninstalled | The package was uninstalled | INELIGIBLE
            UnclassifiedError | Package Uninstalled | The package was uninstalled | INELIGIBLE
            UnclassifiedError | Salesforce Subscription Expired | The subscription has expired | INELIGIBLE
            IneligibleUpgrade | Version Not Higher | The organization already has this version of the package or a newer one | INELIGIBLE
            IneligibleUpgrade | No Common Ancestor | The currently installed version does not share a common ancestor with this version. | INELIGIBLE
            UnclassifiedError | Unexpected Error | The currently installed version does not share a common ancestor with this version. | INELIGIBLE
            IneligibleUpgrade | Push Upgrade Blocked | The subscriber has blocked push upgrades of this package | INELIGIBLE
            ApexTestFailure | Apex Test Failure | System.AssertException: Assertion Failed: a subscriber's validation rule refused the test's record | NEEDS_ACTION
            UnclassifiedError | Install failed | VALIDATION_FAILED [DB 0710 DE1 Pkg1 1.2: A required package is missing: Package X, Version 1.2 or later must be installed first.] | NEEDS_ACTION
            IneligibleUpgrade | Install failed | A required package is missing: Package X, Version 1.2 or later must be installed first. | NEEDS_ACTION
            LockingFailure | Locking Failure | admin operation already in progress | TRANSIENT
            LockingFailure | Locked | Words that nobody has seen | TRANSIENT
            DeployError | Deployment Failure | UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record | TRANSIENT
            LimitExceeded | Limit Exceeded | The organization has reached a limit | NEEDS_ACTION
            FeatureMissing | Feature Missing | A feature that the package requires is not enabled | NEEDS_ACTION
            PACError | Package Access Control | The package's access controls refused the upgrade | NEEDS_ACTION
            BrandNewType | Title | Message | UNCLASSIFIED
            """)
    void everyKnownErrorHasItsClass(String type, String title, String message, FailureClass expected) {
        var failure = ErrorPolicy.ofJob(List.of(new PushError(type, "Error", title, message)));

        assertThat(failure)
                .isEqualTo(new Failure(
                        expected,
                        expected == FailureClass.TRANSIENT,
                        type,
                        title,
                        message,
                        Optional.of(FailureText.normalised(message))));
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
    void whatMustBeChangedDecidesBeforeWhatSomebodyCouldDoAboutTheRest() {
        var test = new PushError("ApexTestFailure", "Error", "Apex Test Failure", "A test failed");
        var gone = new PushError("IneligibleUpgrade", "Error", "Package Uninstalled", "The package was uninstalled");

        assertThat(ErrorPolicy.ofJob(List.of(test, gone)).failureClass()).isEqualTo(FailureClass.INELIGIBLE);
    }

    @Test
    void aWarningIsNoReason() {
        var warning = new PushError("ApexTestFailure", "Warning", "Apex tests failed", "A test failed");
        var lock = new PushError("LockingFailure", "Error", "Locked", "The org is being changed");

        assertThat(ErrorPolicy.ofJob(List.of(warning, lock)).errorType()).isEqualTo("LockingFailure");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INVALID_OPERATION | The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It may not have the package installed, or has a beta version installed. | INELIGIBLE
            INVALID_OPERATION | Something bad has happened. Please verify your input and try again. | TRANSIENT
            UNKNOWN_EXCEPTION | An unexpected error occurred. | TRANSIENT
            UNABLE_TO_LOCK_ROW | unable to obtain exclusive access to this record | TRANSIENT
            INVALID_OPERATION | This package is not yet available | TRANSIENT
            INVALID_OPERATION | admin operation already in progress | TRANSIENT
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
    void aRequestThatIsRefusedNeedsSomebody() {
        var failure = ErrorPolicy.ofRefusedRequest(
                "INVALID_INPUT", "Specify a package that has passed the AppExchange security review.");

        assertThat(failure.failureClass()).isEqualTo(FailureClass.NEEDS_ACTION);
        assertThat(failure.retryable()).isFalse();
    }
}
