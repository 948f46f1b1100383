package io.pushwave.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.controls.Fault;
import io.pushwave.simulator.controls.LedgerLine;
import io.pushwave.simulator.controls.RefusedException;
import io.pushwave.simulator.controls.SimulatorControls;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SimulatorExtensionTest {
    @RegisterExtension
    static final SimulatorExtension simulator =
            SimulatorExtension.with(settings -> settings.orgs(50).seed(3));

    private static int versionsStatus() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(simulator.url().resolve("/services/data"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    @Order(1)
    void aFaultStrikesTheTestThatSetsIt(SimulatorControls controls) throws IOException, InterruptedException {
        // Given
        controls.misbehave(Fault.on("*").always().does("status").with("status", 503));

        // When
        int status = versionsStatus();

        // Then
        assertThat(status).isEqualTo(503);
        assertThat(controls.calls()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void andNotTheNextTestThoughTheSimulatorIsTheSame(Simulator same) throws IOException, InterruptedException {
        // When
        int status = versionsStatus();

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(same.url()).isEqualTo(simulator.url());
        assertThat(simulator.controls().calls()).isEqualTo(2);
    }

    @Test
    void timeStandsStillUntilATestAdvancesIt(SimulatorControls controls) {
        // Given
        var before = controls.now();

        // When
        controls.advance(Duration.ofHours(3));

        // Then
        assertThat(controls.now()).isEqualTo(before.plus(Duration.ofHours(3)));
    }

    @Test
    void theLedgerAndTheOrgsAreTyped(SimulatorControls controls) {
        // Given
        var orgKey = controls.ledger().getFirst().orgKey();

        // When
        controls.changeStatus(orgKey, "Inactive");
        controls.install(orgKey, controls.targetVersionId());

        // Then
        assertThat(controls.ledger()).hasSize(50).extracting(LedgerLine::orgKey).isSorted();
        assertThat(controls.ledger(orgKey)).hasValueSatisfying(line -> {
            assertThat(line.orgStatus()).isEqualTo("Inactive");
            assertThat(line.installedVersionId()).contains(controls.targetVersionId());
            assertThat(line.jobs()).isEmpty();
        });
        assertThat(controls.ledger("00D000000000000")).isEmpty();
    }

    @Test
    void aRefusalTellsItsReason(SimulatorControls controls) {
        // When
        // Then
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> controls.misbehave(Fault.on("*").nth(1).does("explode")))
                .withMessageStartingWith("rule 1: effect is \"explode\"");
    }

    @Nested
    final class InNestedClasses {
        @Test
        void theSimulatorIsTheSame(Simulator same) {
            // When
            // Then
            assertThat(same.url()).isEqualTo(simulator.url());
        }
    }
}
