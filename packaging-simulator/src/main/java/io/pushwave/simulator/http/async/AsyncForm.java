package io.pushwave.simulator.http.async;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.async.AsyncXml;
import io.pushwave.simulator.bulk.batches.AsyncContent;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * What Bulk API 1.0 answers in. Documented: a JSON job is answered in JSON, any other in XML; where there is no job, the
 * Content-Type of the call decides, and without one it is XML. Clients compare the Content-Type of answers letter by letter.
 */
enum AsyncForm {
    XML,
    JSON;

    private static final DateTimeFormatter XML_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static AsyncForm of(AsyncContent content) {
        return content == AsyncContent.JSON ? JSON : XML;
    }

    /** That of a call for which there is no job. */
    static AsyncForm of(Call call) {
        return AsyncBodies.mediaType(call).equals(AsyncContent.JSON.mediaType()) ? JSON : XML;
    }

    private Reply reply(int status, byte[] body) {
        return Reply.of(status, (this == JSON ? AsyncContent.JSON : AsyncContent.XML).mediaType(), body);
    }

    /** A refusal. */
    Reply error(int status, Refusal refusal) {
        return reply(
                status,
                switch (this) {
                    case XML ->
                        AsyncXml.document("error", xml -> {
                            xml.element("exceptionCode", refusal.code());
                            xml.element("exceptionMessage", refusal.message());
                        });
                    case JSON ->
                        Json.bytes(json -> {
                            json.writeStartObject();
                            json.writeStringField("exceptionCode", refusal.code());
                            json.writeStringField("exceptionMessage", refusal.message());
                            json.writeEndObject();
                        });
                });
    }

    /**
     * A job or batch.
     *
     * @param root name of the element; JSON has none
     * @param members texts, numbers and times
     */
    Reply members(int status, String root, Map<String, Object> members) {
        return reply(
                status,
                switch (this) {
                    case XML -> AsyncXml.document(root, xml -> write(xml, members));
                    case JSON -> Json.bytes(json -> write(json, members));
                });
    }

    /** Batches. */
    Reply list(String root, String item, List<Map<String, Object>> items) {
        return reply(
                200,
                switch (this) {
                    case XML ->
                        AsyncXml.document(root, xml -> {
                            for (var each : items) {
                                xml.element(item, inside -> write(inside, each));
                            }
                        });
                    case JSON ->
                        Json.bytes(json -> {
                            json.writeStartObject();
                            json.writeArrayFieldStart(item);
                            for (var each : items) {
                                write(json, each);
                            }
                            json.writeEndArray();
                            json.writeEndObject();
                        });
                });
    }

    /** The ids of a query's results. */
    Reply results(List<String> ids) {
        return reply(
                200,
                switch (this) {
                    case XML ->
                        AsyncXml.document("result-list", xml -> {
                            for (var id : ids) {
                                xml.element("result", id);
                            }
                        });
                    case JSON ->
                        Json.bytes(json -> {
                            json.writeStartArray();
                            for (var id : ids) {
                                json.writeString(id);
                            }
                            json.writeEndArray();
                        });
                });
    }

    private static void write(AsyncXml xml, Map<String, Object> members) throws XMLStreamException {
        for (var member : members.entrySet()) {
            var text = member.getValue() instanceof Instant time
                    ? XML_TIME.format(time)
                    : member.getValue().toString();
            xml.element(member.getKey(), text);
        }
    }

    private static void write(JsonGenerator json, Map<String, Object> members) throws IOException {
        json.writeStartObject();
        for (var member : members.entrySet()) {
            json.writeFieldName(member.getKey());
            Json.value(json, member.getValue());
        }
        json.writeEndObject();
    }

    /** A text as it came. */
    static Reply text(AsyncContent content, byte[] text) {
        return Reply.of(200, content.mediaType(), text);
    }

    static Reply text(AsyncContent content, String text) {
        return text(content, text.getBytes(StandardCharsets.UTF_8));
    }
}
