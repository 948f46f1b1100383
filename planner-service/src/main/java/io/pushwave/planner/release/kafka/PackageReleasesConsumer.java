package io.pushwave.planner.release.kafka;

import io.pushwave.contracts.PackageRelease;
import io.pushwave.contracts.StorableText;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.Received;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.pushwave.messaging.inbox.RecordReader;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits;
import io.pushwave.planner.release.EventAttributes;
import io.pushwave.planner.release.ReleaseConsumer;
import io.pushwave.planner.release.postgres.IncomingRelease;
import io.pushwave.planner.release.work.RegisterRelease;
import io.pushwave.planner.release.work.RejectedRelease;
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
    private final RejectedRelease rejected;
    private final PlannerConfig config;
    private final TextLimits limits;

    PackageReleasesConsumer(
            BatchReceiver receiver, RegisterRelease registerRelease, RejectedRelease rejected, PlannerConfig config) {
        this.receiver = receiver;
        this.registerRelease = registerRelease;
        this.rejected = rejected;
        this.config = config;
        this.limits = new TextLimits(config.texts().byMaximum(), config.texts().reasonMaximum());
    }

    @Incoming("package-releases")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        receiver.receive(
                ReleaseConsumer.NAME,
                Topic.PACKAGE_RELEASES,
                PackageRelease.class,
                records,
                batch -> batch.forEach(this::take));
    }

    private void take(Received<PackageRelease> received) {
        var release = ReleasedVersions.of(received.message());
        var attributes = RecordReader.attributes(received.origin());
        EventAttributes.fault(attributes, config.release().passedOver())
                .map(EventAttributes.Fault::rule)
                .or(() -> limits.releaseFault(release.requestedBy(), release.reason())
                        .map(TextLimits.Fault::rule))
                .ifPresentOrElse(
                        rule -> rejected.giveUp(received.origin(), rule),
                        () -> registerRelease.register(new IncomingRelease(
                                Objects.requireNonNull(attributes.get("source")),
                                Objects.requireNonNull(attributes.get("id")),
                                release,
                                received.traceParent(),
                                Optional.of(storable(received.origin())))));
    }

    /** The key is nothing that a release depends on; it may be whatever its sender liked. */
    private static Origin storable(Origin origin) {
        var key = origin.key();
        return key == null
                ? origin
                : new Origin(origin.topic(), StorableText.replaced(key), origin.payload(), origin.headers());
    }
}
