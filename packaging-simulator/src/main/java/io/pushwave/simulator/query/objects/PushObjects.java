package io.pushwave.simulator.query.objects;

import static io.pushwave.simulator.query.objects.Trait.CASE_SENSITIVE;
import static io.pushwave.simulator.query.objects.Trait.CREATEABLE;
import static io.pushwave.simulator.query.objects.Trait.FILTERABLE;
import static io.pushwave.simulator.query.objects.Trait.GROUPABLE;
import static io.pushwave.simulator.query.objects.Trait.REQUIRED;
import static io.pushwave.simulator.query.objects.Trait.SORTABLE;
import static io.pushwave.simulator.query.objects.Trait.UPDATEABLE;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.domain.failures.FailureKind;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.requests.JobTable;
import io.pushwave.simulator.query.objects.FieldDefinition.Parent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code PackagePushRequest}, {@code PackagePushJob} and {@code PackagePushError}, with the traits that the Object Reference has, and the
 * API versions that it names for fields that came later. */
final class PushObjects {
    static final String REQUEST = "PackagePushRequest";
    static final String JOB = "PackagePushJob";
    static final String ERROR = "PackagePushError";

    private static final Set<Trait> READ = Set.of(FILTERABLE, SORTABLE, GROUPABLE);
    private static final Set<Trait> WRITE = Set.of(CREATEABLE, UPDATEABLE, FILTERABLE, SORTABLE, GROUPABLE);
    private static final Set<Trait> WRITE_REQUIRED =
            Set.of(CREATEABLE, UPDATEABLE, FILTERABLE, SORTABLE, GROUPABLE, REQUIRED);
    private static final Set<Trait> MODSTAMP = Set.of(FILTERABLE, SORTABLE);
    private static final Set<Trait> ACTUAL_TIME = Set.of(CREATEABLE, UPDATEABLE);

    private PushObjects() {}

    static SObjectTable request(PackagingPlatform platform, StatusNames statuses) {
        var requests = platform.requests();
        var table = new SObjectTable(REQUEST, SalesforceId.PUSH_REQUEST, requests::size)
                .foundBy(platform::requestRow)
                .with("Id", FieldType.ID, READ, PackagingPlatform::requestId)
                .with(new FieldDefinition(
                        "PackageVersionId",
                        FieldType.REFERENCE,
                        WRITE_REQUIRED,
                        row -> requests.get(row).version().id(),
                        new Parent(
                                "PackageVersion",
                                PackageObjects.VERSION,
                                row -> requests.get(row).version().index()),
                        List.of()))
                .with(
                        "ScheduledStartTime",
                        FieldType.DATE_TIME,
                        Set.of(CREATEABLE, UPDATEABLE, FILTERABLE, SORTABLE),
                        row -> instant(requests.get(row).scheduledStart()))
                .with(new FieldDefinition(
                        "Status",
                        FieldType.PICKLIST,
                        WRITE,
                        row -> statuses.name(requests.get(row).status()),
                        null,
                        statuses.all()))
                .with(
                        "StartTime",
                        FieldType.DATE_TIME,
                        ACTUAL_TIME,
                        row -> instant(requests.get(row).startedAt()))
                .since(51)
                .with(
                        "EndTime",
                        FieldType.DATE_TIME,
                        ACTUAL_TIME,
                        row -> instant(requests.get(row).endedAt()))
                .since(51)
                .with("DurationSeconds", FieldType.INT, Set.of(GROUPABLE), row -> {
                    var request = requests.get(row);
                    return seconds(request.startedAt(), request.endedAt());
                })
                .since(51)
                .with(
                        "IsMigration",
                        FieldType.BOOLEAN,
                        WRITE,
                        row -> requests.get(row).isMigration())
                .since(63)
                .with(
                        "SystemModstamp",
                        FieldType.DATE_TIME,
                        MODSTAMP,
                        row -> Instant.ofEpochMilli(requests.get(row).modifiedAt()))
                .withChildren(
                        "PackagePushJobs",
                        JOB,
                        "PackagePushRequestId",
                        row -> requests.get(row).jobs());
        return withIndexes(table, platform, statuses);
    }

    private static SObjectTable withIndexes(SObjectTable table, PackagingPlatform platform, StatusNames statuses) {
        var requests = platform.requests();
        return table.withIndex(
                        "Status",
                        name -> statuses.status(name).map(requests::withStatus).orElse(Rows.NONE))
                .withIndex("PackageVersionId", id -> {
                    int version = platform.catalogue().versionRow(id);
                    return version < 0 ? Rows.NONE : requests.withVersion(version);
                })
                .withIndex("PackageVersion.MetadataPackageId", id -> ofPackage(platform, id))
                .withIndex(
                        "ScheduledStartTime",
                        time -> requests.withScheduledStart(Instant.parse(time).toEpochMilli()));
    }

    private static Rows ofPackage(PackagingPlatform platform, String id) {
        int index = platform.catalogue().packageRow(id);
        var rows = new ArrayList<Rows>();
        if (index >= 0) {
            for (var version :
                    platform.catalogue().versionsOf(platform.catalogue().managedPackage(index))) {
                rows.add(platform.requests().withVersion(version.index()));
            }
        }
        return Rows.union(rows);
    }

    static SObjectTable job(PackagingPlatform platform, StatusNames statuses) {
        var jobs = platform.jobs();
        return new SObjectTable(JOB, SalesforceId.PUSH_JOB, jobs::size)
                .foundBy(id -> PackageObjects.row(SalesforceId.PUSH_JOB, id, jobs.size()))
                .with("Id", FieldType.ID, READ, PackagingPlatform::jobId)
                .with(new FieldDefinition(
                        "PackagePushRequestId",
                        FieldType.REFERENCE,
                        WRITE_REQUIRED,
                        row -> PackagingPlatform.requestId(jobs.request(row)),
                        new Parent(REQUEST, REQUEST, jobs::request),
                        List.of()))
                .with(
                        "SubscriberOrganizationKey",
                        FieldType.STRING,
                        Set.of(CREATEABLE, UPDATEABLE, FILTERABLE, SORTABLE, GROUPABLE, REQUIRED, CASE_SENSITIVE),
                        row -> platform.subscribers().orgKey(jobs.org(row)))
                .with(new FieldDefinition(
                        "Status",
                        FieldType.PICKLIST,
                        Set.of(CREATEABLE, FILTERABLE, SORTABLE, GROUPABLE),
                        row -> statuses.name(jobs.status(row)),
                        null,
                        statuses.all()))
                .with("StartTime", FieldType.DATE_TIME, ACTUAL_TIME, row -> instant(time(jobs.startedAt(row))))
                .since(51)
                .with("EndTime", FieldType.DATE_TIME, ACTUAL_TIME, row -> instant(time(jobs.endedAt(row))))
                .since(51)
                .with(
                        "DurationSeconds",
                        FieldType.INT,
                        Set.of(GROUPABLE),
                        row -> seconds(time(jobs.startedAt(row)), time(jobs.endedAt(row))))
                .since(51)
                .with(
                        "SystemModstamp",
                        FieldType.DATE_TIME,
                        MODSTAMP,
                        row -> Instant.ofEpochMilli(jobs.modifiedAt(row)))
                .withChildren("PackagePushErrors", ERROR, "PackagePushJobId", platform.errors()::ofJob)
                .withIndex("PackagePushRequestId", id -> {
                    int request = platform.requestRow(id);
                    return request < 0
                            ? Rows.NONE
                            : platform.requests().get(request).jobs();
                })
                .withIndex("SubscriberOrganizationKey", orgKey -> {
                    int org = platform.subscribers().findOrg(orgKey);
                    var rows = org < 0 ? new int[0] : jobs.ofOrg(org);
                    return new Rows.Listed(rows, rows.length);
                });
    }

    static SObjectTable error(PackagingPlatform platform) {
        var errors = platform.errors();
        var texts = Set.of(SORTABLE);
        return new SObjectTable(ERROR, SalesforceId.PUSH_ERROR, errors::size)
                .foundBy(id -> PackageObjects.row(SalesforceId.PUSH_ERROR, id, errors.size()))
                .with("Id", FieldType.ID, READ, PackagingPlatform::errorId)
                .with(new FieldDefinition(
                        "PackagePushJobId",
                        FieldType.REFERENCE,
                        READ,
                        row -> PackagingPlatform.jobId(errors.get(row).job()),
                        new Parent(JOB, JOB, row -> errors.get(row).job()),
                        List.of()))
                .with(new FieldDefinition(
                        "ErrorType",
                        FieldType.PICKLIST,
                        READ,
                        row -> kind(platform, row).errorType(),
                        null,
                        FailureKind.errorTypes()))
                .with(new FieldDefinition(
                        "ErrorSeverity",
                        FieldType.PICKLIST,
                        READ,
                        row -> kind(platform, row).severity(),
                        null,
                        List.of("Error", "Warning")))
                .with(
                        "ErrorTitle",
                        FieldType.STRING,
                        texts,
                        row -> kind(platform, row).title())
                .with(
                        "ErrorMessage",
                        FieldType.STRING,
                        texts,
                        row -> errors.get(row).message())
                .with(
                        "ErrorDetails",
                        FieldType.STRING,
                        texts,
                        row -> kind(platform, row).details())
                .with(
                        "SystemModstamp",
                        FieldType.DATE_TIME,
                        MODSTAMP,
                        row -> Instant.ofEpochMilli(errors.get(row).at()))
                .withIndex("PackagePushJobId", id -> {
                    int job = PackageObjects.row(
                            SalesforceId.PUSH_JOB, id, platform.jobs().size());
                    return job < 0 ? Rows.NONE : errors.ofJob(job);
                })
                .withIndex("PackagePushJob.PackagePushRequestId", id -> {
                    int request = platform.requestRow(id);
                    return request < 0
                            ? Rows.NONE
                            : platform.requests().get(request).errors();
                });
    }

    private static FailureKind kind(PackagingPlatform platform, int row) {
        return platform.errors().kind(row);
    }

    private static OptionalLong time(long millis) {
        return millis == JobTable.NO_TIME ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    private static @Nullable Instant instant(OptionalLong millis) {
        return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
    }

    private static @Nullable Integer seconds(OptionalLong start, OptionalLong end) {
        return start.isPresent() && end.isPresent()
                ? (int) Duration.ofMillis(end.getAsLong() - start.getAsLong()).toSeconds()
                : null;
    }
}
