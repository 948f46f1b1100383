package io.pushwave.simulator.http.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pushwave.simulator.bulk.records.IngestDescription;
import io.pushwave.simulator.bulk.records.IngestOperation;
import io.pushwave.simulator.bulk.records.RecordSink;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.faults.RecordFault;
import io.pushwave.simulator.http.rest.RecordStore;
import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.SObjectTable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hands the records of bulk jobs to the store as if they had come one by one, with their texts turned into typed values. */
public final class BulkRecords implements RecordSink {
    private static final String NULL = "#N/A";

    private final RecordStore store;
    private final BatchFaults faults;
    private @Nullable RecordFault fault;

    /** Which records of a batch fail on request. */
    public interface BatchFaults {
        /**
         * Asked once for a batch.
         *
         * @param job number of the job, from 0
         * @param batch number of the batch in its job, from 0
         */
        @Nullable RecordFault of(int job, int batch);
    }

    public BulkRecords(RecordStore store, BatchFaults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public void begin(int job, int batch) {
        fault = faults.of(job, batch);
    }

    @Override
    public Answer write(IngestDescription job, List<String> columns, List<String> values) {
        var refusal = fault == null ? null : fault.next();
        if (refusal != null) {
            return new Answer.Refused(refusal);
        }
        var table = job.table();
        var record = JsonNodeFactory.instance.objectNode();
        var id = "";
        for (int position = 0; position < values.size(); position++) {
            var value = values.get(position);
            var field = table.field(columns.get(position));
            if (value.isEmpty() || field == null) {
                continue;
            }
            if (field.type() == FieldType.ID && job.operation() != IngestOperation.INSERT) {
                id = value.equals(NULL) ? "" : value;
            } else if (value.equals(NULL)) {
                record.putNull(field.name());
            } else {
                var typed = typed(field.type(), value);
                if (typed == null) {
                    return notDeserialized(position, field, value);
                }
                record.set(field.name(), typed);
            }
        }
        return switch (job.operation()) {
            case INSERT -> explained(store.create(table, record), table, columns, record);
            case UPDATE -> explained(update(table, id, record), table, columns, record);
            case UPSERT ->
                explained(
                        id.isEmpty() ? store.create(table, record) : update(table, id, record), table, columns, record);
        };
    }

    private Answer update(SObjectTable table, String id, ObjectNode record) {
        if (id.isEmpty()) {
            return Answer.refused("MISSING_ARGUMENT", "Id not specified in an update call");
        }
        if (SalesforceId.shorten(id) == null) {
            return Answer.refused("MALFORMED_ID", "bad id " + id, "Id");
        }
        int row = table.row(id);
        return row < 0
                ? Answer.refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
                : store.update(table, row, record);
    }

    private static @Nullable JsonNode typed(FieldType type, String value) {
        return switch (type) {
            case ID, REFERENCE, STRING, PICKLIST, DATE_TIME -> TextNode.valueOf(value);
            case INT -> {
                try {
                    yield IntNode.valueOf(Integer.parseInt(value));
                } catch (NumberFormatException notANumber) {
                    yield null;
                }
            }
            case BOOLEAN ->
                switch (value.toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> BooleanNode.TRUE;
                    case "false", "0" -> BooleanNode.FALSE;
                    default -> null;
                };
        };
    }

    /** A time that cannot be read is no fault of any JSON here. */
    private static Answer explained(Answer answer, SObjectTable table, List<String> columns, ObjectNode record) {
        if (answer instanceof Answer.Refused(var refusal) && refusal.code().equals("JSON_PARSER_ERROR")) {
            for (int position = 0; position < columns.size(); position++) {
                var field = table.field(columns.get(position));
                if (field != null && field.type() == FieldType.DATE_TIME && record.hasNonNull(field.name())) {
                    return notDeserialized(
                            position, field, record.get(field.name()).asText());
                }
            }
        }
        return answer;
    }

    private static Answer notDeserialized(int column, FieldDefinition field, String value) {
        return Answer.refused(
                "INVALID_FIELD",
                "Failed to deserialize field at col " + column + ". Due to, '" + value
                        + "' is not a valid value for the type " + field.type().soapType(),
                field.name());
    }
}
