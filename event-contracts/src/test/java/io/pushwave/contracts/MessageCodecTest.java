package io.pushwave.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    private static final String RELEASED = MessageType.PACKAGE_VERSION_RELEASED.typeName();

    private final MessageCodec codec = new MessageCodec();

    private Message readRelease(String payload) throws UnreadableMessageException {
        return codec.read(Topic.PACKAGE_RELEASES, RELEASED, payload.getBytes(UTF_8));
    }

    @Test
    void fieldsThatAreNotKnownArePassedOverBetweenOurServices() throws UnreadableMessageException {
        var read = codec.read(InventoryRequest.InventoryRequested.class, """
                {"requestId":"r","packageId":"033000000000001AAA","scope":"CATALOGUE","colour":"blue"}""".getBytes(UTF_8));

        assertThat(read.requestId()).isEqualTo("r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"targetOrgs\":[\"00D0000000000aB\"]", "\"dryRun\":true", "\"Reason\":\"x\"", "\"\":1"})
    void whatAStrangerAsksForAndNobodyKnowsIsRefused(String member) {
        var payload = """
                {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA",%s}""".formatted(member);

        assertThatThrownBy(() -> readRelease(payload))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining(
                        "is unknown; known are packageId, packageVersionId, reason, requestedBy, strategy, urgency");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    not json                                                     | the payload is not JSON: line 1, column
                    {"packageId":"033000000000001AAA"                            | the payload is not JSON: line 1, column
                    ``                                                           | the payload is empty
                    null                                                         | the payload is JSON null
                    [1,2]                                                        | the payload has the wrong type: an object is expected
                    {"packageVersionId":"04t000000000001AAA"}                    | packageId is missing or blank
                    {"packageId":"033000000000001AAA"}                           | packageVersionId is missing or blank
                    {"packageId":"04t1","packageVersionId":"04t000000000001AAA"} | packageId '04t1' is no package id
                    {"packageId":"033000000000001AAB","packageVersionId":"04t000000000001AAA"} | packageId '033000000000001AAB' has wrong check characters: 'AAA' is expected
                    {"packageId":"033000000000001AAA","packageVersionId":"04T000000000001AAA"} | ids are case-sensitive
                    {"packageId":{},"packageVersionId":"04t000000000001AAA"}     | packageId has the wrong type: a text is expected
                    {"packageId":5,"packageVersionId":"04t000000000001AAA"}      | packageId is '5', a text is expected
                    {"packageId":"033000000000001AAA","packageId":"033000000000002AAA"} | packageId is there twice
                    {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA"} trailing | not JSON
                    {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA","reason":"a\\u0000"} | reason has the character U+0000 at position 2
                    {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA","requestedBy":"\\ud800"} | requestedBy has the character U+D800 at position 1
                    {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA","strategy":" "} | strategy is missing or blank
                    {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA","strategy":5} | strategy is '5', a text is expected
                    {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA","urgency":"critical"} | urgency is 'critical', one of CRITICAL, HIGH, NORMAL, LOW is expected
                    {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA","urgency":""} | urgency is '', one of CRITICAL, HIGH, NORMAL, LOW is expected
                    {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA","urgency":0} | urgency is '0', one of CRITICAL, HIGH, NORMAL, LOW is expected
                    """)
    void aBadPayloadIsRefusedWithItsFieldAndReason(String payload, String reason) {
        assertThatThrownBy(() -> readRelease(payload))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[", "nul", "{\"packageId\":{\"a\":1}}", "{\"packageId\":[", "\u0000", "{} {}", "5", "\"x\""
            })
    void noReasonNamesAClass(String payload) {
        assertThatThrownBy(() -> readRelease(payload))
                .isInstanceOf(UnreadableMessageException.class)
                .message()
                .doesNotContainPattern("java|jackson|pushwave|Reader|Token|`");
    }

    @Test
    void aPayloadNestedTooDeeplyIsRefused() {
        var payload = "{\"requestId\":\"r\",\"colour\":" + "[".repeat(5000);

        assertThatThrownBy(() -> codec.read(InventoryRequest.InventoryRequested.class, payload.getBytes(UTF_8)))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("the payload is nested too deeply");
    }

    @Test
    void aTypeThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> codec.read(Topic.PUSH_RESULTS, "com.example.other", new byte[0]))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessage("type 'com.example.other' is unknown");
    }

    @Test
    void aTypeOnTheWrongTopicIsRefused() {
        assertThatThrownBy(() -> codec.read(Topic.PUSH_RESULTS, RELEASED, new byte[0]))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessage("type 'io.pushwave.package-version-released.v1' belongs on pushwave.package-releases.v1,"
                        + " not on pushwave.push-results.v1");
    }

    @Test
    void aMissingTruthValueIsNotTakenForFalse() {
        var payload = """
                {"requestId":"r","packageId":"033000000000001AAA","packageName":"p","asOf":"2026-11-22T00:00:00Z",
                 "ancestry":"FREE","versions":[{"packageVersionId":"04t000000000001AAA","name":"v","majorVersion":1,"minorVersion":0,
                              "patchVersion":0,"buildNumber":1,"releaseState":"RELEASED"}]}""";

        assertThatThrownBy(() -> codec.read(
                        Topic.SUBSCRIBERS, MessageType.PACKAGE_CATALOGUED.typeName(), payload.getBytes(UTF_8)))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("deprecated");
    }
}
