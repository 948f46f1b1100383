package io.pushwave.simulator.http.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.ApiSettings;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.query.CompiledQuery;
import io.pushwave.simulator.query.QueryColumn;
import io.pushwave.simulator.query.QueryCompiler;
import io.pushwave.simulator.query.QueryResult;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.soql.SoqlException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** {@code query}, {@code queryAll} and their further pages. Nothing is ever deleted, so both answer the same. */
public final class QueryEndpoints {
    private static final Pattern BATCH_SIZE = Pattern.compile("batchsize\\s*=\\s*(\\d{1,6})");
    private static final int SMALLEST_PAGE = 200;
    private static final int LARGEST_PAGE = 2_000;

    private final Schema schema;
    private final QueryLocators locators;
    private final RecordWriter writer;
    private final ApiSettings settings;

    public QueryEndpoints(Schema schema, ApiSettings settings, QueryLocators locators) {
        this.schema = schema;
        this.settings = settings;
        this.locators = locators;
        this.writer = new RecordWriter(locators, settings.subselectPageRows());
    }

    Reply query(Call call) {
        if (call.parameter("explain").isPresent()) {
            throw new ApiException(400, "FUNCTIONALITY_NOT_ENABLED", "Query plans are not simulated.");
        }
        var soql = call.parameter("q").orElse("");
        if (soql.isBlank()) {
            throw new ApiException(400, "MALFORMED_QUERY", "SOQL statements cannot be empty or null");
        }
        try {
            var query = new QueryCompiler(schema.at(call.apiVersion())).compile(soql);
            if (call.parameter("columns").filter("true"::equalsIgnoreCase).isPresent()) {
                return columns(query);
            }
            return switch (query.run()) {
                case QueryResult.Count(int total) -> count(total);
                case QueryResult.Groups(var groups) -> groups(groups);
                case QueryResult.Records records -> {
                    int pageRows = query.hasChildren()
                            ? Math.min(pageRows(call), settings.subselectPageRows())
                            : pageRows(call);
                    yield page(call, records, 0, pageRows, "");
                }
            };
        } catch (SoqlException refused) {
            throw new ApiException(400, refused.code(), refused.text());
        }
    }

    Reply nextPage(Call call) {
        var locator = call.variable("locator");
        int dash = locator.lastIndexOf('-');
        var id = QueryLocators.id(locator);
        var open = locators.find(id);
        int from = position(dash < 0 ? "" : locator.substring(dash + 1));
        if (open == null || from < 0 || from > open.records().rows().size()) {
            throw new ApiException(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        return page(call, open.records(), from, open.pageRows(), id);
    }

    private Reply page(Call call, QueryResult.Records records, int from, int pageRows, String locator) {
        var api = call.segments().get(3).equalsIgnoreCase("tooling")
                ? "/tooling/query"
                : "/" + call.segments().get(3);
        var base = "/services/data/" + call.variable("version") + api;
        return Reply.ok(json -> writer.writePage(json, base, records, from, pageRows, locator));
    }

    /** What a query shows, without running it. */
    private static Reply columns(CompiledQuery query) {
        var columns = QueryColumn.of(query);
        return Reply.ok(json -> {
            json.writeStartObject();
            writeColumns(json, "columnMetadata", columns);
            json.writeStringField("entityName", query.table().name());
            json.writeBooleanField("groupBy", query.isGrouped());
            json.writeBooleanField(
                    "idSelected",
                    columns.stream().anyMatch(column -> column.columnName().equals("Id")));
            json.writeStringField("keyPrefix", query.table().keyPrefix());
            json.writeEndObject();
        });
    }

    private static void writeColumns(JsonGenerator json, String name, List<QueryColumn> columns) throws IOException {
        json.writeArrayFieldStart(name);
        for (var column : columns) {
            json.writeStartObject();
            json.writeBooleanField("aggregate", column.aggregate());
            json.writeStringField("apexType", column.apexType());
            json.writeBooleanField("booleanType", column.holds(FieldType.BOOLEAN));
            json.writeStringField("columnName", column.columnName());
            json.writeBooleanField("custom", false);
            json.writeStringField("displayName", column.displayName());
            json.writeStringField("foreignKeyName", column.foreignKeyName());
            json.writeBooleanField("insertable", column.insertable());
            writeColumns(json, "joinColumns", column.joinColumns());
            json.writeBooleanField("numberType", column.holds(FieldType.INT));
            json.writeBooleanField("textType", column.holds(FieldType.STRING) || column.holds(FieldType.PICKLIST));
            json.writeBooleanField("updatable", column.updatable());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private int pageRows(Call call) {
        var options = call.header("sforce-query-options").orElse("").toLowerCase(Locale.ROOT);
        var wanted = BATCH_SIZE.matcher(options);
        return wanted.find()
                ? Math.clamp(Integer.parseInt(wanted.group(1)), SMALLEST_PAGE, LARGEST_PAGE)
                : settings.queryPageRows();
    }

    private static int position(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static Reply count(int total) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("totalSize", total);
            json.writeBooleanField("done", true);
            json.writeArrayFieldStart("records");
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static Reply groups(List<QueryResult.Group> groups) {
        if (groups.size() > LARGEST_PAGE) {
            throw new ApiException(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
        }
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("totalSize", groups.size());
            json.writeBooleanField("done", true);
            json.writeArrayFieldStart("records");
            for (var group : groups) {
                json.writeStartObject();
                json.writeObjectFieldStart("attributes");
                json.writeStringField("type", "AggregateResult");
                json.writeEndObject();
                for (int position = 0; position < group.names().size(); position++) {
                    json.writeFieldName(group.names().get(position));
                    Json.value(json, group.values().get(position));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
