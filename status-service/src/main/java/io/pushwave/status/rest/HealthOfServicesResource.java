package io.pushwave.status.rest;

import io.pushwave.messaging.domain.LogGap;
import io.pushwave.messaging.domain.ReadingStart.Kind;
import io.pushwave.status.health.ServicesWatch;
import io.pushwave.status.health.ServicesWatch.ServiceHealth;
import io.pushwave.status.lag.ViewLag;
import io.pushwave.status.lag.ViewLag.TopicLag;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether what is shown can be believed to be new: answered from memory, so also while database, broker and services are not. */
@Path("/api/health-of-services")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Health")
public class HealthOfServicesResource {
    private final ServicesWatch services;
    private final ViewLag lag;
    private final Clock clock;

    HealthOfServicesResource(ServicesWatch services, ViewLag lag, Clock clock) {
        this.services = services;
        this.lag = lag;
        this.clock = clock;
    }

    /**
     * Whether the services answer, and how far the view is.
     *
     * @param at when this was answered, by this service's clock
     */
    record HealthOfServices(Instant at, List<ServiceHealth> services, ViewHealth view) {}

    /**
     * How the view follows the log.
     *
     * @param failure why log or database cannot be asked at the moment; absent if they can
     * @param gaps what the log no longer had when it was wanted, the newest first
     */
    record ViewHealth(List<TopicLag> topics, Optional<String> failure, List<NoticedGap> gaps) {}

    /**
     * Records that were gone before they were read.
     *
     * @param fromOffset the first that was wanted
     * @param toOffset behind the last; absent if nobody can know
     * @param text one sentence
     */
    record NoticedGap(
            String topic,
            int partition,
            Kind kind,
            long fromOffset,
            Optional<Long> toOffset,
            Instant noticedAt,
            String text) {

        static NoticedGap of(LogGap noted) {
            var to = noted.gap().to();
            return new NoticedGap(
                    noted.topic(),
                    noted.partition(),
                    noted.gap().kind(),
                    noted.gap().from(),
                    to.isPresent() ? Optional.of(to.getAsLong()) : Optional.empty(),
                    noted.noticedAt(),
                    "Gone from the log: " + noted.description() + ".");
        }
    }

    @GET
    @NonBlocking
    @Operation(
            operationId = "getHealthOfServices",
            summary = "Whether each service is ready, as it says itself, and how far the view is behind the log")
    public HealthOfServices find() {
        return new HealthOfServices(
                clock.instant(),
                services.services(),
                new ViewHealth(
                        lag.topics(),
                        lag.failure(),
                        lag.gaps().stream().map(NoticedGap::of).toList()));
    }
}
