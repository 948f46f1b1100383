package io.pushwave.status.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.status.StatusConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks the services again and again whether they are ready, for the console: messages say what a service has done, and nothing
 * when it does nothing. Its answers are in memory, so they can be given while nothing else works.
 */
@ApplicationScoped
public class ServicesWatch {
    private static final Logger LOG = Logger.getLogger(ServicesWatch.class);
    private static final int OK = 200;
    private static final int DETAIL_MAXIMUM = 500;

    private final StatusConfig.Services config;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private final ScheduledExecutorService timer;
    private final ConcurrentMap<String, ServiceHealth> known = new ConcurrentHashMap<>();

    ServicesWatch(StatusConfig config, Clock clock) {
        this.config = config.services();
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.services().timeout())
                .build();
        this.timer = Executors.newScheduledThreadPool(
                Math.max(1, config.services().health().size()),
                Thread.ofPlatform().name("services-watch-", 0).daemon().factory());
    }

    /** What a service says of itself. */
    public enum State {
        /** Nobody has asked yet. */
        NOT_ASKED,
        READY,
        /** It answers, and cannot work. */
        NOT_READY,
        /** It does not answer. */
        NO_ANSWER
    }

    /**
     * One service's sign of life.
     *
     * @param since when this state was first seen
     * @param askedAt when it was last asked
     * @param detail why it is not ready; empty if it is
     */
    public record ServiceHealth(
            String name, State state, Optional<Instant> since, Optional<Instant> askedAt, String detail) {}

    private record Answer(State state, String detail) {}

    void start(@Observes StartupEvent event) {
        config.health().forEach((name, address) -> {
            var _ = timer.scheduleWithFixedDelay(
                    () -> ask(name, address), 0, config.interval().toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** All services, by name. */
    public List<ServiceHealth> services() {
        return new TreeMap<>(config.health())
                .keySet().stream()
                        .map(name -> known.getOrDefault(
                                name, new ServiceHealth(name, State.NOT_ASKED, Optional.empty(), Optional.empty(), "")))
                        .toList();
    }

    private void ask(String name, URI address) {
        var answer = answer(address);
        var now = clock.instant();
        known.compute(name, (_, before) -> {
            boolean same = before != null && before.state() == answer.state();
            var since = same ? before.since() : Optional.of(now);
            return new ServiceHealth(name, answer.state(), since, Optional.of(now), answer.detail());
        });
    }

    private Answer answer(URI address) {
        var request =
                HttpRequest.newBuilder(address).timeout(config.timeout()).GET().build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK
                    ? new Answer(State.READY, "")
                    : new Answer(State.NOT_READY, shortened(reason(response)));
        } catch (HttpTimeoutException _) {
            return new Answer(
                    State.NO_ANSWER, "no answer within " + config.timeout().toMillis() + " ms");
        } catch (IOException | IllegalArgumentException e) {
            LOG.debugf("%s does not answer: %s", address, e);
            return new Answer(State.NO_ANSWER, "cannot be reached");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer(State.NOT_ASKED, "");
        }
    }

    /** The checks that are down, with what they say, as MicroProfile Health writes them. */
    private String reason(HttpResponse<String> response) {
        try {
            var down = new ArrayList<String>();
            for (var check : json.readTree(response.body()).path("checks")) {
                if (!check.path("status").asText().equals("UP")) {
                    down.add(check.path("name").asText() + description(check.path("data")));
                }
            }
            if (!down.isEmpty()) {
                return String.join("; ", down);
            }
        } catch (JsonProcessingException e) {
            LOG.debugf("health of %s is no JSON: %s", response.uri(), e.getOriginalMessage());
        }
        return "answers " + response.statusCode();
    }

    private static String description(JsonNode data) {
        var values = new ArrayList<String>();
        data.properties()
                .forEach(one -> values.add(one.getKey() + " " + one.getValue().asText()));
        return values.isEmpty() ? "" : " (" + String.join(", ", values) + ")";
    }

    private static String shortened(String text) {
        return text.length() <= DETAIL_MAXIMUM ? text : text.substring(0, DETAIL_MAXIMUM) + "…";
    }
}
