package io.pushwave.messaging.inbox;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.messaging.DeadLetterHeaders;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.Received;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads Kafka records as messages. Whatever a record holds, reading it ends in an {@link Incoming}. Thread-safe. */
public final class RecordReader {
    /** PostgreSQL refuses longer ones as a key: an index entry has at most 2,704 bytes. */
    private static final int ID_BYTES_MAXIMUM = 1_000;

    private static final String BINARY_MODE = "ce_specversion";
    private static final String TRACE_PARENT = "traceparent";
    private static final Pattern TRACE_PARENT_FORM =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final MessageCodec codec = new MessageCodec();

    /** Reads a record of a consumer that handles messages of one kind on one topic. */
    public <M extends Message> Incoming<M> read(
            Topic topic, Class<M> carries, ConsumerRecord<String, byte[]> kafkaRecord) {
        var origin = origin(kafkaRecord);
        var place = place(kafkaRecord);
        try {
            if (!kafkaRecord.topic().equals(topic.topicName())) {
                throw new UnreadableMessageException(
                        "the record came on " + kafkaRecord.topic() + ", " + topic.topicName() + " is expected");
            }
            if (kafkaRecord.value() == null) {
                throw new UnreadableMessageException("the record has no payload");
            }
            var event = event(kafkaRecord);
            var message = codec.read(topic, event.getType(), kafkaRecord.value());
            if (!carries.isInstance(message)) {
                throw new UnreadableMessageException("type '" + event.getType() + "' is not handled here");
            }
            var received = new Received<>(messageId(event), carries.cast(message), traceParent(origin), origin);
            return new Incoming.Legible<>(place, received);
        } catch (UnreadableMessageException e) {
            return new Incoming.Illegible<>(place, origin, reason(e));
        } catch (RuntimeException | StackOverflowError e) {
            // A record is whatever somebody sent: no exception of the libraries that take it apart may stop a
            // partition.
            return new Incoming.Illegible<>(place, origin, "the record cannot be read: " + e);
        }
    }

    /** Where a record lies, if its origin still says so. */
    public static Optional<String> place(Origin origin) {
        var headers = origin.headers();
        var partition = headers.get(DeadLetterHeaders.PARTITION);
        var offset = headers.get(DeadLetterHeaders.OFFSET);
        var timestamp = headers.get(DeadLetterHeaders.TIMESTAMP);
        return partition == null || offset == null || timestamp == null
                ? Optional.empty()
                : Optional.of(place(origin.topic(), partition, offset, timestamp));
    }

    /** The id that a message is remembered by, if its origin has one. */
    public static Optional<String> messageId(Origin origin) {
        var source = origin.headers().get("ce_source");
        var id = origin.headers().get("ce_id");
        return source == null || id == null || (source + id).indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(source + " " + id);
    }

    private static CloudEvent event(ConsumerRecord<String, byte[]> kafkaRecord) throws UnreadableMessageException {
        if (kafkaRecord.headers().lastHeader(BINARY_MODE) == null) {
            throw new UnreadableMessageException(
                    "the header " + BINARY_MODE + " is missing: a CloudEvent in binary mode is expected");
        }
        try {
            var event = KafkaMessageFactory.createReader(kafkaRecord).toEvent();
            if (event.getSpecVersion() != SpecVersion.V1) {
                throw new UnreadableMessageException(
                        "CloudEvents " + event.getSpecVersion() + " is not read, only 1.0");
            }
            return event;
        } catch (RuntimeException e) {
            throw new UnreadableMessageException("the headers are not those of a CloudEvent: " + e.getMessage(), e);
        }
    }

    private static String messageId(CloudEvent event) throws UnreadableMessageException {
        var id = event.getSource() + " " + event.getId();
        if (id.indexOf('\0') >= 0) {
            throw new UnreadableMessageException("ce_id contains the character U+0000");
        }
        var bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > ID_BYTES_MAXIMUM) {
            throw new UnreadableMessageException(
                    "ce_source and ce_id have " + bytes + " bytes, at most " + ID_BYTES_MAXIMUM + " are allowed");
        }
        return id;
    }

    private static Optional<String> traceParent(Origin origin) {
        return Optional.ofNullable(origin.headers().get(TRACE_PARENT))
                .filter(value -> TRACE_PARENT_FORM.matcher(value).matches());
    }

    private static Origin origin(ConsumerRecord<String, byte[]> kafkaRecord) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : kafkaRecord.headers()) {
            var value = header.value();
            headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
        }
        headers.put(DeadLetterHeaders.PARTITION, Integer.toString(kafkaRecord.partition()));
        headers.put(DeadLetterHeaders.OFFSET, Long.toString(kafkaRecord.offset()));
        headers.put(DeadLetterHeaders.TIMESTAMP, Long.toString(kafkaRecord.timestamp()));
        var payload = kafkaRecord.value();
        return new Origin(kafkaRecord.topic(), kafkaRecord.key(), payload == null ? new byte[0] : payload, headers);
    }

    private static String place(ConsumerRecord<String, byte[]> kafkaRecord) {
        return place(
                kafkaRecord.topic(),
                Integer.toString(kafkaRecord.partition()),
                Long.toString(kafkaRecord.offset()),
                Long.toString(kafkaRecord.timestamp()));
    }

    /** Begins with a space, as no CloudEvents source can; the timestamp tells a topic from one of that name before it. */
    private static String place(String topic, String partition, String offset, String timestamp) {
        return " " + topic + "/" + partition + "/" + offset + "/" + timestamp;
    }

    private static String reason(UnreadableMessageException e) {
        var message = e.getMessage();
        return message == null ? e.toString() : message;
    }
}
