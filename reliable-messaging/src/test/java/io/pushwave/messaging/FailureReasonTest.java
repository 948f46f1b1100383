package io.pushwave.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureReasonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Trailing token (of type START_OBJECT) found after value (bound as `io.pushwave.contracts.CampaignControl$CampaignControlled`)",
                "Cannot deserialize value of type `java.util.ArrayList<java.lang.String>` from String",
                "Document nesting depth (1001) exceeds the maximum allowed (1000, from `com.fasterxml.jackson.core.StreamReadConstraints.getMaxNestingDepth()`)",
                "failed: java.lang.IllegalArgumentException: 25 is too much",
                "class java.lang.Integer cannot be cast to class java.lang.String",
                "class [Ljava.lang.String; cannot be cast",
            })
    void aReasonNamesNoClass(String reason) {
        assertThat(FailureReason.of(reason)).doesNotContain("java.", "io.pushwave.", "com.fasterxml", "Exception:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                "a.a",
                "A",
                "Aa",
                "$a.",
                " ",
                " (",
                "(from ",
                "(from a()",
                "class ",
                "class `",
                "a.b.C<",
                "a.b.C.",
                "_",
                "`"
            })
    void howLongAReasonIsDoesNotMakeItSlow(String repeated) {
        var reason = repeated.repeat(1_000_000 / repeated.length()) + "!";

        var readable = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> FailureReason.of(reason));

        assertThat(readable).isNotEmpty();
    }

    @Test
    void aSentenceStaysAsItIs() {
        assertThat(FailureReason.of("packageId: '033' is not an id of 15 or 18 characters (see docs)"))
                .isEqualTo("packageId: '033' is not an id of 15 or 18 characters (see docs)");
    }

    @Test
    void ofAFailureTheInnermostReasonIsGiven() {
        var failure = new IllegalStateException("outer", new IllegalArgumentException("25 is too much"));

        assertThat(FailureReason.of(failure)).isEqualTo("25 is too much");
    }

    @Test
    void aFaultOfTheProgramIsOnlySaidToBeOne() {
        assertThat(FailureReason.of(new ClassCastException("class java.lang.Integer cannot be cast")))
                .startsWith("a fault of the program");
    }
}
