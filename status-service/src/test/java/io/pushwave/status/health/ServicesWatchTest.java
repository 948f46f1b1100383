package io.pushwave.status.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.pushwave.status.StatusConfig;
import io.pushwave.status.health.ServicesWatch.ServiceHealth;
import io.pushwave.status.health.ServicesWatch.State;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServicesWatchTest {
    private volatile int status = 200;
    private volatile String body = "{}";
    private HttpServer server;
    private ServerSocket silent;
    private ServicesWatch watch;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        // Accepts connections, and never says anything: a process that was stopped.
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        watch = new ServicesWatch(
                new SmallRyeConfigBuilder()
                        .withMapping(StatusConfig.class)
                        .withDefaultValues(Map.of(
                                "pushwave.status.services.interval",
                                "PT0.1S",
                                "pushwave.status.services.timeout",
                                "PT0.5S",
                                "pushwave.status.services.health.planner",
                                "http://localhost:" + server.getAddress().getPort() + "/q/health/ready",
                                "pushwave.status.services.health.executor",
                                "http://localhost:" + silent.getLocalPort() + "/"))
                        .build()
                        .getConfigMapping(StatusConfig.class),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() throws IOException {
        watch.stop(new ShutdownEvent());
        server.stop(0);
        silent.close();
    }

    private ServiceHealth healthOf(String name) {
        return watch.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nobodyIsBelievedBeforeItWasAsked() {
        assertThat(watch.services())
                .extracting(ServiceHealth::name, ServiceHealth::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("executor", State.NOT_ASKED),
                        org.assertj.core.groups.Tuple.tuple("planner", State.NOT_ASKED));
    }

    @Test
    void aServiceIsKeptApartFromOneThatCannotWorkAndFromOneThatDoesNotAnswer() {
        // When
        watch.start(new StartupEvent());

        // Then
        await().untilAsserted(() -> assertThat(healthOf("planner").state()).isEqualTo(State.READY));
        await().untilAsserted(() -> assertThat(healthOf("executor").state()).isEqualTo(State.NO_ANSWER));
        assertThat(healthOf("executor").detail()).isEqualTo("no answer within 500 ms");
        body = """
            {"status":"DOWN","checks":[{"name":"broker","status":"UP"},
            {"name":"salesforce","status":"DOWN","data":{"failure":"connection refused"}}]}\
            """;
        status = 503;
        await().untilAsserted(() -> assertThat(healthOf("planner").state()).isEqualTo(State.NOT_READY));
        assertThat(healthOf("planner").detail()).isEqualTo("salesforce (failure connection refused)");
        server.stop(0);
        await().untilAsserted(() -> assertThat(healthOf("planner").state()).isEqualTo(State.NO_ANSWER));
    }
}
