package io.pushwave.status.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.http.doors.MalformedRequests;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Malformed requests to every endpoint of the status service: each is refused in a way that its sender can use. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class StatusDoorsIT {
    @TestHTTPResource("/")
    URI base;

    @Test
    void whateverIsMalformedIsAnsweredWithAProblem() {
        // Given
        var malformed = MalformedRequests.to(base);
        System.out.println("malformed requests: " + malformed.seed());

        // When
        var complaints = malformed.complaints();

        // Then
        assertThat(complaints).as(malformed.seed()).isEmpty();
    }
}
