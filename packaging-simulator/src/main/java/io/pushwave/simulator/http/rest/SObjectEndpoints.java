package io.pushwave.simulator.http.rest;

import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Bodies;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import java.util.Set;
import java.util.TreeSet;

/** {@code sobjects}: create, retrieve, update and delete single records. */
public final class SObjectEndpoints {
    private final Schema schema;
    private final RecordStore store;

    public SObjectEndpoints(Schema schema, RecordStore store) {
        this.schema = schema;
        this.store = store;
    }

    Reply create(Call call) {
        var table = table(call);
        return switch (store.create(table, Bodies.object(call))) {
            case Answer.Refused(var refusal) -> throw ApiException.ofRecord(refusal);
            case Answer.Done(int row) ->
                Reply.json(201, json -> RecordResults.writeDone(json, table.id(row)))
                        .withHeader(
                                "Location",
                                "/services/data/" + call.variable("version") + "/sobjects/" + table.name() + "/"
                                        + table.id(row));
        };
    }

    Reply retrieve(Call call) {
        var table = table(call);
        int row = row(table, call.variable("id"));
        var names = call.parameter("fields").map(FieldList::split);
        var fields = names.isPresent() ? FieldList.of(table, names.get()) : table.fields();
        var dataPath = "/services/data/" + call.variable("version");
        return Reply.ok(json -> RecordWriter.writeFields(json, dataPath, table, row, fields));
    }

    Reply update(Call call) {
        var table = table(call);
        int row = row(table, call.variable("id"));
        return switch (store.update(table, row, Bodies.object(call))) {
            case Answer.Refused(var refusal) -> throw ApiException.ofRecord(refusal);
            case Answer.Done _ -> Reply.noContent();
        };
    }

    Reply delete(Call call) {
        var table = table(call);
        if (!table.isDeletable()) {
            throw ApiException.methodNotAllowed("DELETE", new TreeSet<>(Set.of("GET", "HEAD", "PATCH")));
        }
        return switch (store.delete(table, row(table, call.variable("id")))) {
            case Answer.Refused(var refusal) -> throw ApiException.ofRecord(refusal);
            case Answer.Done _ -> Reply.noContent();
        };
    }

    /** Reads or writes a record by an external id, or by its id under that name; no object here has external ids. */
    Reply retrieveByField(Call call) {
        return retrieve(byId(call));
    }

    Reply updateByField(Call call) {
        return update(byId(call));
    }

    private Call byId(Call call) {
        table(call);
        if (!call.variable("field").equalsIgnoreCase("Id")) {
            throw noSuchExternalId(call.variable("field"));
        }
        return call;
    }

    private SObjectTable table(Call call) {
        var table = schema.at(call.apiVersion()).table(call.variable("type"));
        if (table == null) {
            throw ApiException.notFound();
        }
        return table;
    }

    private static int row(SObjectTable table, String id) {
        var shortened = SalesforceId.shorten(id);
        if (shortened == null || !shortened.startsWith(table.keyPrefix())) {
            throw noSuchExternalId(id);
        }
        int row = table.row(id);
        if (row < 0) {
            throw ApiException.notFound();
        }
        return row;
    }

    private static ApiException noSuchExternalId(String name) {
        return new ApiException(
                404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + name);
    }
}
