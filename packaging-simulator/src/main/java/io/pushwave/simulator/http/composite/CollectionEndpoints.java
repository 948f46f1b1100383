package io.pushwave.simulator.http.composite;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Bodies;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Records;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.rest.FieldList;
import io.pushwave.simulator.http.rest.RecordResults;
import io.pushwave.simulator.http.rest.RecordStore;
import io.pushwave.simulator.http.rest.RecordWriter;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code composite/sobjects}: many records in one call, each with a result of its own. */
public final class CollectionEndpoints {
    private static final int MAXIMUM_RECORDS = 200;
    private static final int MAXIMUM_RETRIEVED = 2_000;
    private static final int MAXIMUM_CHUNKS = 10;

    private final Schema schema;
    private final RecordStore store;

    public CollectionEndpoints(Schema schema, RecordStore store) {
        this.schema = schema;
        this.store = store;
    }

    /** A record of the collection and the object that it is of. */
    private record Item(SObjectTable table, JsonNode record) {}

    private record Result(Item item, Answer answer) {}

    Reply create(Call call) {
        return write(call, item -> store.create(item.table(), item.record()));
    }

    Reply update(Call call) {
        return write(call, this::update);
    }

    private Reply write(Call call, Function<Item, Answer> writing) {
        var body = Bodies.object(call);
        var items = items(schema.at(call.apiVersion()), body);
        return body.path("allOrNone").asBoolean(false)
                ? reply(allOrNone(items, writing))
                : reply(results(items, writing));
    }

    private static List<Result> results(List<Item> items, Function<Item, Answer> writing) {
        var results = new ArrayList<Result>(items.size());
        for (var item : items) {
            results.add(new Result(item, writing.apply(item)));
        }
        return results;
    }

    private List<Result> allOrNone(List<Item> items, Function<Item, Answer> writing) {
        var results = new ArrayList<Result>(items.size());
        boolean kept = store.allOrNone(() -> {
            results.addAll(results(items, writing));
            return results.stream().noneMatch(result -> result.answer() instanceof Answer.Refused);
        });
        if (!kept) {
            results.replaceAll(result -> result.answer() instanceof Answer.Done
                    ? new Result(result.item(), new Answer.Refused(RecordResults.ROLLED_BACK))
                    : result);
        }
        return results;
    }

    private Answer update(Item item) {
        var id = Records.member(item.record(), "Id");
        if (id == null || !id.isTextual() || id.asText().isEmpty()) {
            return Answer.refused("MISSING_ARGUMENT", "Id not specified in an update call", "Id");
        }
        var table = item.table();
        var shortened = SalesforceId.shorten(id.asText());
        if (shortened == null || !shortened.startsWith(table.keyPrefix())) {
            return Answer.refused(
                    "MALFORMED_ID", table.label() + " ID: id value of incorrect type: " + id.asText(), "Id");
        }
        int row = table.row(id.asText());
        return row < 0
                ? Answer.refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
                : store.update(table, row, Records.without(item.record(), "Id"));
    }

    Reply delete(Call call) {
        var ids = FieldList.split(call.parameter("ids").orElse(""));
        if (ids.isEmpty()) {
            throw missing("ids");
        }
        checkNumber(ids.size(), MAXIMUM_RECORDS);
        var known = schema.at(call.apiVersion());
        boolean allOrNone = call.parameter("allOrNone").orElse("").equalsIgnoreCase("true");
        var deleted = new ArrayList<Answer>();
        boolean kept = store.allOrNone(() -> {
            ids.forEach(id -> deleted.add(delete(known, id)));
            return !allOrNone || deleted.stream().noneMatch(Answer.Refused.class::isInstance);
        });
        if (!kept) {
            deleted.replaceAll(
                    answer -> answer instanceof Answer.Done ? new Answer.Refused(RecordResults.ROLLED_BACK) : answer);
        }
        return Reply.ok(json -> {
            json.writeStartArray();
            for (int position = 0; position < ids.size(); position++) {
                switch (deleted.get(position)) {
                    case Answer.Done _ -> RecordResults.writeDone(json, ids.get(position));
                    case Answer.Refused(var refusal) -> RecordResults.writeRefused(json, refusal);
                }
            }
            json.writeEndArray();
        });
    }

    private Answer delete(Schema known, String id) {
        for (var table : known.tables()) {
            int row = table.row(id);
            if (row >= 0) {
                return store.delete(table, row);
            }
        }
        return SalesforceId.shorten(id) == null
                ? Answer.refused("MALFORMED_ID", "malformed id " + id)
                : Answer.refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }

    Reply retrieve(Call call) {
        return retrieve(
                call,
                FieldList.split(call.parameter("ids").orElse("")),
                FieldList.split(call.parameter("fields").orElse("")));
    }

    Reply retrieveByBody(Call call) {
        var body = Bodies.object(call);
        return retrieve(call, texts(body, "ids"), texts(body, "fields"));
    }

    private Reply retrieve(Call call, List<String> ids, List<String> names) {
        var table = schema.at(call.apiVersion()).table(call.variable("type"));
        if (table == null) {
            throw ApiException.notFound();
        }
        if (ids.isEmpty() || names.isEmpty()) {
            throw missing(ids.isEmpty() ? "ids" : "fields");
        }
        checkNumber(ids.size(), MAXIMUM_RETRIEVED);
        var fields = FieldList.of(table, names);
        var dataPath = "/services/data/" + call.variable("version");
        return Reply.ok(json -> {
            json.writeStartArray();
            for (var id : ids) {
                int row = table.row(id);
                if (row < 0) {
                    json.writeNull();
                } else {
                    RecordWriter.writeFields(json, dataPath, table, row, fields);
                }
            }
            json.writeEndArray();
        });
    }

    private static List<String> texts(JsonNode body, String name) {
        var value = body.path(name);
        if (value.isMissingNode()) {
            throw missing(name);
        }
        var texts = new ArrayList<String>();
        for (var text : value) {
            if (!text.isTextual()) {
                throw ApiException.parser("Cannot deserialize instance of string from " + Records.token(text)
                        + " value " + text.asText() + " or request may be missing a required field");
            }
            texts.add(text.asText());
        }
        return texts;
    }

    private static ApiException missing(String name) {
        return new ApiException(400, "MISSING_ARGUMENT", "Required parameter is missing: " + name);
    }

    private static void checkNumber(int number, int maximum) {
        if (number > maximum) {
            throw new ApiException(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than " + maximum + " records into this call");
        }
    }

    private static List<Item> items(Schema known, JsonNode body) {
        var records = body.get("records");
        if (records == null || !records.isArray()) {
            throw ApiException.parser("The Value provided is invalid for type records: an array is expected");
        }
        checkNumber(records.size(), MAXIMUM_RECORDS);
        var items = new ArrayList<Item>(records.size());
        int chunks = 0;
        for (var record : records) {
            var table = table(known, record);
            if (items.isEmpty() || !items.getLast().table().equals(table)) {
                chunks++;
            }
            items.add(new Item(table, record));
        }
        if (chunks > MAXIMUM_CHUNKS) {
            throw new ApiException(
                    400,
                    "INVALID_INPUT",
                    "Cannot have more than " + MAXIMUM_CHUNKS
                            + " chunks in a single operation. Please rearrange the data" + " to reduce chunking.");
        }
        return items;
    }

    private static SObjectTable table(Schema known, JsonNode record) {
        var type = record.path("attributes").path("type");
        if (!record.isObject() || !type.isTextual()) {
            throw new ApiException(
                    400, "INVALID_INPUT", "Include an attributes.type in every record of the collection.");
        }
        var table = known.table(type.asText());
        if (table == null) {
            throw new ApiException(400, "INVALID_TYPE", "sObject type '" + type.asText() + "' is not supported.");
        }
        return table;
    }

    private static Reply reply(List<Result> results) {
        return Reply.ok(json -> {
            json.writeStartArray();
            for (var result : results) {
                switch (result.answer()) {
                    case Answer.Done(int row) ->
                        RecordResults.writeDone(json, result.item().table().id(row));
                    case Answer.Refused(var refusal) -> RecordResults.writeRefused(json, refusal);
                }
            }
            json.writeEndArray();
        });
    }
}
