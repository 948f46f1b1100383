package io.pushwave.messaging.outbox;

import io.pushwave.messaging.testing.MessagingConfigs;
import io.pushwave.messaging.testing.OutboxDatabase;
import java.time.Clock;
import java.util.Map;

/** The main class of a publisher in a process of its own, to be killed. */
final class PublisherProcess {
    private PublisherProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        var config =
                MessagingConfigs.with(Map.of("publisher.batch-size", "200")).publisher();
        var dataSource = OutboxDatabase.dataSource(arguments[0], arguments[1], arguments[2], arguments[3]);
        Map<String, Object> broker = Map.of("bootstrap.servers", arguments[4]);
        new OutboxPublisher(
                        dataSource,
                        () -> ProducerSettings.producer(broker, config),
                        _ -> false,
                        config,
                        Clock.systemUTC(),
                        new PublisherProbe() {})
                .start();
        Thread.currentThread().join();
    }
}
