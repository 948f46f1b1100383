package io.pushwave.messaging.outbox;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.MessageType;
import io.pushwave.messaging.IdSource;
import io.pushwave.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Writes a message as a CloudEvent in Kafka's binary mode. */
@ApplicationScoped
public class MessageEnvelope {
    private final URI source;
    private final IdSource ids;
    private final Clock clock;
    private final MessageCodec codec = new MessageCodec();

    public MessageEnvelope(MessagingConfig config, IdSource ids, Clock clock) {
        this.source = URI.create(config.source());
        this.ids = ids;
        this.clock = clock;
    }

    /** The outbox row of a message, with a new id. */
    public OutboxRow row(Message message, Optional<String> traceParent) {
        var type = MessageType.of(message);
        var payload = codec.write(message);
        var event = CloudEventBuilder.v1()
                .withId(ids.next())
                .withSource(source)
                .withType(type.typeName())
                .withTime(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(payload)
                .build();
        var kafkaRecord = KafkaMessageFactory.createWriter(type.topic().topicName(), message.key())
                .writeBinary(event);
        var headers = new LinkedHashMap<String, String>();
        kafkaRecord
                .headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new OutboxRow(
                event.getId(),
                kafkaRecord.topic(),
                message.key().getBytes(StandardCharsets.UTF_8),
                event.getType(),
                headers,
                payload,
                traceParent.orElse(null));
    }
}
