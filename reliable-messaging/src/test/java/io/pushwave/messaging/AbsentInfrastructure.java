package io.pushwave.messaging;

import io.pushwave.infrastructure.FreePort;
import io.pushwave.infrastructure.Infrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses at which nobody answers before the test says so. */
public final class AbsentInfrastructure implements QuarkusTestResourceLifecycleManager {
    private @Nullable Infrastructure infrastructure;

    @Override
    public Map<String, String> start() {
        try {
            var directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "absent-");
            var absent = Infrastructure.Embedded.in(directory, FreePort.pick(), FreePort.pick(), FreePort.pick());
            infrastructure = absent;
            return Map.of(
                    "kafka.bootstrap.servers", absent.kafka().bootstrapServers(),
                    "quarkus.datasource.jdbc.url", absent.postgres().jdbcUrl(),
                    "quarkus.datasource.username", absent.postgres().username(),
                    "quarkus.datasource.password", absent.postgres().password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(infrastructure, new TestInjector.MatchesType(Infrastructure.class));
    }

    @Override
    public void stop() {
        if (infrastructure != null) {
            infrastructure.close();
        }
    }
}
