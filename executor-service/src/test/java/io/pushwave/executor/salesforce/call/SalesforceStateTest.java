package io.pushwave.executor.salesforce.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.executor.ExecutorConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SalesforceStateTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource time = () -> now;
    private final SalesforceState state = new SalesforceState(
            new SmallRyeConfigBuilder()
                    .withMapping(ExecutorConfig.class)
                    .build()
                    .getConfigMapping(ExecutorConfig.class),
            time.withZone(ZoneOffset.UTC));

    @Test
    void beforeTheFirstLoginThereIsTrouble() {
        assertThat(state.trouble()).hasValue("no login to Salesforce has been made yet");
    }

    @Test
    void anAnswerEndsAnAbsenceAndNotARefusal() {
        state.failed("Salesforce did not answer");
        state.refused("create-request", "sObject type 'PackagePushRequest' is not supported");

        state.answered();

        assertThat(state.away()).isEmpty();
        assertThat(state.trouble()).hasValue("sObject type 'PackagePushRequest' is not supported");
    }

    @Test
    void aRefusalEndsWhenTheSameIsAccepted() {
        state.answered();
        state.refused("create-request", "not supported");

        state.accepted("create-request");

        assertThat(state.trouble()).isEmpty();
    }

    @Test
    void aRefusalThatNobodyRunsIntoAnyMoreIsForgotten() {
        state.answered();
        state.refused("create-request", "not supported");
        now = now.plus(Duration.ofSeconds(60));
        assertThat(state.trouble()).isPresent();

        now = now.plusMillis(1);

        assertThat(state.trouble()).isEmpty();
    }
}
