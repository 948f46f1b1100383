package io.pushwave.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.query.FieldDefinition;
import io.pushwave.simulator.query.SObjectTable;
import io.pushwave.simulator.query.Schema;
import io.pushwave.simulator.query.Trait;
import java.io.IOException;

/** {@code sobjects}: create, retrieve, update, describe. */
final class SObjectEndpoints {
    private final Schema schema;
    private final RecordStore store;

    SObjectEndpoints(Schema schema, RecordStore store) {
        this.schema = schema;
        this.store = store;
    }

    Reply create(Call call) {
        var table = table(call);
        return switch (store.create(table, Bodies.object(call))) {
            case Answer.Refused(var refusal) -> throw new ApiException(400, refusal);
            case Answer.Done(int row) ->
                Reply.json(201, json -> {
                    json.writeStartObject();
                    json.writeStringField("id", table.id(row));
                    json.writeBooleanField("success", true);
                    json.writeArrayFieldStart("errors");
                    json.writeEndArray();
                    json.writeEndObject();
                });
        };
    }

    Reply retrieve(Call call) {
        var table = table(call);
        int row = row(table, call.variable("id"));
        var dataPath = "/services/data/" + call.variable("version");
        return Reply.ok(json -> RecordWriter.writeWhole(json, dataPath, table, row));
    }

    Reply update(Call call) {
        var table = table(call);
        int row = row(table, call.variable("id"));
        JsonNode change = Bodies.object(call);
        return switch (store.update(table, row, change)) {
            case Answer.Refused(var refusal) -> throw new ApiException(400, refusal);
            case Answer.Done _ -> Reply.noContent();
        };
    }

    private SObjectTable table(Call call) {
        var table = schema.table(call.variable("type"));
        if (table == null) {
            throw ApiException.notFound();
        }
        return table;
    }

    private static int row(SObjectTable table, String id) {
        var shortened = SalesforceId.shorten(id);
        if (shortened == null || !shortened.startsWith(table.keyPrefix())) {
            throw new ApiException(
                    404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + id);
        }
        int row = table.row(id);
        if (row < 0) {
            throw ApiException.notFound();
        }
        return row;
    }

    Reply describeGlobal(Call call) {
        var dataPath = "/services/data/" + call.variable("version");
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("encoding", "UTF-8");
            json.writeNumberField("maxBatchSize", 200);
            json.writeArrayFieldStart("sobjects");
            for (var table : schema.tables()) {
                json.writeStartObject();
                writeHead(json, table, dataPath);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    Reply describe(Call call) {
        var table = table(call);
        var dataPath = "/services/data/" + call.variable("version");
        return Reply.ok(json -> {
            json.writeStartObject();
            writeHead(json, table, dataPath);
            json.writeArrayFieldStart("fields");
            for (var field : table.fields()) {
                writeField(json, field);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void writeHead(JsonGenerator json, SObjectTable table, String dataPath) throws IOException {
        boolean createable = table.fields().stream().anyMatch(field -> field.is(Trait.CREATEABLE));
        json.writeStringField("name", table.name());
        json.writeStringField("label", table.name());
        json.writeStringField("keyPrefix", table.keyPrefix());
        json.writeBooleanField("custom", false);
        json.writeBooleanField("createable", createable);
        json.writeBooleanField("updateable", createable);
        json.writeBooleanField("deletable", false);
        json.writeBooleanField("queryable", true);
        json.writeBooleanField("retrieveable", true);
        var url = dataPath + "/sobjects/" + table.name();
        json.writeObjectFieldStart("urls");
        json.writeStringField("sobject", url);
        json.writeStringField("describe", url + "/describe");
        json.writeStringField("rowTemplate", url + "/{ID}");
        json.writeEndObject();
    }

    private static void writeField(JsonGenerator json, FieldDefinition field) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", field.name());
        json.writeStringField("label", field.name());
        json.writeStringField("type", field.type().apiName());
        json.writeBooleanField("createable", field.is(Trait.CREATEABLE));
        json.writeBooleanField("updateable", field.is(Trait.UPDATEABLE));
        json.writeBooleanField("filterable", field.is(Trait.FILTERABLE));
        json.writeBooleanField("sortable", field.is(Trait.SORTABLE));
        json.writeBooleanField("groupable", field.is(Trait.GROUPABLE));
        json.writeBooleanField("nillable", !field.is(Trait.REQUIRED));
        json.writeBooleanField("restrictedPicklist", !field.values().isEmpty());
        var parent = field.parent();
        json.writeStringField("relationshipName", parent == null ? null : parent.relationship());
        json.writeArrayFieldStart("referenceTo");
        if (parent != null) {
            json.writeString(parent.table());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("picklistValues");
        for (var value : field.values()) {
            json.writeStartObject();
            json.writeBooleanField("active", true);
            json.writeStringField("label", value);
            json.writeStringField("value", value);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
