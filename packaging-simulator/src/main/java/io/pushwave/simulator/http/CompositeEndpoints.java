package io.pushwave.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.query.SObjectTable;
import io.pushwave.simulator.query.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code composite/sobjects}: up to 200 records in one call, each with a result of its own. */
final class CompositeEndpoints {
    private static final int MAXIMUM_RECORDS = 200;

    private final Schema schema;
    private final RecordStore store;

    CompositeEndpoints(Schema schema, RecordStore store) {
        this.schema = schema;
        this.store = store;
    }

    /** A record of the collection and the object that it is of. */
    private record Item(SObjectTable table, JsonNode record) {}

    private record Result(Item item, Answer answer) {}

    Reply create(Call call) {
        var body = Bodies.object(call);
        var items = items(body);
        boolean allOrNone = body.path("allOrNone").asBoolean(false);
        var results = new ArrayList<Result>(items.size());
        boolean failed = false;
        for (var item : items) {
            var answer = store.create(item.table(), item.record());
            failed |= answer instanceof Answer.Refused;
            results.add(new Result(item, answer));
        }
        return reply(allOrNone && failed ? rolledBack(results) : results);
    }

    /** The answer when Salesforce throws a whole batch away; nothing is created. */
    Reply somethingBad(Call call) {
        var bad = new Answer.Refused(
                Refusal.of("UNKNOWN_EXCEPTION", "Something bad has happened. Please verify your input and try again."));
        return reply(items(Bodies.object(call)).stream()
                .map(item -> new Result(item, bad))
                .toList());
    }

    private List<Item> items(JsonNode body) {
        var records = body.get("records");
        if (records == null || !records.isArray()) {
            throw ApiException.parser("The Value provided is invalid for type records: an array is expected");
        }
        if (records.size() > MAXIMUM_RECORDS) {
            throw new ApiException(
                    400,
                    "LIMIT_EXCEEDED",
                    "record limit reached. cannot submit more than " + MAXIMUM_RECORDS
                            + " records in a single request");
        }
        var items = new ArrayList<Item>(records.size());
        for (var record : records) {
            var type = record.path("attributes").path("type");
            if (!record.isObject() || !type.isTextual()) {
                throw new ApiException(
                        400, "INVALID_INPUT", "Include an attributes.type in every record of the collection.");
            }
            var table = schema.table(type.asText());
            if (table == null) {
                throw new ApiException(400, "INVALID_TYPE", "sObject type '" + type.asText() + "' is not supported.");
            }
            items.add(new Item(table, record));
        }
        return items;
    }

    /** Takes back what was created, newest first, and says so for the records that had no fault of their own. */
    private List<Result> rolledBack(List<Result> results) {
        var after = new ArrayList<Result>();
        for (var result : results.reversed()) {
            if (result.answer() instanceof Answer.Done) {
                store.takeBackLast(result.item().table());
                after.addFirst(new Result(
                        result.item(),
                        Answer.refused(
                                "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                                "Record rolled back because not all records were valid and the request was using AllOrNone"
                                        + " header")));
            } else {
                after.addFirst(result);
            }
        }
        return after;
    }

    private static Reply reply(List<Result> results) {
        return Reply.ok(json -> {
            json.writeStartArray();
            for (var result : results) {
                write(json, result);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Result result) throws IOException {
        json.writeStartObject();
        switch (result.answer()) {
            case Answer.Done(int row) -> {
                json.writeStringField("id", result.item().table().id(row));
                json.writeBooleanField("success", true);
                json.writeArrayFieldStart("errors");
                json.writeEndArray();
            }
            case Answer.Refused(var refusal) -> {
                json.writeBooleanField("success", false);
                json.writeArrayFieldStart("errors");
                json.writeStartObject();
                json.writeStringField("statusCode", refusal.code());
                json.writeStringField("message", refusal.message());
                json.writeArrayFieldStart("fields");
                for (var field : refusal.fields()) {
                    json.writeString(field);
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }
}
