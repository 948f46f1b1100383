package io.pushwave.simulator.bulk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.bulk.BulkJobs;
import io.pushwave.simulator.bulk.csv.ColumnDelimiter;
import io.pushwave.simulator.bulk.csv.CsvForm;
import io.pushwave.simulator.bulk.csv.LineEnding;
import io.pushwave.simulator.bulk.queue.BulkSettings;
import io.pushwave.simulator.bulk.records.IngestDescription;
import io.pushwave.simulator.bulk.records.IngestOperation;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.platform.Platforms;
import io.pushwave.simulator.query.objects.PublisherOrg;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.StatusNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How ingest jobs are worked off as simulated time passes, which begins at 0 here. Records are only counted. */
final class IngestJobsTest {
    private static final CsvForm FORM = new CsvForm(ColumnDelimiter.COMMA, LineEnding.LF);

    private final PackagingPlatform platform = Platforms.platform(7, 10);
    private final Schema schema =
            new Schema(platform, new StatusNames("InProgress"), PublisherOrg.standard("a@b.example"));
    private final SObjectTable table = Objects.requireNonNull(schema.table("PackagePushJob"));
    private final List<String> written = new ArrayList<>();

    private static BulkSettings settings() {
        return with(0, 20, 150_000_000, 10, 1_000_000);
    }

    private static BulkSettings with(double timeoutShare, int retries, long dailyRecords, int jobs, long dataBytes) {
        return new BulkSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                10_000,
                timeoutShare,
                Duration.ofMinutes(5),
                retries,
                100_000_000,
                dailyRecords,
                Duration.ofDays(7),
                jobs,
                dataBytes,
                50_000,
                15_000,
                10_000_000,
                10_000);
    }

    private BulkJobs jobs(BulkSettings settings) {
        return new BulkJobs(settings, platform, schema, this::write, Map.of());
    }

    private Answer write(IngestDescription job, List<String> columns, List<String> values) {
        written.add(platform.now() + " " + values.getFirst());
        return values.getFirst().endsWith("7")
                ? Answer.refused("DUPLICATE_VALUE", "duplicate value found with id: " + PackagingPlatform.jobId(3))
                : new Answer.Done(written.size());
    }

    private IngestJob create(BulkJobs jobs) {
        return Objects.requireNonNull(
                jobs.ingest().create(new IngestDescription(IngestOperation.INSERT, table, FORM, "v66.0")));
    }

    private IngestJob submit(BulkJobs jobs, int records) {
        var csv = new StringBuilder("SubscriberOrganizationKey\n");
        for (int record = 0; record < records; record++) {
            csv.append("org").append(record).append('\n');
        }
        var job = create(jobs);
        assertThat(jobs.ingest().upload(job, csv.toString().getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(jobs.ingest().close(job)).isNull();
        return job;
    }

    private static void advance(BulkJobs jobs, int seconds) {
        jobs.advanceTo(seconds * 1_000L);
    }

    private static int lines(byte[] csv) {
        return (int) new String(csv, StandardCharsets.UTF_8).lines().count();
    }

    @Test
    void twentyFiveThousandRecordsTakeThreeBatches() {
        // Given
        var jobs = jobs(settings());
        var job = submit(jobs, 25_000);
        var progress = new ArrayList<String>();

        // When
        for (int seconds : new int[] {4, 5, 14, 15, 25, 34, 35}) {
            advance(jobs, seconds);
            progress.add(seconds + " " + job.state().apiName() + " " + job.recordsProcessed());
        }

        // Then
        assertThat(progress)
                .containsExactly(
                        "4 UploadComplete 0",
                        "5 InProgress 0",
                        "14 InProgress 0",
                        "15 InProgress 10000",
                        "25 InProgress 20000",
                        "34 InProgress 20000",
                        "35 JobComplete 25000");
        assertThat(written.getFirst()).isEqualTo("15000 org0");
        assertThat(written.getLast()).isEqualTo("35000 org24999");
        assertThat(job.recordsFailed()).isEqualTo(2_500);
        assertThat(lines(job.results().successful())).isEqualTo(22_501);
        assertThat(lines(job.results().failed())).isEqualTo(2_501);
        assertThat(lines(job.results().unprocessed())).isEqualTo(1);
    }

    @Test
    void oneLongStepDoesTheSameAsManyShortOnes() {
        // Given
        var jobs = jobs(settings());
        submit(jobs, 12_000);
        submit(jobs, 3);

        // When
        advance(jobs, 100_000);

        // Then
        assertThat(written).hasSize(12_003);
        assertThat(written.subList(9_999, 10_004))
                .containsExactly("15000 org9999", "15000 org0", "15000 org1", "15000 org2", "25000 org10000");
    }

    @Test
    void anIdInAnErrorIsAnsweredAsItWas() {
        // Given
        var jobs = jobs(settings());
        var job = submit(jobs, 8);

        // When
        advance(jobs, 60);

        // Then
        assertThat(new String(job.results().failed(), StandardCharsets.UTF_8))
                .isEqualTo("\"sf__Id\",\"sf__Error\",SubscriberOrganizationKey\n"
                        + "\"\",\"DUPLICATE_VALUE:duplicate value found with id: " + PackagingPlatform.jobId(3)
                        + ":--\",\"org7\"\n");
    }

    @Test
    void aBatchThatTimesOutIsTriedAgain() {
        // Given
        var jobs = jobs(settings());
        jobs.alsoTimesOut((_, batch, attempt) -> batch == 1 && attempt < 2);
        var job = submit(jobs, 15_000);

        // When
        advance(jobs, 15 + 600 + 9);
        var before = job.state().apiName() + " " + job.recordsProcessed() + " " + job.retries();
        advance(jobs, 15 + 600 + 10);

        // Then
        assertThat(before).isEqualTo("InProgress 10000 2");
        assertThat(job.state().apiName()).isEqualTo("JobComplete");
        assertThat(job.retries()).isEqualTo(2);
        assertThat(written).hasSize(15_000);
    }

    @Test
    void afterTwentyRetriesTheJobFailsAndKeepsWhatWasWritten() {
        // Given
        var jobs = jobs(settings());
        jobs.alsoTimesOut((_, batch, _) -> batch == 1);
        var job = submit(jobs, 25_000);

        // When
        advance(jobs, 15 + 20 * 300);
        var before = job.state().apiName();
        advance(jobs, 15 + 21 * 300);

        // Then
        assertThat(before).isEqualTo("InProgress");
        assertThat(job.state())
                .isEqualTo(new IngestState.Failed(
                        new IngestState.Ended(0, 5_000, (15 + 21 * 300) * 1_000L),
                        "InternalServerError : Retried more than 20 times"));
        assertThat(job.retries()).isEqualTo(20);
        assertThat(job.recordsProcessed()).isEqualTo(10_000);
        assertThat(lines(job.results().unprocessed())).isEqualTo(15_001);
    }

    @Test
    void theShareOfTimeoutsIsDrawnTheSameWayEachTime() {
        // Given
        var first = jobs(with(0.5, 20, 150_000_000, 10, 1_000_000));
        var second = new BulkJobs(
                with(0.5, 20, 150_000_000, 10, 1_000_000),
                Platforms.platform(7, 10),
                schema,
                (_, _, _) -> new Answer.Done(1),
                Map.of());
        var one = submit(first, 60_000);
        var other = submit(second, 60_000);

        // When
        advance(first, 100_000);
        for (int seconds = 0; seconds <= 100_000; seconds += 1_000) {
            advance(second, seconds);
        }

        // Then
        assertThat(one.retries()).isBetween(1, 60).isEqualTo(other.retries());
        assertThat(one.state()).isEqualTo(other.state());
    }

    @Test
    void moreThanTheDaysRecordsFailTheJobUntilTheDayIsOver() {
        // Given
        var jobs = jobs(with(0, 20, 15_000, 10, 1_000_000));
        var job = submit(jobs, 25_000);

        // When
        advance(jobs, 60);
        advance(jobs, 25 * 3_600);
        var later = submit(jobs, 10_000);
        advance(jobs, 26 * 3_600);

        // Then
        assertThat(job.state())
                .isEqualTo(new IngestState.Failed(
                        new IngestState.Ended(0, 5_000, 25_000),
                        "ExceededQuota : Maximum of 15000 records in 24 hours exceeded"));
        assertThat(job.recordsProcessed()).isEqualTo(10_000);
        assertThat(later.state().apiName()).isEqualTo("JobComplete");
    }

    @Test
    void theOldestEndedJobMakesRoomForANewOne() {
        // Given
        var jobs = jobs(with(0, 20, 150_000_000, 2, 1_000_000));
        var open = create(jobs);
        var ended = submit(jobs, 1);
        advance(jobs, 60);

        // When
        var third = create(jobs);
        var fourth = jobs.ingest().create(open.description());

        // Then
        assertThat(jobs.ingest().find(ended.id())).isNull();
        assertThat(jobs.ingest().find(open.id())).isSameAs(open);
        assertThat(jobs.ingest().find(third.id())).isSameAs(third);
        assertThat(fourth).isNull();
    }

    @Test
    void uploadsAreBoundedTogether() {
        // Given
        var jobs = jobs(with(0, 20, 150_000_000, 10, 100));
        var first = create(jobs);
        var second = create(jobs);
        jobs.ingest().upload(first, new byte[60]);

        // When
        var refused = jobs.ingest().upload(second, new byte[60]);
        jobs.ingest().abort(first);
        var taken = jobs.ingest().upload(second, new byte[60]);

        // Then
        assertThat(Objects.requireNonNull(refused).code()).isEqualTo("EXCEEDEDQUOTA");
        assertThat(taken).isNull();
        assertThat(jobs.ingest().find(first.id())).isNull();
    }

    @Test
    void aRecordWithMoreValuesThanTheHeaderIsRefusedAndTheOthersAreNot() {
        // Given
        var jobs = jobs(settings());
        var job = create(jobs);
        var csv = "SubscriberOrganizationKey,PackagePushRequestId\na,b,c\nd\ne,f\n";

        // When
        jobs.ingest().upload(job, csv.getBytes(StandardCharsets.UTF_8));
        jobs.ingest().close(job);
        advance(jobs, 60);

        // Then
        assertThat(written).containsExactly("15000 d", "15000 e");
        assertThat(job.recordsFailed()).isEqualTo(1);
        assertThat(new String(job.results().failed(), StandardCharsets.UTF_8)).contains(",\"a\",\"b\",\"c\"");
    }
}
