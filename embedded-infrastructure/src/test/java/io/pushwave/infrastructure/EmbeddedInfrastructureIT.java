package io.pushwave.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedInfrastructureIT {
    private static final String TOPIC = "results";

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
    void aBrokerComesBackWithItsRecords(String how, Consumer<KafkaBroker> end) throws Exception {
        try (var broker = new EmbeddedKafkaBroker(directory, FreePort.pick(), FreePort.pick())) {
            // Given
            broker.start();
            publish(broker, "kept");

            // When
            end.accept(broker);
            assertThat(broker.running()).isFalse();
            broker.start();

            // Then
            assertThat(read(broker)).containsExactly("kept");
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
            assertThat(setting(server, "unix_socket_directories")).isEqualTo(directory.toString());
        }
    }

    /** The path is too long for a socket, as those below a deep home folder are. */
    @Test
    void theSocketOfADatabaseLiesInAFolderOfItsOwnAndGoesWithIt() throws SQLException {
        var deep = directory.resolve("x".repeat(100));
        try (var server = new EmbeddedPostgresServer(deep, FreePort.pick())) {
            // Given
            server.start();
            var socket = Path.of(setting(server, "unix_socket_directories"));
            assertThat(socket.getFileName().toString()).startsWith("pushwave-");
            assertThat(socket).isNotEmptyDirectory();

            // When
            server.stop();

            // Then
            assertThat(socket).doesNotExist();
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

    private static void publish(KafkaBroker broker, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(TOPIC, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(KafkaBroker broker) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var records = new ArrayList<String>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> records.add(record.value()));
                return !records.isEmpty();
            });
            return records;
        }
    }

    private static String setting(PostgresServer server, String name) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
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
