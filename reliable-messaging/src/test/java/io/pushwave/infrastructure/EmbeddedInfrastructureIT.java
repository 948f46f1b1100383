package io.pushwave.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.Topic;
import io.pushwave.messaging.testing.KafkaTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedInfrastructureIT {
    private static final String TOPIC = Topic.PUSH_RESULTS.topicName();

    @TempDir
    Path directory;

    static List<Arguments> waysToEndABroker() {
        return List.of(
                Arguments.of("stopped", (Consumer<KafkaBroker>) KafkaBroker::stop),
                Arguments.of("killed", (Consumer<KafkaBroker>) KafkaBroker::kill));
    }

    static List<Arguments> waysToEndADatabase() {
        return List.of(
                Arguments.of("stopped", (Consumer<PostgresServer>) PostgresServer::stop),
                Arguments.of("killed", (Consumer<PostgresServer>) PostgresServer::kill));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToEndABroker")
    void aBrokerComesBackWithItsRecords(String how, Consumer<KafkaBroker> end) {
        try (var broker = new EmbeddedKafkaBroker(directory, FreePort.pick(), FreePort.pick())) {
            // Given
            broker.start();
            try (var topics = new KafkaTopics(broker.bootstrapServers())) {
                topics.create(2, List.of(TOPIC));
                topics.publish(List.of(new ProducerRecord<>(TOPIC, new byte[] {1}, new byte[] {2})));
            }

            // When
            end.accept(broker);
            assertThat(broker.running()).isFalse();
            broker.start();

            // Then
            try (var topics = new KafkaTopics(broker.bootstrapServers())) {
                assertThat(topics.read(TOPIC)).hasSize(1);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToEndADatabase")
    void aDatabaseComesBackWithItsRows(String how, Consumer<PostgresServer> end) throws SQLException {
        try (var server = new EmbeddedPostgresServer(directory, FreePort.pick())) {
            // Given
            server.start();
            execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");

            // When
            end.accept(server);
            assertThat(server.running()).isFalse();
            server.start();

            // Then
            execute(server, "SELECT answer FROM kept");
        }
    }

    @Test
    void noServerOutlivesTheProcessThatStartedIt() throws Exception {
        // Given
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var parent = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("starter.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> directory.resolve("started").toFile().exists());
        var children = parent.descendants().toList();
        assertThat(children).isNotEmpty();

        // When
        parent.destroyForcibly();

        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    private static void execute(PostgresServer server, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    /** The main class of a process that is killed while its servers run. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            var directory = Path.of(arguments[0]);
            Infrastructure.Embedded.in(directory, FreePort.pick(), FreePort.pick(), FreePort.pick())
                    .start();
            Files.createFile(directory.resolve("started"));
            Thread.currentThread().join();
        }
    }
}
