package io.pushwave.executor.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.StorableText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPolicyTest {
    private static final PushError LOCK =
            new PushError("LockingFailure", "Error", "Locked", "The org is being changed");
    private static final PushError TEST =
            new PushError("ApexTestFailure", "Error", "Apex Test Failure", "A test failed");
    private static final PushError GONE =
            new PushError("IneligibleUpgrade", "Error", "Package Uninstalled", "The package was uninstalled");
    private static final PushError NOT_ELIGIBLE =
            new PushError("IneligibleUpgrade", "Error", "Not Eligible", "Nobody knows why");
    private static final PushError THERE = new PushError(
            "IneligibleUpgrade",
            "Error",
            "Version Not Higher",
            "The organization already has this version of the package or a newer one");

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
            IneligibleUpgrade | (Not Available) | This package is not yet available | TRANSIENT
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
    void everyFailureHasItsClass(String type, String title, String message, FailureClass expected) {
        var verdict = ErrorPolicy.ofJob(List.of(new PushError(type, "Error", title, message)));

        assertThat(verdict)
                .isEqualTo(new JobVerdict.Failed(new Failure(
                        expected,
                        expected == FailureClass.TRANSIENT,
                        type,
                        title,
                        message,
                        Optional.of(FailureText.normalised(message)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            IneligibleUpgrade | Cannot upgrade beta package | You cannot upgrade a beta package, because developers can make incompatible changes to a package that has been released as a beta. To install a newer version of the package, you must first uninstall the existing version. | BETA_INSTALLED
            UnclassifiedError | Cannot upgrade beta package | You cannot upgrade a beta package, because developers can make incompatible changes | BETA_INSTALLED
            IneligibleUpgrade | Package Uninstalled | The package was uninstalled | UNINSTALLED
            UnclassifiedError | Package Uninstalled | The package was uninstalled | UNINSTALLED
            UnclassifiedError | Salesforce Subscription Expired | The subscription has expired | SUBSCRIPTION_EXPIRED
            IneligibleUpgrade | No Common Ancestor | The currently installed version does not share a common ancestor with this version. | NO_COMMON_ANCESTOR
            UnclassifiedError | Unexpected Error | The currently installed version does not share a common ancestor with this version. | NO_COMMON_ANCESTOR
            IneligibleUpgrade | Push Upgrade Blocked | The subscriber has blocked push upgrades of this package | BLOCKED_BY_SUBSCRIBER
            IneligibleUpgrade | Inactive | The organization is inactive | ORG_INACTIVE
            IneligibleUpgrade | Something new | Words that nobody has seen | NOT_ELIGIBLE
            """)
    void whatLiesInTheOrgIsNoFailure(String type, String title, String message, LeftOutReason expected) {
        var verdict = ErrorPolicy.ofJob(List.of(new PushError(type, "Error", title, message)));

        assertThat(verdict).isEqualTo(new JobVerdict.LeftOut(expected, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            IneligibleUpgrade | The organization already has this version of the package or a newer one
            IneligibleUpgrade | A newer version of this package is currently installed
            UnclassifiedError | A newer version of this package is currently installed.
            """)
    void anOrgThatHasTheVersionHasReachedIt(String type, String message) {
        var verdict = ErrorPolicy.ofJob(List.of(new PushError(type, "Error", "A title", message)));

        assertThat(verdict).isEqualTo(new JobVerdict.Reached("Salesforce says: " + message));
    }

    @Test
    void aReasonWithoutAMessageIsNamedByItsTitle() {
        var verdict =
                ErrorPolicy.ofJob(List.of(new PushError("IneligibleUpgrade", "Error", "Package Uninstalled", "")));

        assertThat(verdict).isEqualTo(new JobVerdict.LeftOut(LeftOutReason.UNINSTALLED, "Package Uninstalled"));
    }

    @Test
    void aJobThatFailedWithoutAReasonIsTriedAgain() {
        var failure = failure(ErrorPolicy.ofJob(List.of()));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.UNCLASSIFIED);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void ofSeveralErrorsTheHardestToHealDecides() {
        assertThat(failure(ErrorPolicy.ofJob(List.of(LOCK, TEST))).errorType()).isEqualTo("ApexTestFailure");
    }

    @Test
    void aReasonInTheOrgDecidesBeforeWhatSomebodyCouldDoAboutTheRest() {
        assertThat(ErrorPolicy.ofJob(List.of(TEST, GONE)))
                .isEqualTo(new JobVerdict.LeftOut(LeftOutReason.UNINSTALLED, "The package was uninstalled"));
    }

    @Test
    void ofSeveralReasonsInTheOrgTheOneThatSaysMostDecides() {
        assertThat(ErrorPolicy.ofJob(List.of(NOT_ELIGIBLE, GONE)))
                .isEqualTo(new JobVerdict.LeftOut(LeftOutReason.UNINSTALLED, "The package was uninstalled"));
    }

    @Test
    void thatTheOrgHasTheVersionDecidesBeforeEverythingElse() {
        assertThat(ErrorPolicy.ofJob(List.of(TEST, GONE, THERE, LOCK))).isInstanceOf(JobVerdict.Reached.class);
    }

    @Test
    void aWarningIsNoReason() {
        var warning = new PushError("IneligibleUpgrade", "Warning", "Package Uninstalled", "It was uninstalled");

        assertThat(failure(ErrorPolicy.ofJob(List.of(warning, LOCK))).errorType())
                .isEqualTo("LockingFailure");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INVALID_OPERATION | Something bad has happened. Please verify your input and try again. | TRANSIENT
            UNKNOWN_EXCEPTION | An unexpected error occurred. | TRANSIENT
            UNABLE_TO_LOCK_ROW | unable to obtain exclusive access to this record | TRANSIENT
            INVALID_OPERATION | This package is not yet available | TRANSIENT
            INVALID_OPERATION | admin operation already in progress | TRANSIENT
            INVALID_OPERATION | Specify a package that has passed the AppExchange security review. | NEEDS_ACTION
            STRING_TOO_LONG | too long | UNCLASSIFIED
            """)
    void everyRefusalOfAJobThatFailsHasItsClass(String code, String message, FailureClass expected) {
        var failure = failure(ErrorPolicy.ofRefusedJob(code, message));

        assertThat(failure.failureClass()).isEqualTo(expected);
        assertThat(failure.retryable()).isEqualTo(expected == FailureClass.TRANSIENT);
        assertThat(ErrorPolicy.refusalPasses(code, message)).isEqualTo(expected == FailureClass.TRANSIENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INVALID_OPERATION | The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It may not have the package installed, or has a beta version installed. | NOT_ELIGIBLE
            INVALID_OPERATION | Words that nobody has seen | NOT_ELIGIBLE
            INVALID_OPERATION | The currently installed version does not share a common ancestor with this version. | NO_COMMON_ANCESTOR
            INVALID_OPERATION | The subscriber has blocked push upgrades of this package. | BLOCKED_BY_SUBSCRIBER
            FIELD_INTEGRITY_EXCEPTION | The subscriber has blocked push upgrades of this package. | BLOCKED_BY_SUBSCRIBER
            """)
    void aRefusalForWhatLiesInTheOrgIsNoFailure(String code, String message, LeftOutReason expected) {
        assertThat(ErrorPolicy.ofRefusedJob(code, message)).isEqualTo(new JobVerdict.LeftOut(expected, message));
    }

    @Test
    void anOrgIsRefusedBecauseItHasTheVersion() {
        var verdict = ErrorPolicy.ofRefusedJob(
                "INVALID_OPERATION",
                "The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It already has this version or"
                        + " a newer one.");

        assertThat(verdict).isInstanceOf(JobVerdict.Reached.class);
    }

    @Test
    void aTextThatIsTooLongIsCutAndCanStillBeStored() {
        var message = "x".repeat(ErrorPolicy.TEXT_MAXIMUM - 1) + "\ud83d\ude80 and more";

        var failure = failure(ErrorPolicy.ofJob(List.of(new PushError("DeployError", "Error", "A title", message))));

        assertThat(failure.message()).hasSize(ErrorPolicy.TEXT_MAXIMUM + 1).endsWith(StorableText.REPLACEMENT + "…");
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

    private static Failure failure(JobVerdict verdict) {
        return ((JobVerdict.Failed) verdict).failure();
    }
}
