package io.pushwave.executor.salesforce.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.contracts.SubscriberInventory.ReleaseState;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.request.JobStatus;
import io.pushwave.executor.request.Orphans;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.result.PushError;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.call.Operation;
import io.pushwave.executor.salesforce.call.SalesforceCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** The packaging API over HTTP: SOQL and records on one side, the executor's words on the other. */
@ApplicationScoped
public class SalesforcePackagingApi implements PackagingApi {
    static final String UNREADABLE = "pushwave.executor.jobs.unreadable";

    private static final Logger LOG = Logger.getLogger(SalesforcePackagingApi.class);
    private static final String CHANGE_TIME = "SystemModstamp";
    private static final String JOB_FIELDS = "SELECT Id, PackagePushRequestId, SubscriberOrganizationKey, Status";

    private final SalesforceCalls calls;
    private final ObjectMapper mapper;
    private final MeterRegistry metrics;
    private final int idsPerQuery;
    /** The field is not documented; once it was refused, this instance asks without it. */
    private volatile boolean changeTimeKnown = true;

    SalesforcePackagingApi(SalesforceCalls calls, ObjectMapper mapper, ExecutorConfig config, MeterRegistry metrics) {
        this.metrics = metrics;
        this.calls = calls;
        this.mapper = mapper;
        this.idsPerQuery = config.polling().idsPerQuery();
    }

    @Override
    public String createPushRequest(String packageVersionId, Instant scheduledStart) {
        var json = mapper.createObjectNode()
                .put("PackageVersionId", packageVersionId)
                .put(
                        "ScheduledStartTime",
                        scheduledStart.truncatedTo(ChronoUnit.SECONDS).toString());
        var id = calls.createRequest(json.toString()).path("id").asText();
        if (id.isEmpty()) {
            throw new PackagingException(
                    ApiFailure.UNKNOWN_OUTCOME, "", "Salesforce created a push request without saying its id");
        }
        return id;
    }

    @Override
    public List<String> findCreatedRequests(String packageVersionId, Instant scheduledStart) {
        return records(
                Operation.FIND_REQUEST,
                "SELECT Id FROM PackagePushRequest WHERE PackageVersionId = " + Soql.text(packageVersionId)
                        + " AND ScheduledStartTime = " + Soql.dateTime(scheduledStart) + " AND Status = 'Created'",
                row -> text(row, "Id"));
    }

    @Override
    public List<Orphans.CreatedRequest> createdRequests(Collection<String> packageVersionIds) {
        return records(
                Operation.FIND_ORPHANS,
                "SELECT Id, PackageVersionId, ScheduledStartTime FROM PackagePushRequest WHERE Status = 'Created'"
                        + " AND ScheduledStartTime != null AND PackageVersionId IN " + Soql.texts(packageVersionIds),
                row -> new Orphans.CreatedRequest(
                        text(row, "Id"),
                        new Orphans.Mark(
                                text(row, "PackageVersionId"), Soql.instant(text(row, "ScheduledStartTime")))));
    }

    @Override
    public List<JobAnswer> addJobs(String requestId, List<OrgKey> orgs) {
        if (orgs.isEmpty() || orgs.size() > JOBS_PER_CALL_MAXIMUM) {
            throw new IllegalArgumentException(
                    orgs.size() + " jobs in one call: 1 to " + JOBS_PER_CALL_MAXIMUM + " are allowed");
        }
        var json = mapper.createObjectNode().put("allOrNone", false);
        var records = json.putArray("records");
        for (var org : orgs) {
            var record = records.addObject();
            record.putObject("attributes").put("type", "PackagePushJob");
            record.put("PackagePushRequestId", requestId).put("SubscriberOrganizationKey", org.value());
        }
        var answers = calls.createRecords(json.toString());
        if (!answers.isArray() || answers.size() != orgs.size()) {
            throw new PackagingException(
                    ApiFailure.UNKNOWN_OUTCOME,
                    "",
                    "Salesforce gave " + answers.size() + " answers to " + orgs.size() + " jobs");
        }
        return StreamSupport.stream(answers.spliterator(), false)
                .map(SalesforcePackagingApi::jobAnswer)
                .toList();
    }

    @Override
    public List<AddedJob> jobsOf(String requestId, Runnable pageRead) {
        var all = new ArrayList<AddedJob>();
        calls.query(
                Operation.CHECK_JOBS,
                "SELECT Id, SubscriberOrganizationKey FROM PackagePushJob WHERE PackagePushRequestId = "
                        + Soql.text(requestId),
                records -> {
                    all.addAll(mapped(
                            records,
                            row -> new AddedJob(text(row, "Id"), new OrgKey(text(row, "SubscriberOrganizationKey")))));
                    pageRead.run();
                });
        return all;
    }

    @Override
    public <T> T inTurn(Supplier<T> work) {
        return calls.inTurn(work);
    }

    @Override
    public void activate(String requestId, Instant latest) {
        calls.activateRequest(requestId, "{\"Status\":\"Pending\"}", latest);
    }

    @Override
    public void cancel(String requestId) {
        calls.cancelRequest(requestId, "{\"Status\":\"Canceled\"}");
    }

    @Override
    public Optional<JobStatus> statusOf(String requestId) {
        return records(
                        Operation.CHECK_STATUS,
                        "SELECT Id, Status FROM PackagePushRequest WHERE Id = " + Soql.text(requestId),
                        row -> status(row))
                .stream()
                .findFirst();
    }

    @Override
    public void changedJobs(Map<String, Optional<Instant>> changedSince, Consumer<List<PushJob>> page) {
        jobs(changed(changedSince), jobsSince(List.copyOf(changedSince.keySet()), Optional.empty()), page);
    }

    @Override
    public void jobs(Map<String, List<String>> jobIds, Consumer<List<PushJob>> page) {
        for (var chunk : chunks(jobIds.values().stream().flatMap(List::stream).toList())) {
            var these = "Id IN " + Soql.texts(chunk);
            jobs(these, these, page);
        }
    }

    /** @param otherwise the condition without the time of change, for where that is not known */
    private void jobs(String condition, String otherwise, Consumer<List<PushJob>> page) {
        if (changeTimeKnown) {
            try {
                readJobs(", " + CHANGE_TIME, condition, page);
                return;
            } catch (PackagingException e) {
                if (!changeTimeRefused(e)) {
                    throw e;
                }
                LOG.warnf("Salesforce does not tell which jobs changed, so all are read each time: %s", e.sentence());
                changeTimeKnown = false;
            }
        }
        readJobs("", otherwise, page);
    }

    private static boolean changeTimeRefused(PackagingException e) {
        return e.errorCode().equals("INVALID_FIELD") && e.sentence().contains(CHANGE_TIME);
    }

    private void readJobs(String moreFields, String condition, Consumer<List<PushJob>> page) {
        calls.query(
                Operation.FOLLOW_JOBS,
                JOB_FIELDS + moreFields + " FROM PackagePushJob WHERE " + condition,
                records -> page.accept(readableJobs(records, this::unreadable)));
    }

    private static String changed(Map<String, Optional<Instant>> changedSince) {
        var byMoment = changedSince.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return byMoment.entrySet().stream()
                .map(entry -> jobsSince(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(" OR "));
    }

    private static String jobsSince(List<String> requestIds, Optional<Instant> since) {
        var ofThese = "PackagePushRequestId IN " + Soql.texts(requestIds);
        return since.map(instant -> "(" + ofThese + " AND SystemModstamp >= " + Soql.dateTime(instant) + ")")
                .orElse(ofThese);
    }

    @Override
    public Map<String, List<PushError>> errorsOf(Collection<String> jobIds) {
        var errors = new HashMap<String, List<PushError>>();
        for (var chunk : chunks(List.copyOf(jobIds))) {
            calls.query(
                    Operation.FOLLOW_JOBS,
                    "SELECT PackagePushJobId, ErrorType, ErrorSeverity, ErrorTitle, ErrorMessage FROM PackagePushError"
                            + " WHERE PackagePushJobId IN " + Soql.texts(chunk),
                    records -> records.forEach(
                            row -> errors.computeIfAbsent(text(row, "PackagePushJobId"), _ -> new ArrayList<>())
                                    .add(pushError(row))));
        }
        return errors;
    }

    /** So many ids as go into one question's address. */
    private List<List<String>> chunks(List<String> ids) {
        return IntStream.range(0, Math.ceilDiv(ids.size(), idsPerQuery))
                .mapToObj(chunk -> ids.subList(chunk * idsPerQuery, Math.min(ids.size(), (chunk + 1) * idsPerQuery)))
                .toList();
    }

    @Override
    public Optional<PackageName> packageNamed(String packageId) {
        return records(
                        Operation.LIST_SUBSCRIBERS,
                        "SELECT Id, Name, NamespacePrefix FROM MetadataPackage WHERE Id = " + Soql.text(packageId),
                        row -> new PackageName(
                                orElse(text(row, "Name"), packageId), optionalText(row, "NamespacePrefix")))
                .stream()
                .findFirst();
    }

    @Override
    public List<CataloguedVersion> versionsOf(String packageId) {
        var versions = new ArrayList<CataloguedVersion>();
        calls.query(
                Operation.LIST_SUBSCRIBERS,
                "SELECT Id, Name, MajorVersion, MinorVersion, PatchVersion, BuildNumber, ReleaseState, IsDeprecated"
                        + " FROM MetadataPackageVersion WHERE MetadataPackageId = " + Soql.text(packageId),
                records -> records.forEach(row -> version(row).ifPresent(versions::add)));
        return versions;
    }

    /** One that cannot be read is left out: it must not keep the others from being released. */
    private static Optional<CataloguedVersion> version(JsonNode row) {
        var number = row.path("MajorVersion").asInt() + "."
                + row.path("MinorVersion").asInt() + "."
                + row.path("PatchVersion").asInt();
        try {
            return Optional.of(new CataloguedVersion(
                    text(row, "Id"),
                    orElse(text(row, "Name"), number),
                    row.path("MajorVersion").asInt(),
                    row.path("MinorVersion").asInt(),
                    row.path("PatchVersion").asInt(),
                    row.path("BuildNumber").asInt(),
                    text(row, "ReleaseState").equals("Released") ? ReleaseState.RELEASED : ReleaseState.BETA,
                    row.path("IsDeprecated").asBoolean(),
                    Optional.empty()));
        } catch (IllegalArgumentException e) {
            LOG.errorf("a version of a package is left out, as it cannot be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private <T> List<T> records(Operation operation, String soql, Function<JsonNode, T> mapping) {
        var all = new ArrayList<T>();
        calls.query(operation, soql, records -> all.addAll(mapped(records, mapping)));
        return all;
    }

    /** What the mapping cannot read is a fault of this program or a surprise of Salesforce's; it is never passed over. */
    private static <T> List<T> mapped(JsonNode records, Function<JsonNode, T> mapping) {
        try {
            return StreamSupport.stream(records.spliterator(), false)
                    .map(mapping)
                    .toList();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new PackagingException(
                    ApiFailure.BUG, "", "A record of Salesforce's cannot be read: " + e.getMessage(), e);
        }
    }

    static PushError pushError(JsonNode row) {
        return new PushError(
                text(row, "ErrorType"), text(row, "ErrorSeverity"), text(row, "ErrorTitle"), text(row, "ErrorMessage"));
    }

    static JobAnswer jobAnswer(JsonNode answer) {
        if (answer.path("success").asBoolean()) {
            return new JobAnswer.Added(text(answer, "id"));
        }
        var error = answer.path("errors").path(0);
        return new JobAnswer.Refused(text(error, "statusCode"), text(error, "message"));
    }

    /**
     * Jobs that are followed. One that cannot be read, such as one with a status that is none of the six, is left out as if
     * nothing was known of it yet: it is waited for until its time is up, and holds back nobody whose question it shares.
     *
     * @param unreadable is given each, with the reason
     */
    static List<PushJob> readableJobs(JsonNode records, BiConsumer<JsonNode, RuntimeException> unreadable) {
        var jobs = new ArrayList<PushJob>();
        for (var row : records) {
            try {
                jobs.add(job(row));
            } catch (IllegalArgumentException | DateTimeException e) {
                unreadable.accept(row, e);
            }
        }
        return jobs;
    }

    private void unreadable(JsonNode row, RuntimeException reason) {
        metrics.counter(UNREADABLE).increment();
        LOG.errorf("push job %s cannot be read: %s", text(row, "Id"), reason.getMessage());
    }

    private static PushJob job(JsonNode row) {
        return new PushJob(
                text(row, "Id"),
                text(row, "PackagePushRequestId"),
                new OrgKey(text(row, "SubscriberOrganizationKey")),
                status(row),
                optionalText(row, CHANGE_TIME).map(Soql::instant).orElse(Instant.EPOCH));
    }

    private static JobStatus status(JsonNode row) {
        return JobStatus.spelled(text(row, "Status"));
    }

    private static String text(JsonNode row, String field) {
        return optionalText(row, field).orElse("");
    }

    private static String orElse(String text, String standard) {
        return text.isBlank() ? standard : text;
    }

    private static Optional<String> optionalText(JsonNode row, String field) {
        var value = row.path(field);
        return value.isTextual() ? Optional.of(value.textValue()).filter(text -> !text.isEmpty()) : Optional.empty();
    }
}
