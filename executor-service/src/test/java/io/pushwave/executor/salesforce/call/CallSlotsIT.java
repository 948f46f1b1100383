package io.pushwave.executor.salesforce.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.postgres.TestSlots;
import io.pushwave.executor.budget.work.ApiBudget;
import io.pushwave.executor.budget.work.ApiUsage;
import io.pushwave.executor.budget.work.CallSlots;
import io.pushwave.executor.budget.work.TestCallSlots;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.login.TestLogins;
import io.pushwave.executor.salesforce.postgres.SharedLogins;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.schema.SchemaMigration;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two executors and a Salesforce that counts the calls that run at once, and refuses those that are too many. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
class CallSlotsIT {
    private static final int AT_ONCE = 3;

    @Inject
    ApiBudget budget;

    @Inject
    ApiUsage usage;

    @Inject
    CallTrace trace;

    @Inject
    SharedLogins logins;

    @Inject
    TestSlots slots;

    @Inject
    SchemaMigration schema;

    @Inject
    ObjectMapper mapper;

    @Inject
    MeterRegistry metrics;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private Simulator simulator;
    private Path secret;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        await().until(schema::ready);
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orgs(10)
                .set(Setting.CLIENT_ID, "app")
                .set(Setting.CLIENT_SECRET, "hush")
                .set(Setting.DAILY_API_LIMIT, 1_000_000)
                .set(Setting.CONCURRENT_LIMIT, AT_ONCE)
                .set(Setting.LONG_RUNNING_CALL, "PT0.05S")
                .build());
        secret = Files.writeString(folder.resolve("secret"), "hush");
        var rule = "[{\"endpoint\":\"*/query*\",\"always\":true,\"effect\":\"latency\",\"latency\":\"PT0.1S\"}]";
        var added = client.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + "/simulator/faults"))
                        .POST(BodyPublishers.ofString(rule))
                        .build(),
                BodyHandlers.ofString());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        simulator.close();
        client.close();
    }

    /** The part of an executor that calls. */
    private record Instance(CallSlots slots, SalesforceHttp http, AccessTokens tokens) {}

    @Test
    void twoExecutorsTogetherUseAllCallsAtOnceThatAreAllowedAndNeverOneMore() throws Exception {
        var one = instance(Map.of());
        var other = instance(Map.of());
        divide(one, other);

        try (var threads = Executors.newFixedThreadPool(10);
                var hearts = Executors.newSingleThreadScheduledExecutor()) {
            var _ = hearts.scheduleAtFixedRate(() -> divide(one, other), 0, 400, TimeUnit.MILLISECONDS);
            var calls = IntStream.range(0, 40)
                    .<Callable<Integer>>mapToObj(number -> () -> query(number % 2 == 0 ? one : other))
                    .toList();
            for (var status : threads.invokeAll(calls)) {
                assertThat(status.get()).isEqualTo(200);
            }
        }

        assertThat(most.get()).isEqualTo(AT_ONCE);
        assertThat(one.slots().concurrency().inUse()).isZero();
    }

    @Test
    void workThatHasItsTurnCallsWithoutWaitingForAnother() {
        var instance = instance(Map.of());
        divide(instance, instance);

        var inUse = instance.slots().inTurn(() -> {
            call(instance);
            return instance.slots().concurrency().inUse();
        });

        assertThat(inUse).isEqualTo(1);
        assertThat(instance.slots().concurrency().inUse()).isZero();
    }

    @Test
    void aTurnIsWaitedForBeforeAnythingIsDoneInIt() {
        var instance = instance(Map.of("lease", "PT0.4S", "salesforce.call-timeout", "PT0.2S"));
        var done = new AtomicInteger();

        assertThatThrownBy(() -> instance.slots().inTurn(done::incrementAndGet))
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("has none of the " + AT_ONCE);

        assertThat(done.get()).isZero();
    }

    @Test
    void anInstanceThatCannotRenewItsSlotsStopsCallingBeforeOthersMayHaveThem() {
        var instance = instance(Map.of("salesforce.call-timeout", "PT0.2S", "salesforce.connect-timeout", "PT0.1S"));
        TestCallSlots.renew(instance.slots());
        call(instance);

        await().untilAsserted(() -> assertThatThrownBy(() -> call(instance))
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("did not renew"));
    }

    @Test
    void withoutASlotThereIsNoCallAndTheReasonIsSaid() {
        var instance = instance(Map.of("lease", "PT0.4S", "salesforce.call-timeout", "PT0.2S"));

        assertThatThrownBy(instance.slots()::enter)
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining("none of the 3 calls that may run at once");
    }

    private static void call(Instance instance) {
        instance.slots().enter();
        instance.slots().leave();
    }

    /** As the heartbeats would, after a while. */
    private static void divide(Instance... instances) {
        for (int round = 0; round < 3; round++) {
            for (var one : instances) {
                TestCallSlots.renew(one.slots());
            }
        }
    }

    private int query(Instance instance) {
        var session = instance.tokens().session();
        return instance.http()
                .send(Operation.CHECK_JOBS, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    try {
                        return session.endpoint()
                                .query(session.version(), session.authorization(), "SELECT Id FROM MetadataPackage");
                    } finally {
                        running.decrementAndGet();
                    }
                })
                .status();
    }

    private Instance instance(Map<String, String> more) {
        var settings = new HashMap<String, String>();
        more.forEach((name, value) -> settings.put("pushwave.executor." + name, value));
        settings.put("pushwave.executor.budget.concurrent-calls", Integer.toString(AT_ONCE));
        settings.put("pushwave.executor.salesforce.login-url", simulator.url().toString());
        settings.put("pushwave.executor.salesforce.login-flow", "client-credentials");
        settings.put("pushwave.executor.salesforce.client-id", "app");
        settings.put("pushwave.executor.salesforce.client-secret-file", secret.toString());
        var config = new SmallRyeConfigBuilder()
                .withMapping(ExecutorConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(ExecutorConfig.class);
        var clock = Clock.systemUTC();
        var credentials = TestLogins.credentials(config, clock);
        var callSlots = TestCallSlots.of(slots.ofAnotherInstance(), credentials, config, schema, metrics);
        var http = new SalesforceHttp(
                config,
                TestCallSlots.permits(budget, callSlots, usage),
                new SalesforceState(config, clock),
                trace,
                metrics,
                clock);
        var tokens =
                new AccessTokens(config, credentials, TestLogins.memory(credentials, logins, mapper), http, mapper);
        return new Instance(callSlots, http, tokens);
    }
}
