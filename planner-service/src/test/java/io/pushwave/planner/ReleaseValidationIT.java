package io.pushwave.planner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Release events that cannot be read, or ask for what nobody does, by HTTP and by Kafka. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class ReleaseValidationIT {
    private static final String TYPE = "io.pushwave.package-version-released.v1";
    private static final String GOOD = "{\"packageId\":\"033000000000001\",\"packageVersionId\":\"04t000000000001\"}";

    KafkaBroker broker;
    private SimulatedExecutor executor;

    @BeforeEach
    void startExecutor() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
    }

    @AfterEach
    void stopExecutor() {
        executor.close();
    }

    private static void assertRefused(Response answer, int status, String field) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("field", equalTo(field))
                .body("rule", not(emptyOrNullString()))
                .body(not(containsString("io.pushwave.contracts")))
                .body(not(containsString("Exception")))
                .body(not(containsString("java.")))
                .body(not(containsString("com.fasterxml")));
    }

    /** In {@code body}, DATA stands for good data, and ' for a quotation mark. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "400 | body            | ",
                "400 | body            | no json",
                "400 | body            | {'specversion':'1.0'",
                "400 | body            | []",
                "400 | body            | 5",
                "400 | body            | null",
                "400 | body            | {} {}",
                "400 | specversion     | {}",
                "400 | specversion     | {'specversion':'0.3','id':'1','source':'/s','type':'TYPE','data':DATA}",
                "400 | specversion     | {'specversion':'1.1','id':'1','source':'/s','type':'TYPE','data':DATA}",
                "400 | specversion     | {'specversion':1.0,'id':'1','source':'/s','type':'TYPE','data':DATA}",
                "400 | id              | {'specversion':'1.0','source':'/s','type':'TYPE','data':DATA}",
                "400 | id              | {'specversion':'1.0','id':null,'source':'/s','type':'TYPE','data':DATA}",
                "400 | id              | {'specversion':'1.0','id':'','source':'/s','type':'TYPE','data':DATA}",
                "400 | id              | {'specversion':'1.0','id':7,'source':'/s','type':'TYPE','data':DATA}",
                "400 | id              | {'specversion':'1.0','id':['1'],'source':'/s','type':'TYPE','data':DATA}",
                "400 | id              | {'specversion':'1.0','id':'a\\u0000','source':'/s','type':'TYPE','data':DATA}",
                "400 | id              | {'specversion':'1.0','id':'\\udc00','source':'/s','type':'TYPE','data':DATA}",
                "400 | id              | {'specversion':'1.0','id':'1','id':'2','source':'/s','type':'TYPE','data':DATA}",
                "400 | source          | {'specversion':'1.0','id':'1','type':'TYPE','data':DATA}",
                "400 | source          | {'specversion':'1.0','id':'1','source':'','type':'TYPE','data':DATA}",
                "400 | source          | {'specversion':'1.0','id':'1','source':'not a uri','type':'TYPE','data':DATA}",
                "400 | source          | {'specversion':'1.0','id':'1','source':'http://[','type':'TYPE','data':DATA}",
                "400 | source          | {'specversion':'1.0','id':'1','source':{},'type':'TYPE','data':DATA}",
                "400 | type            | {'specversion':'1.0','id':'1','source':'/s','data':DATA}",
                "400 | type            | {'specversion':'1.0','id':'1','source':'/s','type':'com.example','data':DATA}",
                "400 | type            | {'specversion':'1.0','id':'1','source':'/s','type':'io.pushwave.wave-opened.v1','data':DATA}",
                "400 | time            | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','time':'yesterday','data':DATA}",
                "400 | time            | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','time':'2026-02-30T00:00:00Z','data':DATA}",
                "400 | time            | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','time':1700000000,'data':DATA}",
                "400 | subject         | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','subject':'','data':DATA}",
                "400 | subject         | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','subject':'\\u0000','data':DATA}",
                "400 | dataschema      | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','dataschema':'a b','data':DATA}",
                "415 | datacontenttype | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','datacontenttype':'text/xml','data':DATA}",
                "422 | dryrun          | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','dryrun':'true','data':DATA}",
                "422 | targetOrgs      | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','targetOrgs':'00D','data':DATA}",
                "400 | targetOrgs      | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','targetOrgs':['00D'],'data':DATA}",
                "400 | data            | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE'}",
                "400 | data            | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','data':null}",
                "400 | data            | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','data':'text'}",
                "400 | data            | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','data':[]}",
                "400 | data_base64     | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','data_base64':'%%%'}",
                "400 | data_base64     | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','data_base64':5}",
                "400 | data_base64     | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','data':DATA,'data_base64':'e30='}",
                "400 | packageId       | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','data_base64':'e30='}",
                "400 | data            | {'specversion':'1.0','id':'1','source':'/s','type':'TYPE','data_base64':'YWJj'}",
            })
    void aStructuredEventThatBreaksARuleIsRefusedWithItsField(int status, String field, String body) {
        // Given
        var event = body == null
                ? ""
                : body.replace("DATA", GOOD).replace("TYPE", TYPE).replace('\'', '"');

        // When
        var answer = given().contentType("application/cloudevents+json")
                .body(event.getBytes(StandardCharsets.UTF_8))
                .post("/api/releases");

        // Then
        assertRefused(answer, status, field);
    }

    /** A header of a good event is replaced; an empty value leaves it out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "400 | specversion     | ce-specversion | ",
                "400 | specversion     | ce-specversion | 0.3",
                "400 | id              | ce-id          | ",
                "400 | id              | ce-id          | %20",
                "400 | id              | ce-id          | a%00",
                "400 | ce-id           | ce-id          | 100%",
                "400 | ce-id           | ce-id          | %C3",
                "400 | source          | ce-source      | ",
                "400 | source          | ce-source      | a%20b",
                "400 | type            | ce-type        | ",
                "400 | type            | ce-type        | com.example.other",
                "400 | time            | ce-time        | now",
                "400 | subject         | ce-subject     | %20",
                "400 | dataschema      | ce-dataschema  | ::",
                "422 | dryrun          | ce-dryrun      | true",
                "422 | targetorgs      | ce-targetOrgs  | 00D000000000001",
                "415 | datacontenttype | content-type   | text/xml",
                "415 | datacontenttype | content-type   | application/json; charset=iso-8859-1",
                "415 | content-type    | content-type   | application/cloudevents-batch+json",
                "415 | content-type    | content-type   | application/cloudevents+avro",
            })
    void aBinaryEventThatBreaksARuleIsRefusedWithItsField(int status, String field, String header, String value) {
        // Given
        var headers = new HashMap<>(Map.of(
                "content-type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "door",
                "ce-source", "/door",
                "ce-type", TYPE));
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }

        // When
        var answer = RawHttp.post("/api/releases", headers, GOOD.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body())
                .contains("\"field\":\"" + field + "\"")
                .contains("\"rule\":\"")
                .doesNotContain("Exception", "java.", "io.cloudevents");
    }

    /** Data of a good event's type, in both forms of the event. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "422 | targetOrgs       | {'packageId':'033000000000001','packageVersionId':'04t000000000001','targetOrgs':['00D']}",
                "422 | dryRun           | {'packageId':'033000000000001','packageVersionId':'04t000000000001','dryRun':true}",
                "400 | packageId        | {'PackageId':'033000000000001','packageVersionId':'04t000000000001'}",
                "400 | packageId        | {'packageVersionId':'04t000000000001'}",
                "400 | packageId        | {'packageId':5,'packageVersionId':'04t000000000001'}",
                "400 | packageId        | {'packageId':null,'packageVersionId':'04t000000000001'}",
                "400 | packageId        | {'packageId':'033000000000001AAB','packageVersionId':'04t000000000001'}",
                "400 | packageId        | {'packageId':'04t000000000001','packageVersionId':'04t000000000001'}",
                "400 | packageId        | {'packageId':'033000000000001','packageId':'033000000000001','packageVersionId':'04t000000000001'}",
                "400 | packageVersionId | {'packageId':'033000000000001','packageVersionId':'04t000000000001AAa'}",
                "400 | packageVersionId | {'packageId':'033000000000001','packageVersionId':'04T000000000001'}",
                "400 | packageVersionId | {'packageId':'033000000000001','packageVersionId':'04t00000000000\\u0000'}",
                "400 | requestedBy      | {'packageId':'033000000000001','packageVersionId':'04t000000000001','requestedBy':7}",
                "400 | requestedBy      | {'packageId':'033000000000001','packageVersionId':'04t000000000001','requestedBy':' '}",
                "400 | requestedBy      | {'packageId':'033000000000001','packageVersionId':'04t000000000001','requestedBy':'\\u0000'}",
                "400 | reason           | {'packageId':'033000000000001','packageVersionId':'04t000000000001','reason':'\\ud800 x'}",
                "400 | reason           | {'packageId':'033000000000001','packageVersionId':'04t000000000001','reason':{}}",
                "400 | reason           | {'packageId':'033000000000001','packageVersionId':'04t000000000001','reason':'LONG'}",
                "400 | strategy         | {'packageId':'033000000000001','packageVersionId':'04t000000000001','strategy':' '}",
                "400 | strategy         | {'packageId':'033000000000001','packageVersionId':'04t000000000001','strategy':['standard']}",
                "400 | urgency          | {'packageId':'033000000000001','packageVersionId':'04t000000000001','urgency':'urgent'}",
                "400 | urgency          | {'packageId':'033000000000001','packageVersionId':'04t000000000001','urgency':1}",
            })
    void dataThatBreaksARuleIsRefusedInBothFormsAndBecomesADeadLetterOnKafka(int status, String field, String text) {
        // Given
        var data = text.replace('\'', '"').replace("LONG", "x".repeat(2_001));
        var bytes = data.getBytes(StandardCharsets.UTF_8);
        var envelope = "{\"specversion\":\"1.0\",\"id\":\"door\",\"source\":\"/door\",\"type\":\"" + TYPE + "\",";
        var mark = "door-" + executor.packageId + "-" + Integer.toUnsignedString(text.hashCode());

        // When
        var structured = given().contentType("application/cloudevents+json")
                .body((envelope + "\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8))
                .post("/api/releases");
        var encoded = given().contentType("application/cloudevents+json")
                .body(envelope + "\"data_base64\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}")
                .post("/api/releases");
        var binary = given().contentType("application/json")
                .headers(Map.of("ce-specversion", "1.0", "ce-id", "door", "ce-source", "/door", "ce-type", TYPE))
                .body(bytes)
                .post("/api/releases");
        executor.topics().publish(List.of(kafkaEvent(mark, Map.of("ce_id", mark), bytes)));

        // Then
        assertRefused(structured, status, field);
        assertRefused(encoded, status, field);
        assertRefused(binary, status, field);
        assertThat(executor.awaitDeadLetter(Topic.PACKAGE_RELEASES, mark)).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "ce_specversion | 0.3          | 0.3",
                "ce_type        | com.example  | com.example",
                "ce_dryrun      | true         | dryrun is unknown",
                "ce_time        | now          | ce_time",
                "ce_subject     | ^ ^          | subject is blank",
                "content-type   | text/xml     | only application/json",
            })
    void anAttributeThatBreaksARuleMakesADeadLetterOnKafka(String header, String value, String reason) {
        // Given
        var mark = "door-" + executor.packageId + header;
        var headers = new HashMap<>(Map.of("ce_id", mark));
        headers.put(header, value.replace("^", ""));

        // When
        executor.topics().publish(List.of(kafkaEvent(mark, headers, GOOD.getBytes(StandardCharsets.UTF_8))));

        // Then
        assertThat(executor.awaitDeadLetter(Topic.PACKAGE_RELEASES, mark))
                .contains(reason.startsWith("ce_") ? "time" : reason);
    }

    @Test
    void extensionsThatOnlySayHowTheEventTravelledArePassedOver() {
        // When
        var answer = given().contentType("application/json")
                .headers(Map.of(
                        "ce-specversion", "1.0",
                        "ce-id", "passed-over-" + executor.packageId,
                        "ce-source", "/door",
                        "ce-type", TYPE,
                        "ce-partitionkey", "7",
                        "ce-knativearrivaltime", "2026-11-22T10:15:30Z"))
                .body("{\"packageId\":\"bad\",\"packageVersionId\":\"04t000000000001\"}")
                .post("/api/releases");

        // Then
        assertRefused(answer, 400, "packageId");
    }

    private static ProducerRecord<byte[], byte[]> kafkaEvent(String mark, Map<String, String> headers, byte[] payload) {
        var all = new HashMap<>(Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                mark,
                "ce_source",
                "/door",
                "ce_type",
                TYPE,
                "content-type",
                "application/json"));
        all.putAll(headers);
        var event = new ProducerRecord<byte[], byte[]>(
                Topic.PACKAGE_RELEASES.topicName(), mark.getBytes(StandardCharsets.UTF_8), payload);
        all.forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return event;
    }

    @Test
    void nothingThatASenderWritesIsSentBackAtLength() {
        // When
        var answer = given().contentType("application/json")
                .headers(Map.of("ce-specversion", "1.0", "ce-id", "door", "ce-source", "/door", "ce-type", TYPE))
                .body("{\"packageId\":\"" + "x".repeat(200_000) + "\",\"packageVersionId\":\"04t000000000001\"}")
                .post("/api/releases");

        // Then
        assertRefused(answer, 400, "packageId");
        assertThat(answer.asByteArray().length).isLessThan(10_000);
    }
}
