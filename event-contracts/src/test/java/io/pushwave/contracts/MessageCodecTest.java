package io.pushwave.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageCodecTest {
    private static final String RELEASED = MessageType.PACKAGE_VERSION_RELEASED.typeName();

    private final MessageCodec codec = new MessageCodec();

    private Message readRelease(String payload) throws UnreadableMessageException {
        return codec.read(Topic.PACKAGE_RELEASES, RELEASED, payload.getBytes(UTF_8));
    }

    @Test
    void fieldsThatAreNotKnownArePassedOver() throws UnreadableMessageException {
        var read = readRelease("""
                {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA","colour":"blue"}""");

        assertThat(read).isInstanceOf(PackageRelease.PackageVersionReleased.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    not json                                                     | the payload is not JSON
                    {"packageId":"033000000000001AAA"                            | the payload is not JSON
                    null                                                         | the payload is JSON null
                    [1,2]                                                        | Cannot deserialize
                    {"packageVersionId":"04t000000000001AAA"}                    | packageId is missing or blank
                    {"packageId":"033000000000001AAA"}                           | packageVersionId is missing or blank
                    {"packageId":"04t1","packageVersionId":"04t000000000001AAA"} | packageId '04t1' is no Salesforce id
                    {"packageId":{},"packageVersionId":"04t000000000001AAA"}     | packageId: Cannot deserialize
                    {"packageId":"033000000000001AAA","packageVersionId":"04t000000000001AAA"} trailing | not JSON
                    """)
    void aBadPayloadIsRefusedWithItsFieldAndReason(String payload, String reason) {
        assertThatThrownBy(() -> readRelease(payload))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining(reason);
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
                 "versions":[{"packageVersionId":"04t000000000001AAA","name":"v","majorVersion":1,"minorVersion":0,
                              "patchVersion":0,"buildNumber":1,"releaseState":"RELEASED"}]}""";

        assertThatThrownBy(() -> codec.read(
                        Topic.SUBSCRIBERS, MessageType.PACKAGE_CATALOGUED.typeName(), payload.getBytes(UTF_8)))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("deprecated");
    }
}
