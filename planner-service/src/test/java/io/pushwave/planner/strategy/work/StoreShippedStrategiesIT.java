package io.pushwave.planner.strategy.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.schema.SchemaMigration;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.strategy.json.StrategyDocuments;
import io.pushwave.planner.strategy.postgres.StoredStrategy;
import io.pushwave.planner.strategy.postgres.StrategyVersions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planners that start with a folder of documents. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class StoreShippedStrategiesIT {
    @Inject
    StrategyVersions versions;

    @Inject
    StrategyDocuments documents;

    @Inject
    SchemaMigration schema;

    @Inject
    Clock clock;

    @TempDir
    Path folder;

    private final String name = "it-" + Long.toHexString(System.nanoTime());

    private void write(String description) throws IOException {
        Files.writeString(
                folder.resolve(name + ".json"),
                "{\"description\": \"" + description + "\", \"waves\": [{\"name\": \"All\"}]}");
    }

    /** What a planner does that starts with the folder. */
    private void start() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(PlannerConfig.class)
                .withDefaultValue("pushwave.planner.strategies.folder", folder.toString())
                // The service of this test has its own under the usual name.
                .withDefaultValue("pushwave.planner.strategies.default-name", name + "-default")
                .build()
                .getConfigMapping(PlannerConfig.class);
        var store = new StoreShippedStrategies(versions, documents, new DefaultStrategy(config), schema, config, clock);
        store.start(new StartupEvent());
        store.ensureStored();
    }

    private List<StoredStrategy> stored() {
        return QuarkusTransaction.requiringNew().call(() -> versions.versions(name, Integer.MAX_VALUE, 10));
    }

    @Test
    void aDocumentOfTheFolderIsStoredOnceAndAnewWhenItHasChanged() throws IOException {
        // When
        write("first");
        start();
        start();
        write("second");
        start();

        // Then
        assertThat(stored())
                .extracting(version -> version.strategy().version() + " "
                        + version.strategy().document().description() + " by " + version.createdBy())
                .containsExactly("2 second by planner (folder)", "1 first by planner (folder)");
    }
}
