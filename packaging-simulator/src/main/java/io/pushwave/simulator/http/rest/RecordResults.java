package io.pushwave.simulator.http.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.domain.Refusal;
import java.io.IOException;

/** What calls about several records say of each. */
public final class RecordResults {
    /** What is said of a record that had no fault of its own. */
    public static final Refusal ROLLED_BACK = Refusal.of(
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "Record rolled back because not all records were valid and the request was using AllOrNone header");

    private RecordResults() {}

    public static void writeDone(JsonGenerator json, String id) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeBooleanField("success", true);
        json.writeArrayFieldStart("errors");
        json.writeEndArray();
        json.writeEndObject();
    }

    public static void writeRefused(JsonGenerator json, Refusal refusal) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("success", false);
        writeErrors(json, refusal);
        json.writeEndObject();
    }

    /** The member {@code errors} of a result. */
    public static void writeErrors(JsonGenerator json, Refusal refusal) throws IOException {
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
