package io.pushwave.planner.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.release.kafka.ReleasedVersions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseContentTest {
    private static final String FIRST = """
            {"packageId": "033000000000001", "packageVersionId": "04t000000000001", "reason": "fix"}""";

    private static ReleasedVersion read(String json) {
        try {
            return ReleasedVersions.of(
                    new MessageCodec().read(PackageVersionReleased.class, json.getBytes(StandardCharsets.UTF_8)));
        } catch (UnreadableMessageException e) {
            throw new AssertionError(json, e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\": \"fix\", \"packageVersionId\": \"04t000000000001\", \"packageId\": \"033000000000001\"}",
                "{\"packageId\": \"033000000000001AAA\", \"packageVersionId\": \"04t000000000001\", \"reason\": \"fix\"}",
                "{\"packageId\": \"033000000000001\", \"packageVersionId\": \"04t000000000001AAA\", \"reason\": \"fix\"}",
                "{\"packageId\": \"033000000000001\", \"packageVersionId\": \"04t000000000001\", \"requestedBy\": null,"
                        + " \"reason\": \"\\u0066ix\"}",
            })
    void theSameContentInAnotherSpellingIsTheSame(String spelling) {
        assertThat(ReleaseContent.digest(read(spelling))).isEqualTo(ReleaseContent.digest(read(FIRST)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"packageId\": \"033000000000002\", \"packageVersionId\": \"04t000000000001\", \"reason\": \"fix\"}",
                "{\"packageId\": \"033000000000001\", \"packageVersionId\": \"04t000000000002\", \"reason\": \"fix\"}",
                "{\"packageId\": \"033000000000001\", \"packageVersionId\": \"04t000000000001\", \"reason\": \"fax\"}",
                "{\"packageId\": \"033000000000001\", \"packageVersionId\": \"04t000000000001\"}",
                "{\"packageId\": \"033000000000001\", \"packageVersionId\": \"04t000000000001\", \"requestedBy\": \"fix\"}",
                "{\"packageId\": \"033000000000001\", \"packageVersionId\": \"04t000000000001\", \"reason\": \"fix\","
                        + " \"strategy\": \"standard\"}",
                "{\"packageId\": \"033000000000001\", \"packageVersionId\": \"04t000000000001\", \"reason\": \"fix\","
                        + " \"urgency\": \"LOW\"}",
            })
    void anotherContentIsAnother(String other) {
        assertThat(ReleaseContent.digest(read(other))).isNotEqualTo(ReleaseContent.digest(read(FIRST)));
    }

    @Test
    void aContradictionNamesBothVersions() {
        // When
        var rule = ReleaseContent.contradiction(
                "/ci",
                "build-1",
                new PackageId("033000000000001"),
                new PackageVersionId("04t000000000001"),
                read("{\"packageId\": \"033000000000001\", \"packageVersionId\": \"04t000000000002\"}"));

        // Then
        assertThat(rule)
                .contains("'build-1'")
                .contains("/ci")
                .contains("for version 04t000000000001 of package 033000000000001")
                .contains("now says version 04t000000000002");
    }

    @Test
    void aContradictionInTheReasonOnlyIsNamed() {
        // When
        var rule = ReleaseContent.contradiction(
                "/ci",
                "build-1",
                new PackageId("033000000000001"),
                new PackageVersionId("04t000000000001AAA"),
                read(FIRST));

        // Then
        assertThat(rule).contains("another requestedBy, reason, strategy or urgency for the same version");
    }
}
