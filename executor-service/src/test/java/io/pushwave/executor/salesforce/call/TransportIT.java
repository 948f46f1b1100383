package io.pushwave.executor.salesforce.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.work.ApiBudget;
import io.pushwave.executor.budget.work.ApiUsage;
import io.pushwave.executor.budget.work.CallSlots;
import io.pushwave.executor.budget.work.TestCallSlots;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.SalesforceAddress;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens on the way, whatever stands at the other end. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
class TransportIT {
    private static final String PASSWORD = "changeit";

    @Inject
    ApiBudget budget;

    @Inject
    CallSlots slots;

    @Inject
    ApiUsage usage;

    @Inject
    CallTrace trace;

    @Inject
    MeterRegistry metrics;

    @TempDir
    Path folder;

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void aServerWhoseCertificateNobodyVouchesForIsSentNothing() throws Exception {
        var server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        count(server);
        try {
            assertThatThrownBy(
                            () -> ask("https://localhost:" + server.getAddress().getPort()))
                    .isInstanceOfSatisfying(
                            PackagingException.class,
                            failure -> assertThat(failure.failure()).isEqualTo(ApiFailure.UNAVAILABLE));

            assertThat(calls).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        var elsewhere = HttpServer.create(loopback(), 0);
        count(elsewhere);
        var server = HttpServer.create(loopback(), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .add(
                            "Location",
                            "http://localhost:" + elsewhere.getAddress().getPort() + "/services/data");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            var reply = ask("http://localhost:" + server.getAddress().getPort());

            assertThat(reply.status()).isEqualTo(302);
            assertThat(calls).hasValue(0);
        } finally {
            server.stop(0);
            elsewhere.stop(0);
        }
    }

    @Test
    void aServerThatNeverAnswersIsWaitedForAsLongAsACallMayTake() throws IOException {
        var released = new CountDownLatch(1);
        var server = HttpServer.create(loopback(), 0);
        server.createContext("/", exchange -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        try (var threads = Executors.newCachedThreadPool()) {
            server.setExecutor(threads);
            server.start();
            try {
                assertThatThrownBy(() ->
                                ask("http://localhost:" + server.getAddress().getPort()))
                        .isInstanceOf(PackagingException.class)
                        .hasMessageContaining("did not answer");
            } finally {
                released.countDown();
                server.stop(0);
            }
        }
    }

    private void count(HttpServer server) {
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private Reply ask(String address) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(ExecutorConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("pushwave.executor.salesforce.call-timeout", "PT1S"), "test", 100))
                .build()
                .getConfigMapping(ExecutorConfig.class);
        var clock = Clock.systemUTC();
        var http = new SalesforceHttp(
                config,
                TestCallSlots.permits(budget, slots, usage),
                new SalesforceState(config, clock),
                trace,
                metrics,
                clock);
        var endpoint = http.endpoint(new SalesforceAddress(URI.create(address)), VersionsEndpoint.class);
        return http.send(Operation.VERSIONS, endpoint::versions);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private SSLContext selfSigned() throws Exception {
        var file = folder.resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes(), UTF_8))
                .isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var input = Files.newInputStream(file)) {
            store.load(input, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
