package io.pushwave.messaging.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.MessagingMetrics;
import io.pushwave.messaging.Requests;
import io.pushwave.messaging.domain.ReadingStart.Kind;
import io.pushwave.messaging.offsets.ConsumerLag.Lag;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer of one partition whose state is set back, and whose log is cut, while it runs. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class StateOffsetsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Topic TOPIC = Topic.INVENTORY_REQUESTS;
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC.topicName(), 0);

    @Inject
    Requests requests;

    @Inject
    ConsumerLag lag;

    @Inject
    LogGaps gaps;

    @Inject
    DataSource dataSource;

    @Inject
    MeterRegistry meters;

    @Inject
    SmallRyeHealthReporter health;

    @Inject
    Clock clock;

    KafkaBroker broker;

    private KafkaTopics topics;
    private Admin admin;
    private String prefix;
    private int before;

    @BeforeEach
    void open() {
        topics = new KafkaTopics(broker.bootstrapServers());
        topics.create(6, List.of(TOPIC.topicName(), TOPIC.deadLetterTopicName()));
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        execute("DELETE FROM log_gap");
        prefix = Long.toString(System.nanoTime(), 36) + "-";
        publish(0, 1);
        await().atMost(SOON).until(() -> requests.handled().contains(prefix + 0));
        before = requests.handled().size();
    }

    @AfterEach
    void close() {
        requests.stick(false);
        admin.close();
        topics.close();
    }

    @Test
    void whatIsHandledIsStoredAsReadInTheSameTransaction() throws Exception {
        // When
        publish(1, 100);

        // Then
        await().atMost(SOON).until(() -> requests.handled().size() == before + 99);
        assertThat(next()).isEqualTo(end());
    }

    @Test
    void aStateThatIsSetBackUnderARunningConsumerIsReadAgainByItself() throws Exception {
        // Given: a server that had fallen behind by 60 records takes over
        publish(1, 100);
        await().atMost(SOON).until(() -> requests.handled().size() == before + 99);
        setBackTo(end() - 60);

        // When
        publish(100, 101);

        // Then
        await().atMost(SOON).until(() -> requests.handled().contains(prefix + 100));
        await().atMost(SOON).untilAsserted(() -> assertThat(requests.handled()).containsAll(ids(40, 101)));
        await().atMost(SOON).until(() -> next() == end());
        assertThat(gaps.newest(10)).isEmpty();
    }

    @Test
    void whatTheLogNoLongerHasIsKeptAsAFactAndSaid() throws Exception {
        // Given
        publish(1, 100);
        await().atMost(SOON).until(() -> requests.handled().size() == before + 99);
        long end = end();
        admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(end - 20)))
                .all()
                .get();
        setBackTo(end - 60);

        // When
        publish(100, 101);

        // Then
        await().atMost(SOON).until(() -> requests.handled().contains(prefix + 100));
        var gap = await().atMost(SOON)
                .until(() -> gaps.newest(10), found -> found.size() == 1)
                .getFirst();
        assertThat(gap.consumer()).isEqualTo(Requests.CONSUMER);
        assertThat(gap.gap().kind()).isEqualTo(Kind.PURGED);
        assertThat(gap.gap().from()).isEqualTo(end - 60);
        assertThat(gap.gap().to()).hasValue(end - 20);
        assertThat(gap.firstRecordAt()).hasValueSatisfying(at -> assertThat(at).isBefore(clock.instant()));
        await().atMost(SOON).until(() -> gauge(MessagingMetrics.LOG_GAPS) == 1);
        assertThat(health.getReadiness().getPayload().toString())
                .contains("were removed before requests had read them");
    }

    @Test
    void aTopicThatIsMadeAnewIsNoticedAndReadFromItsBeginning() throws Exception {
        // Given
        publish(1, 50);
        await().atMost(SOON).until(() -> requests.handled().size() == before + 49);
        admin.deleteTopics(List.of(TOPIC.topicName())).all().get();
        await().atMost(SOON).until(() -> !admin.listTopics().names().get().contains(TOPIC.topicName()));

        // When
        topics.create(6, List.of(TOPIC.topicName()));
        publish(50, 60);

        // Then
        await().atMost(SOON).until(() -> requests.handled().containsAll(ids(50, 60)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(gaps.newest(10))
                        .extracting(gap -> gap.gap().kind())
                        .isNotEmpty()
                        .containsOnly(Kind.RECREATED));
        await().atMost(SOON).until(() -> next() == end());
    }

    @Test
    void theLagOfAConsumerThatIsStuckGrows() {
        // Given
        requests.stick(true);
        var from = clock.instant();

        // When
        publish(1, 100);

        // Then
        await().atMost(SOON).until(() -> lag().unread() == 99);
        var early = lag().age(clock.instant());
        assertThat(lag().oldestUnread())
                .hasValueSatisfying(at -> assertThat(at).isBetween(from.minusSeconds(1), clock.instant()));
        await().atMost(SOON).until(() -> lag().age(clock.instant()).compareTo(early.plusMillis(500)) > 0);
        assertThat(gauge(MessagingMetrics.CONSUMER_OLDEST_UNREAD_SECONDS)).isGreaterThan(0.5);
        requests.stick(false);
        await().atMost(SOON).until(() -> lag().unread() == 0 && gauge(MessagingMetrics.CONSUMER_UNREAD) == 0);
    }

    private void publish(int from, int to) {
        topics.publish(ids(from, to).stream().map(this::inPartition).toList());
    }

    private ProducerRecord<byte[], byte[]> inPartition(String id) {
        var event = topics.cloudEvent(id, new InventoryRequested(id, "033000000000001AAA"));
        return new ProducerRecord<>(event.topic(), PARTITION.partition(), event.key(), event.value(), event.headers());
    }

    private List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> prefix + n).toList();
    }

    /** As if the database had the state of before: without what was handled at and behind an offset. */
    private void setBackTo(long offset) throws ExecutionException, InterruptedException {
        long forgotten = end() - offset;
        execute("""
                DELETE FROM inbox WHERE consumer = 'requests' AND message_id IN (
                    SELECT message_id FROM handled WHERE consumer = 'requests' ORDER BY position DESC LIMIT %d);
                DELETE FROM handled WHERE position IN (
                    SELECT position FROM handled WHERE consumer = 'requests' ORDER BY position DESC LIMIT %d);
                UPDATE consumer_offset SET next_offset = %d WHERE consumer = 'requests' AND partition = 0
                """.formatted(forgotten, forgotten, offset));
    }

    private Lag lag() {
        return await().atMost(SOON)
                .until(
                        () -> lag.measured().stream()
                                .flatMap(now -> now.lags().stream())
                                .filter(one -> one.consumer().equals(Requests.CONSUMER)
                                        && one.topic().equals(TOPIC.topicName()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private double gauge(String name) {
        return meters.get(name).tag("consumer", Requests.CONSUMER).gauge().value();
    }

    private long end() throws ExecutionException, InterruptedException {
        return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }

    private long next() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT next_offset FROM consumer_offset WHERE consumer = 'requests' AND partition = 0")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
