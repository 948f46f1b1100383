package io.pushwave.simulator.bulk.batches;

import io.pushwave.simulator.bulk.csv.DataFault;
import io.pushwave.simulator.bulk.queue.BulkQuota;
import io.pushwave.simulator.bulk.queue.BulkSettings;
import io.pushwave.simulator.bulk.queue.JobShelf;
import io.pushwave.simulator.bulk.records.CsvRecords;
import io.pushwave.simulator.bulk.records.IngestDescription;
import io.pushwave.simulator.bulk.records.RecordFormat;
import io.pushwave.simulator.bulk.records.RecordSink;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.query.BulkQuery;
import io.pushwave.simulator.query.FlatQuery;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what a batch of Bulk API 1.0 asks for. Faults are answered as the batch says them. */
public final class AsyncWorkshop {
    private final BulkSettings settings;
    private final PackagingPlatform platform;
    private final Schema schema;
    private final RecordSink sink;
    private final Map<AsyncContent, RecordFormat> formats;
    private final BulkQuota quota;
    private QueryFate fate = (_, _, _) -> null;

    public AsyncWorkshop(
            BulkSettings settings,
            PackagingPlatform platform,
            Schema schema,
            RecordSink sink,
            Map<AsyncContent, RecordFormat> formats,
            BulkQuota quota) {
        this.settings = settings;
        this.platform = platform;
        this.schema = schema;
        this.sink = sink;
        this.formats = Map.copyOf(formats);
        this.quota = quota;
    }

    void alsoRefuses(QueryFate other) {
        fate = other;
    }

    /** Looks at a batch before its work begins. */
    @Nullable String open(AsyncJob job, AsyncBatch batch) {
        return switch (job.description().work()) {
            case AsyncWork.Load load -> {
                try {
                    int records = batch.count(
                            format(job),
                            description(job, load),
                            job.description().content() == AsyncContent.CSV,
                            settings.asyncBatchRecords());
                    yield quota.takeRecords(platform.now(), records);
                } catch (DataFault fault) {
                    yield fault.text();
                }
            }
            case AsyncWork.Query(var _, var table) -> {
                try {
                    var _ = query(batch, table, job.description().version());
                    yield null;
                } catch (BulkQuery.RefusedQueryException refused) {
                    yield notProcessed(refused.refusal());
                }
            }
        };
    }

    /** Does the work of a batch. */
    @Nullable String workOff(AsyncJob job, int position, JobShelf shelf) {
        var batch = job.batch(position);
        return switch (job.description().work()) {
            case AsyncWork.Load load -> {
                sink.begin(job.number(), position);
                try {
                    batch.write(format(job), description(job, load), sink);
                    yield null;
                } catch (DataFault fault) {
                    yield fault.text();
                }
            }
            case AsyncWork.Query(var _, var table) -> ask(job, position, table, shelf);
        };
    }

    private @Nullable String ask(AsyncJob job, int position, SObjectTable table, JobShelf shelf) {
        var batch = job.batch(position);
        var refusal = fate.refusal(job.number(), position, soql(batch));
        if (refusal != null) {
            return notProcessed(refusal);
        }
        try {
            var query = query(batch, table, job.description().version());
            var rows = query.rows();
            var found = format(job).write(query, rows, job.description().version());
            if (!shelf.makeRoom(found.length)) {
                return "InvalidBatch : Failed to write query result";
            }
            batch.found(found, rows.size());
            return null;
        } catch (BulkQuery.RefusedQueryException refused) {
            return notProcessed(refused.refusal());
        }
    }

    private FlatQuery query(AsyncBatch batch, SObjectTable table, String version)
            throws BulkQuery.RefusedQueryException {
        var query = BulkQuery.compile(schema.at(version), platform.settings(), soql(batch));
        var root = query.table().name();
        if (!root.equals(table.name())) {
            throw new BulkQuery.RefusedQueryException(Refusal.of(
                    "INVALID_TYPE_FOR_OPERATION",
                    "The root entity of the requested query (" + root
                            + ") does not match the entity of the requested Bulk API Job (" + table.name() + ")."));
        }
        return query;
    }

    private static String soql(AsyncBatch batch) {
        return new String(batch.data(), StandardCharsets.UTF_8).strip();
    }

    /** Where Bulk API 2.0 says API_ERROR of a query that it does not support, published answers of this API have another code. */
    private static String notProcessed(Refusal refusal) {
        var code = refusal.code().equals("API_ERROR") ? "FUNCTIONALITY_NOT_ENABLED" : refusal.code();
        return "InvalidBatch : Failed to process query: " + code + ": " + refusal.message();
    }

    void readOutcomes(AsyncJob job, AsyncBatch batch, AsyncBatch.Outcomes reader) {
        if (!(job.description().work() instanceof AsyncWork.Load load)) {
            throw new IllegalStateException("job " + job.id() + " writes no records");
        }
        try {
            batch.readOutcomes(format(job), description(job, load), reader);
        } catch (DataFault impossible) {
            throw new IllegalStateException("batch " + batch.id() + " was read before", impossible);
        }
    }

    private static IngestDescription description(AsyncJob job, AsyncWork.Load load) {
        return new IngestDescription(
                load.what(), load.table(), CsvRecords.FORM, job.description().version());
    }

    private RecordFormat format(AsyncJob job) {
        var format = formats.get(job.description().content());
        if (format == null) {
            throw new IllegalStateException("nothing reads " + job.description().content());
        }
        return format;
    }
}
