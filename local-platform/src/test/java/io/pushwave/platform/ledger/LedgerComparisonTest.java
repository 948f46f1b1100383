package io.pushwave.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerComparisonTest {
    private static final String TARGET = "04t000000000002AAA";
    private static final String BEFORE = "04t000000000001AAA";
    private static final String HIGHER = "04t000000000003AAA";
    private static final Target GOAL = new Target(TARGET, Set.of(HIGHER));
    private static final String HAS_IT = "The organization already has this version of the package or a newer one";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void anOrgThatSucceededAtItsFirstAttemptAgrees() {
        var agreement = compare(
                org("a", OrgState.SUCCEEDED, 1, "job1"), ledger("a", TARGET, job("job1", JobStatus.SUCCEEDED, 0)));

        assertThat(agreement.viewMatchesLedger()).isTrue();
        assertThat(agreement.pushJobs()).isEqualTo(1);
        assertThat(agreement.duplicatePushes()).isZero();
        assertThat(agreement.firstAttemptFailures()).isZero();
        assertThat(agreement.healed()).isZero();
    }

    @Test
    void anOrgThatSucceededAtItsSecondAttemptIsHealed() {
        var agreement = compare(
                org("a", OrgState.SUCCEEDED, 2, "job2"),
                ledger("a", TARGET, job("job1", JobStatus.FAILED, 0), job("job2", JobStatus.SUCCEEDED, 1)));

        assertThat(agreement.viewMatchesLedger()).isTrue();
        assertThat(agreement.pushJobs()).isEqualTo(2);
        assertThat(agreement.firstAttemptFailures()).isEqualTo(1);
        assertThat(agreement.healed()).isEqualTo(1);
        assertThat(agreement.duplicatePushes()).isZero();
    }

    @Test
    void anOrgWhoseLastJobFailedAgreesWithAFailedOne() {
        var agreement =
                compare(org("a", OrgState.FAILED, 1, "job1"), ledger("a", BEFORE, job("job1", JobStatus.FAILED, 0)));

        assertThat(agreement.viewMatchesLedger()).isTrue();
        assertThat(agreement.healed()).isZero();
    }

    @Test
    void anOrgWhoseLastAttemptWasRefusedNeedsNoJob() {
        var refused = new ViewOrg("a", OrgState.FAILED, 2, Optional.empty(), Optional.of("INVALID"));

        var agreement = compare(refused, ledger("a", BEFORE, job("job1", JobStatus.FAILED, 0)));

        assertThat(agreement.viewMatchesLedger()).isTrue();
    }

    @Test
    void aJobForAnotherVersionDoesNotCount() {
        var other = new LedgerJob(
                "job0", BEFORE, JobStatus.SUCCEEDED, NOON, Optional.of(NOON), Optional.of(NOON.plusSeconds(1)), "");

        var agreement = compare(
                org("a", OrgState.SUCCEEDED, 1, "job1"),
                ledger("a", TARGET, other, job("job1", JobStatus.SUCCEEDED, 1)));

        assertThat(agreement.viewMatchesLedger()).isTrue();
        assertThat(agreement.pushJobs()).isEqualTo(1);
    }

    @Test
    void aSuccessThatSalesforceDoesNotKnowIsAMismatch() {
        var agreement =
                compare(org("a", OrgState.SUCCEEDED, 1, "job1"), ledger("a", BEFORE, job("job1", JobStatus.FAILED, 0)));

        assertThat(agreement.viewMatchesLedger()).isFalse();
        assertThat(agreement.mismatches())
                .containsExactly(
                        new Mismatch("a", "the view says SUCCEEDED, Salesforce has 1 job, 0 of them succeeded"));
    }

    @Test
    void aSuccessWithoutTheVersionInTheOrgIsAMismatch() {
        var agreement = compare(
                org("a", OrgState.SUCCEEDED, 1, "job1"), ledger("a", BEFORE, job("job1", JobStatus.SUCCEEDED, 0)));

        assertThat(agreement.mismatches())
                .containsExactly(new Mismatch("a", "the view says SUCCEEDED, the org has version " + BEFORE));
    }

    @Test
    void aFailureWhoseJobSucceededIsAMismatch() {
        var agreement =
                compare(org("a", OrgState.FAILED, 1, "job1"), ledger("a", TARGET, job("job1", JobStatus.SUCCEEDED, 0)));

        assertThat(agreement.mismatched()).isEqualTo(1);
    }

    @Test
    void moreJobsThanAttemptsIsAMismatch() {
        var agreement = compare(
                org("a", OrgState.FAILED, 1, "job2"),
                ledger("a", BEFORE, job("job1", JobStatus.FAILED, 0), job("job2", JobStatus.FAILED, 1)));

        assertThat(agreement.mismatches())
                .containsExactly(new Mismatch("a", "the view counts 1 attempts, Salesforce started 2 jobs"));
    }

    @Test
    void anotherJobThanTheViewNamesIsAMismatch() {
        var agreement =
                compare(org("a", OrgState.FAILED, 1, "job9"), ledger("a", BEFORE, job("job1", JobStatus.FAILED, 0)));

        assertThat(agreement.mismatches())
                .containsExactly(new Mismatch("a", "the view names job job9, Salesforce's last is job1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXCLUDED", "SKIPPED", "CANCELLED"})
    void anOrgThatWasLeftOutMustHaveNoStartedJob(OrgState state) {
        var untouched = compare(unpushed("a", state), ledger("a", BEFORE, cancelledJob("job1")));
        var touched = compare(unpushed("a", state), ledger("a", TARGET, job("job1", JobStatus.SUCCEEDED, 0)));

        assertThat(untouched.viewMatchesLedger()).isTrue();
        assertThat(touched.mismatched()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"WAITING", "SCHEDULED", "STARTED", "RETRYING"})
    void anOrgWithoutAnEndIsAMismatch(OrgState state) {
        var agreement = compare(unpushed("a", state), ledger("a", BEFORE));

        assertThat(agreement.mismatched()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {TARGET, HIGHER})
    void anOrgThatItsCustomerBroughtToTheVersionNeedsNoJobOrOneThatCameTooLate(String installed) {
        var without = compare(unpushed("a", OrgState.REACHED), ledger("a", installed, cancelledJob("job1")));
        var tooLate = compare(
                org("a", OrgState.REACHED, 2, "job2"),
                ledger("a", installed, job("job1", JobStatus.FAILED, 0), failedJob("job2", HAS_IT, 1)));

        assertThat(without.mismatches()).isEmpty();
        assertThat(tooLate.mismatches()).isEmpty();
        assertThat(tooLate.duplicatePushes()).isZero();
    }

    @Test
    void anOrgThatIsBelowTheVersionHasNotReachedIt() {
        var below = compare(unpushed("a", OrgState.REACHED), ledger("a", BEFORE));
        var gone = compare(unpushed("a", OrgState.REACHED), ledger("a", ""));

        assertThat(below.mismatches())
                .containsExactly(new Mismatch("a", "the view says REACHED, the org has version " + BEFORE));
        assertThat(gone.mismatches())
                .containsExactly(new Mismatch("a", "the view says REACHED, the org has no version"));
    }

    @Test
    void anOrgIsNotReachedByItsCustomerIfAJobOfOursFailedForAnotherReason() {
        var agreement = compare(
                org("a", OrgState.REACHED, 1, "job1"),
                ledger("a", TARGET, failedJob("job1", "admin operation already in progress", 0)));

        assertThat(agreement.mismatches())
                .containsExactly(new Mismatch(
                        "a",
                        "the view says REACHED by job job1, Salesforce's last is job1, FAILED: admin operation already in"
                                + " progress"));
    }

    @ParameterizedTest
    @EnumSource(names = {"REACHED", "LEFT_OUT"})
    void anOrgThatNobodyPushedToHasNoJobThatSucceeded(OrgState state) {
        var agreement = compare(unpushed("a", state), ledger("a", TARGET, job("job1", JobStatus.SUCCEEDED, 0)));

        assertThat(agreement.mismatches())
                .containsExactly(new Mismatch("a", "the view says " + state + ", Salesforce has a job that succeeded"));
    }

    @Test
    void anOrgThatIsLeftOutAfterItsPlanMayHaveAJobThatFailed() {
        var agreement =
                compare(org("a", OrgState.LEFT_OUT, 1, "job1"), ledger("a", BEFORE, job("job1", JobStatus.FAILED, 0)));

        assertThat(agreement.viewMatchesLedger()).isTrue();
        assertThat(agreement.orgs()).isEqualTo(1);
    }

    @Test
    void aJobThatSalesforceHasNotEndedIsAMismatch() {
        var running = new LedgerJob("job2", TARGET, JobStatus.PENDING, NOON, Optional.empty(), Optional.empty(), "");

        var agreement = compare(
                org("a", OrgState.SUCCEEDED, 1, "job1"),
                ledger("a", TARGET, job("job1", JobStatus.SUCCEEDED, 0), running));

        assertThat(agreement.mismatches())
                .containsExactly(
                        new Mismatch("a", "Salesforce still has job job2 in PENDING, the view says SUCCEEDED"));
    }

    @Test
    void aPushAfterASuccessIsADuplicate() {
        var agreement = compare(
                org("a", OrgState.SUCCEEDED, 2, "job2"),
                ledger("a", TARGET, job("job1", JobStatus.SUCCEEDED, 0), job("job2", JobStatus.FAILED, 1)));

        assertThat(agreement.duplicatePushes()).isEqualTo(1);
    }

    @Test
    void twoJobsAtOnceAreADuplicate() {
        var long1 = new LedgerJob(
                "job1", TARGET, JobStatus.FAILED, NOON, Optional.of(NOON), Optional.of(NOON.plusSeconds(100)), "");
        var agreement = compare(
                org("a", OrgState.SUCCEEDED, 2, "job2"),
                ledger("a", TARGET, long1, job("job2", JobStatus.SUCCEEDED, 1)));

        assertThat(agreement.duplicatePushes()).isEqualTo(1);
    }

    @Test
    void anOrgInOnlyOneOfTheTwoIsAMismatch() {
        var agreement = LedgerComparison.compare(
                List.of(unpushed("a", OrgState.EXCLUDED), unpushed("c", OrgState.EXCLUDED))
                        .iterator(),
                List.of(ledger("b", BEFORE), ledger("c", BEFORE)).iterator(),
                GOAL);

        assertThat(agreement.orgs()).isEqualTo(3);
        assertThat(agreement.mismatches()).extracting(Mismatch::orgKey).containsExactly("a", "b");
    }

    @Test
    void differencesAreCountedBeyondThoseThatAreKept() {
        int many = LedgerComparison.MISMATCHES_KEPT + 5;

        var agreement = LedgerComparison.compare(
                IntStream.range(0, many)
                        .mapToObj(number -> unpushed("%03d".formatted(number), OrgState.WAITING))
                        .iterator(),
                List.<LedgerOrg>of().iterator(),
                GOAL);

        assertThat(agreement.mismatched()).isEqualTo(many);
        assertThat(agreement.mismatches()).hasSize(LedgerComparison.MISMATCHES_KEPT);
    }

    @Test
    void aStreamThatIsNotInOrderIsRefused() {
        var view = List.of(unpushed("b", OrgState.EXCLUDED), unpushed("a", OrgState.EXCLUDED));

        assertThatThrownBy(() -> LedgerComparison.compare(
                        view.iterator(), List.<LedgerOrg>of().iterator(), GOAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the status view is not in the order of its org keys: a comes after b");
    }

    private static Agreement compare(ViewOrg view, LedgerOrg ledger) {
        return LedgerComparison.compare(
                List.of(view).iterator(), List.of(ledger).iterator(), GOAL);
    }

    private static ViewOrg org(String orgKey, OrgState state, int attempt, String jobId) {
        return new ViewOrg(orgKey, state, attempt, Optional.of(jobId), Optional.empty());
    }

    private static ViewOrg unpushed(String orgKey, OrgState state) {
        return new ViewOrg(orgKey, state, 0, Optional.empty(), Optional.empty());
    }

    private static LedgerOrg ledger(String orgKey, String installed, LedgerJob... jobs) {
        return new LedgerOrg(orgKey, installed, List.of(jobs));
    }

    /** A job that ran in the given minute after noon, for half of it. */
    private static LedgerJob job(String jobId, JobStatus status, int minute) {
        var begin = NOON.plusSeconds(60L * minute);
        return new LedgerJob(jobId, TARGET, status, begin, Optional.of(begin), Optional.of(begin.plusSeconds(30)), "");
    }

    private static LedgerJob failedJob(String jobId, String error, int minute) {
        var begin = NOON.plusSeconds(60L * minute);
        return new LedgerJob(
                jobId, TARGET, JobStatus.FAILED, begin, Optional.of(begin), Optional.of(begin.plusSeconds(30)), error);
    }

    private static LedgerJob cancelledJob(String jobId) {
        return new LedgerJob(
                jobId, TARGET, JobStatus.CANCELED, NOON, Optional.empty(), Optional.of(NOON.plusSeconds(1)), "");
    }
}
