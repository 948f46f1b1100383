package io.pushwave.infrastructure;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} its broker and its database, which end with the application: a test profile begins with empty ones, and no
 * broker idles beside the next. Fields of the test of type {@link KafkaBroker}, {@link PostgresServer} or {@link Infrastructure} are
 * set, for tests that restart or kill them.
 */
public final class PushwaveInfrastructure implements QuarkusTestResourceLifecycleManager {
    private final Infrastructure infrastructure = Infrastructure.create();

    @Override
    public Map<String, String> start() {
        infrastructure.start();
        var postgres = infrastructure.postgres();
        return Map.of(
                "kafka.bootstrap.servers", infrastructure.kafka().bootstrapServers(),
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl(),
                "quarkus.datasource.username", postgres.username(),
                "quarkus.datasource.password", postgres.password());
    }

    @Override
    public void stop() {
        infrastructure.close();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(infrastructure, new TestInjector.MatchesType(Infrastructure.class));
        injector.injectIntoFields(infrastructure.kafka(), new TestInjector.MatchesType(KafkaBroker.class));
        injector.injectIntoFields(infrastructure.postgres(), new TestInjector.MatchesType(PostgresServer.class));
    }
}
