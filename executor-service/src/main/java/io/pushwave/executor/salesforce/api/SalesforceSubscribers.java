package io.pushwave.executor.salesforce.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.inventory.SubscriberApi;
import io.pushwave.executor.inventory.SubscriberQuery;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.call.Operation;
import io.pushwave.executor.salesforce.call.SalesforceCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * {@code PackageSubscriber} over HTTP. What comes back is looked at again: Salesforce is known to answer with rows that were not
 * asked for (code of a public client, which filters them too).
 */
@ApplicationScoped
public class SalesforceSubscribers implements SubscriberApi {
    private static final int PART_MAXIMUM = 2_000;
    private static final int ID_LENGTH = 15;

    /** Stands for a status or type that Salesforce leaves empty. */
    private static final String UNKNOWN = "unknown";

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final SalesforceCalls calls;
    private final ObjectMapper mapper;
    private final int rowsPerExportPage;

    SalesforceSubscribers(SalesforceCalls calls, ObjectMapper mapper, ExecutorConfig config) {
        this.calls = calls;
        this.mapper = mapper;
        this.rowsPerExportPage = config.inventory().exportPageRows();
    }

    @Override
    public Standing standing(String packageId, boolean withNewest) {
        var answers = new ArrayList<Standing>();
        calls.query(
                Operation.LIST_SUBSCRIBERS,
                "SELECT COUNT(Id) subscribers" + (withNewest ? ", MAX(SystemModstamp) newest" : "")
                        + " FROM PackageSubscriber WHERE MetadataPackageId = " + Soql.text(packageId)
                        + " AND InstalledStatus = 'i'",
                records -> records.forEach(row ->
                        answers.add(new Standing(row.path("subscribers").asLong(), instant(value(row, "newest"))))));
        if (answers.size() != 1) {
            throw new PackagingException(
                    ApiFailure.BUG, "", "Salesforce answered a count with " + answers.size() + " rows");
        }
        return answers.getFirst();
    }

    @Override
    public long list(SubscriberQuery query, long most, Consumer<List<Subscriber>> page) {
        return calls.query(Operation.LIST_SUBSCRIBERS, soql(query), most, records -> {
            var rows = new ArrayList<Subscriber>(records.size());
            for (var row : records) {
                rows.add(read(query, field -> value(row, field)));
            }
            page.accept(rows);
        });
    }

    @Override
    public String beginExport(SubscriberQuery query) {
        var json = mapper.createObjectNode().put("operation", "query").put("query", soql(query));
        var id = calls.createQueryJob(json.toString()).path("id").asText();
        if (id.isEmpty()) {
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE, "", "Salesforce created a query job without saying its id");
        }
        return id;
    }

    @Override
    public Export export(String id) {
        var job = calls.queryJob(id);
        var state = switch (job.path("state").asText()) {
            case "JobComplete" -> ExportState.COMPLETE;
            case "Failed", "Aborted" -> ExportState.FAILED;
            default -> ExportState.UNDER_WAY;
        };
        var rows = job.path("numberRecordsProcessed");
        return new Export(state, rows.isIntegralNumber() ? Optional.of(rows.longValue()) : Optional.empty());
    }

    @Override
    public Optional<String> exported(
            SubscriberQuery query, String id, Optional<String> from, Consumer<List<Subscriber>> rows) {
        var reply = calls.queryResults(id, from.orElse(null), rowsPerExportPage);
        try (var csv = CSV.parse(new StringReader(reply.body()))) {
            var part = new ArrayList<Subscriber>(PART_MAXIMUM);
            for (var row : csv) {
                part.add(read(query, field -> value(row, field)));
                if (part.size() == PART_MAXIMUM) {
                    rows.accept(part);
                    part = new ArrayList<>(PART_MAXIMUM);
                }
            }
            rows.accept(part);
        } catch (IOException | UncheckedIOException e) {
            throw new PackagingException(ApiFailure.UNAVAILABLE, "", "Salesforce's file cannot be read: " + e, e);
        }
        return reply.locator();
    }

    @Override
    public void discardExport(String id, boolean ended) {
        if (!ended) {
            calls.changeQueryJob(id, "{\"state\":\"Aborted\"}");
        }
        calls.deleteQueryJob(id);
    }

    private static String soql(SubscriberQuery query) {
        var fields = query.fields();
        return "SELECT OrgKey, OrgName, OrgStatus, OrgType, InstalledStatus, InstanceName, ParentOrg, MetadataPackageId,"
                + " MetadataPackageVersionId"
                + (fields.blocks() ? ", CustomUpgradeType" : "")
                + (fields.changeTime() ? ", SystemModstamp" : "")
                + " FROM PackageSubscriber WHERE MetadataPackageId = " + Soql.text(query.packageId())
                + query.versionId()
                        .map(version -> " AND MetadataPackageVersionId = " + Soql.text(version))
                        .orElse("")
                + query.changedSince()
                        .map(since -> " AND SystemModstamp >= " + Soql.dateTime(since))
                        .orElse(" AND InstalledStatus = 'i'");
    }

    private static Subscriber read(SubscriberQuery query, UnaryOperator<String> row) {
        if (!sameId(row.apply("MetadataPackageId"), query.packageId())) {
            return new Subscriber.Unasked();
        }
        try {
            var orgKey = new OrgKey(row.apply("OrgKey"));
            var changedAt = instant(row.apply("SystemModstamp"));
            // Uninstalled ones may come among those that changed; their status is u in old documentation.
            if (row.apply("InstalledStatus").equalsIgnoreCase("i")) {
                return new Subscriber.Installed(installed(orgKey, row), changedAt);
            }
            return query.changedSince().isPresent() ? new Subscriber.Gone(orgKey, changedAt) : new Subscriber.Unasked();
        } catch (IllegalArgumentException | DateTimeException e) {
            // One org's row must not keep all the others out of the copy.
            return new Subscriber.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static SubscriberRow installed(OrgKey orgKey, UnaryOperator<String> row) {
        var parent = row.apply("ParentOrg");
        return new SubscriberRow(
                orgKey,
                row.apply("OrgName"),
                orUnknown(row.apply("OrgStatus")),
                orUnknown(row.apply("OrgType")),
                row.apply("InstanceName"),
                parent.isEmpty() ? Optional.empty() : Optional.of(new OrgKey(parent)),
                row.apply("MetadataPackageVersionId"),
                row.apply("CustomUpgradeType").equals("BlockedBySubscriber"));
    }

    private static String orUnknown(String text) {
        return text.isBlank() ? UNKNOWN : text;
    }

    private static boolean sameId(String one, String other) {
        return one.length() >= ID_LENGTH && other.length() >= ID_LENGTH && one.regionMatches(0, other, 0, ID_LENGTH);
    }

    private static Optional<Instant> instant(String dateTime) {
        return dateTime.isEmpty() ? Optional.empty() : Optional.of(Soql.instant(dateTime));
    }

    static String value(JsonNode row, String field) {
        return row.path(field).asText("");
    }

    private static String value(CSVRecord row, String field) {
        return row.isMapped(field) ? row.get(field) : "";
    }
}
