package io.pushwave.platform.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerComparisonTest {
    private static final String TARGET = "04t000000000002AAA";
    private static final String BEFORE = "04t000000000001AAA";
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
                "job0", BEFORE, JobStatus.SUCCEEDED, NOON, Optional.of(NOON), Optional.of(NOON.plusSeconds(1)));

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

    @Test
    void aJobThatSalesforceHasNotEndedIsAMismatch() {
        var running = new LedgerJob("job2", TARGET, JobStatus.PENDING, NOON, Optional.empty(), Optional.empty());

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
                "job1", TARGET, JobStatus.FAILED, NOON, Optional.of(NOON), Optional.of(NOON.plusSeconds(100)));
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
                TARGET);

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
                TARGET);

        assertThat(agreement.mismatched()).isEqualTo(many);
        assertThat(agreement.mismatches()).hasSize(LedgerComparison.MISMATCHES_KEPT);
    }

    @Test
    void aStreamThatIsNotInOrderIsRefused() {
        var view = List.of(unpushed("b", OrgState.EXCLUDED), unpushed("a", OrgState.EXCLUDED));

        assertThatThrownBy(() -> LedgerComparison.compare(
                        view.iterator(), List.<LedgerOrg>of().iterator(), TARGET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the status view is not in the order of its org keys: a comes after b");
    }

    private static Agreement compare(ViewOrg view, LedgerOrg ledger) {
        return LedgerComparison.compare(
                List.of(view).iterator(), List.of(ledger).iterator(), TARGET);
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
        return new LedgerJob(jobId, TARGET, status, begin, Optional.of(begin), Optional.of(begin.plusSeconds(30)));
    }

    private static LedgerJob cancelledJob(String jobId) {
        return new LedgerJob(
                jobId, TARGET, JobStatus.CANCELED, NOON, Optional.empty(), Optional.of(NOON.plusSeconds(1)));
    }
}
