package io.pushwave.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.http.doors.MalformedRequests;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Malformed requests to every endpoint of the planner: each is refused in a way that its sender can use. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class PlannerDoorsIT {
    KafkaBroker broker;

    @TestHTTPResource("/")
    URI base;

    @Test
    void whateverIsMalformedIsAnsweredWithAProblem() {
        // Given
        try (var executor = new SimulatedExecutor(broker.bootstrapServers())) {
            executor.awaitCommands(executor.campaignOf(executor.eligible(10)), 1);
            // A well-formed release of the package is refused at once while its campaign runs: nobody waits for a
            // decision.
            var malformed = MalformedRequests.to(base)
                    .sample("POST /api/releases", "application/cloudevents+json", """
                            {"specversion": "1.0", "id": "doors", "source": "/doors",
                             "type": "io.pushwave.package-version-released.v1",
                             "data": {"packageId": "%s", "packageVersionId": "%s",
                                      "requestedBy": "ci", "reason": "security fix"}}""".formatted(
                                    executor.packageId, executor.target));
            System.out.println("malformed requests: " + malformed.seed());

            // When
            var complaints = malformed.complaints();

            // Then
            assertThat(complaints).as(malformed.seed()).isEmpty();
        }
    }
}
