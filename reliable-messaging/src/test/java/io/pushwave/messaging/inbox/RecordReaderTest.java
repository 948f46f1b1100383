package io.pushwave.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.InventoryRequest;
import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.inbox.Incoming.Illegible;
import io.pushwave.messaging.inbox.Incoming.Legible;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final Topic TOPIC = Topic.INVENTORY_REQUESTS;
    private static final String TYPE = "io.pushwave.inventory-requested.v1";
    private static final String DATA =
            "{\"requestId\":\"r-1\",\"packageId\":\"033000000000001AAA\",\"scope\":\"SUBSCRIBERS\"}";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final Map<String, String> BINARY = Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            "1",
            "ce_source",
            "/ci",
            "ce_type",
            TYPE,
            "content-type",
            "application/json");

    private final RecordReader reader = new RecordReader();

    @Test
    void binaryModeIsRead() {
        var read = read(BINARY, DATA);

        assertThat(legible(read).received().messageId()).isEqualTo("/ci 1");
        assertThat(legible(read).received().message()).isEqualTo(new InventoryRequested("r-1", "033000000000001AAA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {STRUCTURED, "Application/CloudEvents+JSON; charset=utf-8"})
    void structuredModeIsReadAsTheSameMessage(String contentType) {
        var read = read(Map.of("content-type", contentType), event("\"data\":" + DATA));

        assertThat(legible(read).received().messageId()).isEqualTo("/ci 1");
        assertThat(legible(read).received().message())
                .isEqualTo(legible(read(BINARY, DATA)).received().message());
    }

    @Test
    void structuredModeWithDataInBase64IsRead() {
        var base64 = Base64.getEncoder().encodeToString(DATA.getBytes(StandardCharsets.UTF_8));

        var read = read(Map.of("content-type", STRUCTURED), event("\"data_base64\":\"" + base64 + "\""));

        assertThat(legible(read).received().message()).isEqualTo(new InventoryRequested("r-1", "033000000000001AAA"));
    }

    @Test
    void aStructuredEventThatIsGivenUpIsKnownByItsIdAgain() {
        var read = read(Map.of("content-type", STRUCTURED), event("\"data\":" + DATA));

        assertThat(RecordReader.messageId(read.origin())).contains("/ci 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type"})
    void aMissingAttributeIsNamed(String header) {
        var headers = new LinkedHashMap<>(BINARY);
        headers.remove(header);

        assertThat(reason(read(headers, DATA))).contains(header.substring(3) + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ce_specversion | 0.3 | specversion: CloudEvents 0.3 is not read, only 1.0",
                "ce_id | ' ' | id is blank",
                "ce_source | '' | source is blank",
                "ce_source | not a URI: %% | source: 'not a URI: %%' is no URI reference",
                "ce_time | yesterday | time: 'yesterday' is no timestamp",
                "content-type | text/xml | datacontenttype: text/xml is not read, only application/json",
                "content-type | application/json; charset=utf-16 | datacontenttype",
                "content-type | application/cloudevents-batch+json | a batch of events is not read",
                "content-type | application/cloudevents+avro | the format application/cloudevents+avro is not read",
            })
    void anAttributeThatBreaksARuleIsNamed(String header, String value, String reason) {
        var headers = new LinkedHashMap<>(BINARY);
        headers.put(header, value);

        assertThat(reason(read(headers, DATA))).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_source", "ce_type"})
    void whatCannotBeStoredIsRefusedByItsName(String header) {
        var headers = new LinkedHashMap<>(BINARY);
        headers.put(header, "a\0b");
        var structured = event("\"data\":" + DATA).replace("\"id\":\"1\"", "\"id\":\"a\\ud800\"");

        assertThat(reason(read(headers, DATA)))
                .isEqualTo(header.substring(3) + " has the character U+0000 at position 2, which cannot be stored");
        assertThat(reason(read(Map.of("content-type", STRUCTURED), structured)))
                .isEqualTo("id has the character U+D800 at position 2, which cannot be stored");
    }

    @Test
    void whatIsTooLongIsRefusedWithItsLength() {
        var headers = new LinkedHashMap<>(BINARY);
        headers.put("ce_id", "x".repeat(5_000));

        assertThat(reason(read(headers, DATA))).isEqualTo("source and id have 5003 bytes, at most 1000 are allowed");
    }

    @Test
    void aHeaderThatComesTwiceIsRefused() {
        var twice = record(BINARY, DATA);
        twice.headers().add("ce_id", "2".getBytes(StandardCharsets.UTF_8));

        assertThat(reason(reader.read(TOPIC, InventoryRequest.class, twice)))
                .isEqualTo("the header ce_id comes more than once");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | the payload is no JSON object",
                "{\"specversion\":\"0.3\"} | CloudEvents 0.3 is not read",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"id\":\"2\"} | the payload is not JSON: Duplicate field 'id'",
                "{\"specversion\":\"1.0\",\"source\":\"/ci\",\"id\":1} | id is no text",
                "{\"specversion\":\"1.0\",\"source\":\"/ci\",\"id\":\"1\",\"type\":\"t\"} | data is missing",
                "{\"specversion\":\"1.0\",\"source\":\"/ci\",\"id\":\"1\",\"type\":\"t\",\"data\":1,\"data_base64\":\"\"} | exclude",
                "{\"specversion\":\"1.0\",\"source\":\"/ci\",\"id\":\"1\",\"type\":\"t\",\"data_base64\":\"%\"} | data_base64",
                "{} {} | the payload is not JSON",
            })
    void aStructuredEventThatIsNoneIsRefusedWithTheRule(String payload, String reason) {
        assertThat(reason(read(Map.of("content-type", STRUCTURED), payload))).contains(reason);
    }

    private Incoming<InventoryRequest> read(Map<String, String> headers, String payload) {
        return reader.read(TOPIC, InventoryRequest.class, record(headers, payload));
    }

    private static String event(String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/ci\",\"type\":\"" + TYPE + "\"," + data + "}";
    }

    private static ConsumerRecord<String, byte[]> record(Map<String, String> headers, String payload) {
        var record = new ConsumerRecord<>(TOPIC.topicName(), 0, 7, "033", payload.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static Legible<InventoryRequest> legible(Incoming<InventoryRequest> read) {
        assertThat(read).isInstanceOf(Legible.class);
        return (Legible<InventoryRequest>) read;
    }

    private static String reason(Incoming<InventoryRequest> read) {
        assertThat(read).isInstanceOf(Illegible.class);
        return ((Illegible<InventoryRequest>) read).reason();
    }
}
