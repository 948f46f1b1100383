package io.pushwave.platform.bench.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.platform.ledger.JobStatus;
import io.pushwave.platform.ledger.LedgerJob;
import io.pushwave.platform.ledger.LedgerOrg;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobsByOrgTest {
    private static final String VERSION = "04t000000000001";

    private final JobsByOrg jobs = new JobsByOrg(VERSION);

    @Test
    void anOrgWithOneActiveJobIsPushedOnce() {
        jobs.add(org(VERSION, JobStatus.PENDING));

        assertThat(jobs.once()).isEqualTo(1);
        assertThat(jobs.broken()).isEmpty();
    }

    @Test
    void anOrgWithTwoJobsBreaksThePromise() {
        jobs.add(org(VERSION, JobStatus.PENDING, JobStatus.CANCELED));

        assertThat(jobs.once()).isZero();
        assertThat(jobs.broken()).singleElement().asString().contains("00D000000000001");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATED", "CANCELED"})
    void aJobThatIsNotActiveBreaksThePromise(JobStatus status) {
        jobs.add(org(VERSION, status));

        assertThat(jobs.once()).isZero();
        assertThat(jobs.broken()).hasSize(1);
    }

    @Test
    void anOrgWithoutAJobForTheVersionIsNotPushedAndBreaksNothing() {
        jobs.add(org("04t000000000002", JobStatus.SUCCEEDED));

        assertThat(jobs.once()).isZero();
        assertThat(jobs.broken()).isEmpty();
    }

    private static LedgerOrg org(String version, JobStatus... statuses) {
        return new LedgerOrg(
                "00D000000000001",
                "04t000000000000",
                Arrays.stream(statuses)
                        .map(status -> new LedgerJob(
                                "0DX000000000001",
                                version,
                                status,
                                Instant.EPOCH,
                                Optional.empty(),
                                Optional.empty(),
                                ""))
                        .toList());
    }
}
