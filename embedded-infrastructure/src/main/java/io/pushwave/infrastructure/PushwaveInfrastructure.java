package io.pushwave.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} its broker and its database. Fields of the test of type {@link KafkaBroker},
 * {@link PostgresServer} or {@link Infrastructure} are set, for tests that restart or kill them.
 */
public final class PushwaveInfrastructure implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var kafka = Infrastructure.shared().kafka();
        var postgres = Infrastructure.shared().postgres();
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl(),
                "quarkus.datasource.username", postgres.username(),
                "quarkus.datasource.password", postgres.password());
    }

    @Override
    public void stop() {
        // Shared by all tests of this process; they end with it.
    }

    @Override
    public void inject(TestInjector injector) {
        var shared = Infrastructure.shared();
        injector.injectIntoFields(shared, new TestInjector.MatchesType(Infrastructure.class));
        injector.injectIntoFields(shared.kafka(), new TestInjector.MatchesType(KafkaBroker.class));
        injector.injectIntoFields(shared.postgres(), new TestInjector.MatchesType(PostgresServer.class));
    }
}
