package io.pushwave.planner.kafka;

import io.pushwave.contracts.PackageRelease;
import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.BatchReceiver;
import io.pushwave.messaging.Received;
import io.pushwave.planner.release.IncomingRelease;
import io.pushwave.planner.release.RegisterRelease;
import io.pushwave.planner.release.ReleaseConsumer;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Release events from upstream. */
@ApplicationScoped
class PackageReleasesConsumer {
    private final BatchReceiver receiver;
    private final RegisterRelease registerRelease;

    PackageReleasesConsumer(BatchReceiver receiver, RegisterRelease registerRelease) {
        this.receiver = receiver;
        this.registerRelease = registerRelease;
    }

    @Incoming("package-releases")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive(
                ReleaseConsumer.NAME,
                Topic.PACKAGE_RELEASES,
                PackageRelease.class,
                records,
                batch -> batch.forEach(received -> registerRelease.register(incoming(received))));
    }

    private static IncomingRelease incoming(Received<PackageRelease> received) {
        var headers = received.origin().headers();
        return switch (received.message()) {
            case PackageVersionReleased release ->
                new IncomingRelease(
                        Objects.requireNonNull(headers.get("ce_source")),
                        Objects.requireNonNull(headers.get("ce_id")),
                        release,
                        received.traceParent(),
                        Optional.of(received.origin()));
        };
    }
}
