package io.pushwave.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushCommandTest {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    @Test
    void timesWithAYearOfFourDigitsAreAccepted() {
        var command = command(EARLIEST, Optional.of(LATEST));

        assertThat(command.notBefore()).isEqualTo(EARLIEST);
        assertThat(command.notAfter()).contains(LATEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12345-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "0000-12-31T23:59:59Z"})
    void aStartThatCannotBeStoredIsRefused(Instant notBefore) {
        assertThatThrownBy(() -> command(notBefore, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "notBefore is " + notBefore + ", a time from " + EARLIEST + " to " + LATEST + " is expected");
    }

    @Test
    void anEndThatCannotBeStoredIsRefused() {
        assertThatThrownBy(() -> command(EARLIEST, Optional.of(LATEST.plusSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("notAfter is +10000-01-01T00:00:00Z");
    }

    private static OrgPushCommanded command(Instant notBefore, Optional<Instant> notAfter) {
        return new OrgPushCommanded(
                "command-1",
                "campaign-1",
                new OrgKey("00D0000000000aB"),
                "033000000000001AAA",
                "04t000000000001AAA",
                1,
                1,
                notBefore,
                notAfter);
    }
}
