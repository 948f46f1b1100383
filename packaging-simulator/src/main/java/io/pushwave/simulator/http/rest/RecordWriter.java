package io.pushwave.simulator.http.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.query.Projection;
import io.pushwave.simulator.query.QueryResult;
import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.SObjectTable;
import java.io.IOException;
import java.util.Collection;

/** Writes query results: pages, records, parents, sub-selects. */
public final class RecordWriter {
    private final QueryLocators locators;
    private final int subselectPageRows;

    RecordWriter(QueryLocators locators, int subselectPageRows) {
        this.locators = locators;
        this.subselectPageRows = subselectPageRows;
    }

    /**
     * Writes one page.
     *
     * @param base the path of the query endpoint, which locators are put behind
     * @param locator of the query if it was opened before, otherwise empty: it is opened if more than one page is needed
     */
    void writePage(JsonGenerator json, String base, QueryResult.Records records, int from, int pageRows, String locator)
            throws IOException {
        var rows = records.rows();
        int end = Math.min(rows.size(), from + pageRows);
        json.writeStartObject();
        json.writeNumberField("totalSize", rows.size());
        json.writeBooleanField("done", end == rows.size());
        if (end < rows.size()) {
            var id = locator.isEmpty() ? locators.open(records, pageRows) : locator;
            json.writeStringField("nextRecordsUrl", base + "/" + id + "-" + end);
        }
        json.writeArrayFieldStart("records");
        for (int position = from; position < end; position++) {
            writeRecord(json, base, records.projection(), rows.get(position));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeRecord(JsonGenerator json, String base, Projection projection, int row) throws IOException {
        json.writeStartObject();
        writeAttributes(json, base, projection.table(), row);
        for (var node : projection.nodes()) {
            json.writeFieldName(node.name());
            switch (node) {
                case Projection.Column column ->
                    Json.value(json, column.field().reader().read(row));
                case Projection.ParentRecord of -> {
                    int parentRow = of.parent().row().follow(row);
                    if (parentRow < 0) {
                        json.writeNull();
                    } else {
                        writeRecord(json, base, of.projection(), parentRow);
                    }
                }
                case Projection.ChildRecords of -> {
                    var children = of.query().childrenOf(row);
                    if (children.rows().size() == 0) {
                        json.writeNull();
                    } else {
                        writePage(json, base, children, 0, subselectPageRows, "");
                    }
                }
            }
        }
        json.writeEndObject();
    }

    private static void writeAttributes(JsonGenerator json, String base, SObjectTable table, int row)
            throws IOException {
        json.writeObjectFieldStart("attributes");
        json.writeStringField("type", table.name());
        json.writeStringField(
                "url", base.substring(0, base.lastIndexOf('/')) + "/sobjects/" + table.name() + "/" + table.id(row));
        json.writeEndObject();
    }

    /** Writes a record with some of its fields, as a retrieve answers. */
    public static void writeFields(
            JsonGenerator json, String dataPath, SObjectTable table, int row, Collection<FieldDefinition> fields)
            throws IOException {
        json.writeStartObject();
        writeAttributes(json, dataPath + "/query", table, row);
        for (var field : fields) {
            json.writeFieldName(field.name());
            Json.value(json, field.reader().read(row));
        }
        json.writeEndObject();
    }
}
