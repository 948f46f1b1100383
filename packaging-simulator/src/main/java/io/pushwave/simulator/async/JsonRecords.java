package io.pushwave.simulator.async;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.pushwave.simulator.bulk.csv.DataFault;
import io.pushwave.simulator.bulk.records.RecordFormat;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.query.FlatQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/** Records as JSON: an array of objects. */
public final class JsonRecords implements RecordFormat {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String NULL = "#N/A";

    @Override
    public void read(byte[] data, Reader reader) throws DataFault {
        try (var json = FACTORY.createParser(data)) {
            require(json.nextToken(), JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                require(json.currentToken(), JsonToken.START_OBJECT);
                readRecord(json, reader);
            }
            if (json.nextToken() != null) {
                throw malformed("More follows the array");
            }
        } catch (JsonProcessingException malformed) {
            throw malformed(malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void require(JsonToken found, JsonToken expected) throws DataFault {
        if (found != expected) {
            throw malformed("An array of objects is expected");
        }
    }

    private static DataFault malformed(String reason) {
        return new DataFault("InvalidBatch : Failed to parse JSON. " + reason);
    }

    /** The member {@code attributes} names the object, which is the job's. */
    private static void readRecord(JsonParser json, Reader reader) throws IOException, DataFault {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        var structured = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            var value = json.nextToken();
            if (value == null) {
                throw malformed("The array does not end");
            }
            if (name.equals("attributes")) {
                json.skipChildren();
                continue;
            }
            names.add(name);
            if (value.isStructStart()) {
                json.skipChildren();
                values.add("");
                structured = name;
            } else {
                values.add(value == JsonToken.VALUE_NULL ? NULL : json.getText());
            }
        }
        reader.take(names, values);
        // The name of a relationship is no field, which the reader says better.
        if (!structured.isEmpty()) {
            throw malformed("The field " + structured + " has no single value");
        }
    }

    @Override
    public byte[] write(FlatQuery query, Rows rows, String version) {
        var table = query.table();
        var bytes = new ByteArrayOutputStream(1_024);
        try (var json = FACTORY.createGenerator(bytes)) {
            json.writeStartArray();
            for (int position = 0; position < rows.size(); position++) {
                int row = rows.get(position);
                json.writeStartObject();
                json.writeObjectFieldStart("attributes");
                json.writeStringField("type", table.name());
                json.writeStringField(
                        "url", "/services/data/" + version + "/sobjects/" + table.name() + "/" + table.id(row));
                json.writeEndObject();
                write(json, RecordTree.of(query, row));
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Times are milliseconds since the epoch: evidence in simple-salesforce 290. */
    private static void write(JsonGenerator json, Map<String, Object> values) throws IOException {
        for (var each : values.entrySet()) {
            json.writeFieldName(each.getKey());
            switch (each.getValue()) {
                case RecordTree.Nothing _ -> json.writeNull();
                case RecordTree.Parent(var inside) -> {
                    json.writeStartObject();
                    write(json, inside);
                    json.writeEndObject();
                }
                case Instant time -> json.writeNumber(time.toEpochMilli());
                case Integer number -> json.writeNumber(number);
                case Long number -> json.writeNumber(number);
                case Double number -> json.writeNumber(number);
                case Boolean truth -> json.writeBoolean(truth);
                default -> json.writeString(each.getValue().toString());
            }
        }
    }
}
