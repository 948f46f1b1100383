package io.pushwave.simulator.http;

import io.pushwave.simulator.query.QueryCompiler;
import io.pushwave.simulator.query.QueryResult;
import io.pushwave.simulator.query.Schema;
import io.pushwave.simulator.soql.SoqlException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** {@code query}, {@code queryAll} and their further pages. Nothing is ever deleted, so both answer the same. */
final class QueryEndpoints {
    private static final Pattern BATCH_SIZE = Pattern.compile("batchsize\\s*=\\s*(\\d{1,6})");
    private static final int SMALLEST_PAGE = 200;
    private static final int LARGEST_PAGE = 2_000;

    private final QueryCompiler compiler;
    private final QueryLocators locators;
    private final RecordWriter writer;
    private final ApiSettings settings;

    QueryEndpoints(Schema schema, ApiSettings settings, QueryLocators locators) {
        this.compiler = new QueryCompiler(schema);
        this.settings = settings;
        this.locators = locators;
        this.writer = new RecordWriter(locators, settings.subselectPageRows());
    }

    Reply query(Call call) {
        var soql = call.parameter("q").orElse("");
        if (soql.isBlank()) {
            throw new ApiException(400, "MALFORMED_QUERY", "SOQL statements cannot be empty or null");
        }
        try {
            var query = compiler.compile(soql);
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
        var base = "/services/data/" + call.variable("version") + "/"
                + call.segments().get(3);
        return Reply.ok(json -> writer.writePage(json, base, records, from, pageRows, locator));
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
