package io.pushwave.simulator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.platform.Platforms;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.query.objects.PublisherOrg;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.StatusNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryTest {
    private static final int ORGS = 600;

    private final PackagingPlatform platform = Platforms.platform(7, ORGS);
    private final QueryCompiler compiler = new QueryCompiler(
            new Schema(platform, new StatusNames("InProgress"), PublisherOrg.standard("user@harbor.example")));
    private String requestId = "";

    @BeforeEach
    void pushToAll() {
        requestId = Platforms.request(platform);
        Platforms.fill(platform, requestId);
        Platforms.done(Platforms.set(platform, requestId, PushStatus.PENDING));
        platform.advanceTo(Duration.ofDays(1).toMillis());
        Platforms.request(platform);
    }

    @Test
    void jobsAreFoundByRequestAndStatus() {
        // When
        int all = count("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = '" + requestId + "'");
        int failed = count("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId IN ('" + requestId
                + "') AND Status = 'failed'");
        int others = count(
                "SELECT Id FROM PackagePushJob WHERE PackagePushRequest.Status = 'Failed' AND Status != 'Failed'");

        // Then
        assertThat(all).isEqualTo(platform.jobs().size());
        assertThat(failed).isPositive().isLessThan(all);
        assertThat(others).isEqualTo(all - failed);
    }

    @Test
    void aJobsRequestIsFoundByTheShortFormOfItsIdToo() {
        assertThat(count("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = '" + requestId.substring(0, 15)
                        + "'"))
                .isEqualTo(platform.jobs().size());
    }

    @Test
    void errorsAreFoundThroughTheirJob() {
        // When
        int errors =
                count("SELECT ErrorMessage, ErrorDetails, ErrorTitle, ErrorSeverity, ErrorType from PackagePushError"
                        + " WHERE PackagePushJob.PackagePushRequestId = '" + requestId + "' ");

        // Then
        assertThat(errors).isEqualTo(platform.errors().size()).isPositive();
    }

    @Test
    void countsAreGrouped() {
        // When
        var result = compiler.compile(
                        "SELECT Status, COUNT(Id) n FROM PackagePushJob GROUP BY Status ORDER BY Status DESC")
                .run();

        // Then
        assertThat(result).isInstanceOfSatisfying(QueryResult.Groups.class, groups -> {
            assertThat(groups.groups())
                    .extracting(group -> group.values().getFirst())
                    .containsExactly("Succeeded", "Failed");
            assertThat(groups.groups().getFirst().names()).containsExactly("Status", "n");
            assertThat(groups.groups().stream()
                            .mapToInt(group -> (Integer) group.values().get(1))
                            .sum())
                    .isEqualTo(platform.jobs().size());
        });
    }

    @Test
    void theCountOfTheCliIsCalledExpr0() {
        // When
        var result = compiler.compile("SELECT Count(Id) FROM PackagePushJob WHERE PackagePushRequestId = '" + requestId
                        + "' AND Status = 'Canceled' ")
                .run();

        // Then
        assertThat(result)
                .isEqualTo(new QueryResult.Groups(List.of(new QueryResult.Group(List.of("expr0"), List.of(0)))));
    }

    @Test
    void subscribersArePagedByTheirIdWithoutGapsOrRepetition() {
        // Given
        var seen = new ArrayList<Integer>();
        var after = "";

        // When
        Rows page;
        do {
            page = rows("SELECT Id FROM PackageSubscriber WHERE MetadataPackageId = '"
                    + platform.catalogue().managedPackage(0).id() + "'"
                    + (after.isEmpty() ? "" : " AND Id > '" + after + "'") + " ORDER BY Id LIMIT 70");
            for (int position = 0; position < page.size(); position++) {
                seen.add(page.get(position));
            }
            if (page.size() > 0) {
                after = subscriberId(page.get(page.size() - 1));
            }
        } while (page.size() > 0);

        // Then
        assertThat(seen).hasSize(ORGS).isSorted().doesNotHaveDuplicates();
    }

    private String subscriberId(int row) {
        var all = (QueryResult.Records)
                compiler.compile("SELECT Id FROM PackageSubscriber").run();
        return all.projection().table().id(row);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    OrgType = 'Sandbox'                          | ParentOrg != null
                    NOT OrgType = 'Sandbox'                      | ParentOrg = null
                    OrgStatus IN ('active','DEMO')               | OrgStatus = 'Active' OR OrgStatus = 'Demo'
                    OrgStatus NOT IN ('Active')                  | OrgStatus != 'Active'
                    InstanceName LIKE 'cs%'                      | OrgType = 'Sandbox'
                    InstanceName LIKE 'NA1__'                    | InstanceName LIKE 'NA%'
                    MetadataPackageVersion.MajorVersion >= 2     | MetadataPackageVersion.MajorVersion > 1
                    MetadataPackage.NamespacePrefix = 'hblabels' | MetadataPackageVersion.Name LIKE '%labels%'
                    SystemModstamp > 1970-01-01T00:00:00Z        | MetadataPackageVersion.Name = 'Harbor Suite 2.0' AND SystemModstamp > 1970-01-01T00:00:00+00:00
                    """)
    void twoWaysToSayTheSameFindTheSame(String one, String other) {
        // When
        int first = count("SELECT Id FROM PackageSubscriber WHERE " + one);
        int second = count("SELECT Id FROM PackageSubscriber WHERE " + other);

        // Then
        assertThat(first).isPositive().isEqualTo(second);
    }

    @Test
    void requestsAreFoundByVersionStartAndStatus() {
        var target = Platforms.target(platform).id();
        assertThat(count("SELECT Id FROM PackagePushRequest WHERE PackageVersionId = '" + target
                        + "' AND ScheduledStartTime = null AND Status = 'Created'"))
                .isOne();
        assertThat(count("SELECT Id FROM PackagePushRequest WHERE PackageVersion.MetadataPackageId = '"
                        + platform.catalogue().managedPackage(0).id() + "' AND Status IN ('Created','Failed')"))
                .isEqualTo(2);
        assertThat(count("SELECT Id FROM PackagePushRequest WHERE ScheduledStartTime = 2026-12-06T21:00:00Z"))
                .isZero();
    }

    @Test
    void anOrderOverAFieldIsKeptWithItsLimitAndOffset() {
        // When
        var all = rows("SELECT Id FROM PackageSubscriber ORDER BY OrgName, Id");
        var part = rows("SELECT Id FROM PackageSubscriber ORDER BY OrgName ASC, Id ASC LIMIT 5 OFFSET 3");

        // Then
        assertThat(part.size()).isEqualTo(5);
        for (int position = 0; position < 5; position++) {
            assertThat(part.get(position)).isEqualTo(all.get(position + 3));
        }
    }

    @Test
    void functionsAreReckonedOverGroups() {
        // When
        var result = compiler.compile(
                        "SELECT ReleaseState state, COUNT(Id), MIN(MajorVersion) least, MAX(MajorVersion),"
                                + " SUM(MajorVersion) total, AVG(MajorVersion) FROM MetadataPackageVersion WHERE"
                                + " MetadataPackageId = '"
                                + platform.catalogue().managedPackage(0).id()
                                + "' GROUP BY ReleaseState HAVING COUNT(Id) > 1 AND ReleaseState != 'Beta' ORDER BY COUNT(Id)")
                .run();

        // Then
        var majors = platform.catalogue().versions().stream()
                .filter(version -> version.managedPackage().index() == 0)
                .filter(version -> version.releaseState().apiName().equals("Released"))
                .mapToInt(PackageVersion::major)
                .summaryStatistics();
        assertThat(result)
                .isEqualTo(new QueryResult.Groups(List.of(new QueryResult.Group(
                        List.of("state", "expr0", "least", "expr1", "total", "expr2"),
                        List.of(
                                "Released",
                                (int) majors.getCount(),
                                majors.getMin(),
                                majors.getMax(),
                                majors.getSum(),
                                majors.getAverage())))));
    }

    @Test
    void functionsOverNothingAreEmptyAndCountZero() {
        // When
        var result = compiler.compile("SELECT COUNT(Id), MAX(Id), SUM(DurationSeconds), AVG(DurationSeconds) FROM"
                        + " PackagePushJob WHERE Status = 'Canceled'")
                .run();

        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        QueryResult.Groups.class,
                        groups ->
                                assertThat(groups.groups().getFirst().values()).containsExactly(0, null, null, null));
    }

    @Test
    void dateLiteralsFollowTheSimulatedClock() {
        // Given
        assertThat(count("SELECT Id FROM PackagePushJob WHERE SystemModstamp = YESTERDAY"))
                .isEqualTo(platform.jobs().size());

        // When
        platform.advanceTo(Duration.ofDays(2).toMillis());

        // Then
        assertThat(count("SELECT Id FROM PackagePushJob WHERE SystemModstamp = YESTERDAY"))
                .isZero();
        assertThat(count("SELECT Id FROM PackagePushJob WHERE SystemModstamp = N_DAYS_AGO:2"))
                .isEqualTo(platform.jobs().size());
        assertThat(count("SELECT Id FROM PackagePushJob WHERE SystemModstamp < YESTERDAY"))
                .isEqualTo(platform.jobs().size());
    }

    @Test
    void jobsAreFoundByWhetherTheyHaveErrors() {
        // When
        int with = count("SELECT Id FROM PackagePushJob WHERE Id IN (SELECT PackagePushJobId FROM PackagePushError)");
        int without =
                count("SELECT Id FROM PackagePushJob WHERE Id NOT IN (SELECT PackagePushJobId FROM PackagePushError"
                        + " WHERE ErrorType != null) AND PackagePushRequestId IN (SELECT Id FROM PackagePushRequest)");

        // Then
        assertThat(with).isPositive();
        assertThat(without).isEqualTo(platform.jobs().size() - with);
    }

    @Test
    void picklistsAreLabelledAndTimesFormatted() {
        // Given
        var soql =
                "SELECT toLabel(Status), FORMAT(SystemModstamp) changed, PackagePushRequest.Status FROM PackagePushJob"
                        + " LIMIT 1";

        // When
        var records = (QueryResult.Records) compiler.compile(soql).run();

        // Then
        var nodes = records.projection().nodes();
        assertThat(nodes).extracting(Projection.Node::name).containsExactly("Status", "changed", "PackagePushRequest");
        assertThat(((Projection.Column) nodes.get(1)).field().reader().read(0))
                .asString()
                .matches("1/1/1970, 12:\\d\\d AM");
    }

    @Test
    void aSubSelectHasItsOwnConditionOrderAndLimitAndMayHaveOneItself() {
        // Given
        var soql =
                "SELECT Id, (SELECT Id, (SELECT Id FROM PackagePushErrors) FROM PackagePushRequest.PackagePushJobs WHERE"
                        + " Status = 'Failed' ORDER BY Id DESC LIMIT 2) FROM PackagePushRequest WHERE Id = '"
                        + requestId + "'";

        // When
        var records = (QueryResult.Records) compiler.compile(soql).run();

        // Then
        var jobs = ((Projection.ChildRecords) records.projection().nodes().get(1))
                .query()
                .childrenOf(records.rows().get(0))
                .rows();
        assertThat(jobs.size()).isEqualTo(2);
        assertThat(jobs.get(0)).isGreaterThan(jobs.get(1));
        assertThat(platform.jobs().status(jobs.get(0))).isEqualTo(PushStatus.FAILED);
    }

    @Test
    void emptyValuesComeFirstOrLastAsAsked() {
        // When
        var first = rows("SELECT Id FROM PackageSubscriber ORDER BY ParentOrg DESC, Id");
        var last = rows("SELECT Id FROM PackageSubscriber ORDER BY ParentOrg NULLS LAST, Id");

        // Then
        var base = platform.subscribers();
        assertThat(base.parentOrg(base.orgOfRow(first.get(0)))).isNegative();
        assertThat(base.parentOrg(base.orgOfRow(last.get(0)))).isNotNegative();
        assertThat(base.parentOrg(base.orgOfRow(last.get(last.size() - 1)))).isNegative();
    }

    @Test
    void allFieldsCanBeAskedForAtOnce() {
        // When
        var records = (QueryResult.Records)
                compiler.compile("SELECT FIELDS(ALL), PackageVersion.Name FROM PackagePushRequest LIMIT 200")
                        .run();

        // Then
        assertThat(records.projection().nodes())
                .extracting(Projection.Node::name)
                .contains("Id", "ScheduledStartTime", "IsMigration", "SystemModstamp", "PackageVersion");
    }

    @Test
    void groupsBeyondTheLastAreNone() {
        // When
        var result = compiler.compile(
                        "SELECT Status, COUNT(Id) FROM PackagePushJob GROUP BY Status LIMIT 5 OFFSET 1000")
                .run();

        // Then
        assertThat(result).isEqualTo(new QueryResult.Groups(List.of()));
    }

    private int count(String soql) {
        return rows(soql).size();
    }

    private Rows rows(String soql) {
        return switch (compiler.compile(soql).run()) {
            case QueryResult.Records records -> records.rows();
            case QueryResult.Count _, QueryResult.Groups _ -> throw new AssertionError("no records");
        };
    }
}
