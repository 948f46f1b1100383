package io.pushwave.messaging.inbox;

import io.pushwave.contracts.Message;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.messaging.DeadLetterHeaders;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.Received;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/** Reads Kafka records as messages. Whatever a record holds, reading it ends in an {@link Incoming}. Thread-safe. */
public final class RecordReader {
    private static final Logger LOG = Logger.getLogger(RecordReader.class);
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
            var event = EventRecord.of(kafkaRecord.headers(), kafkaRecord.value());
            var attributes = event.attributes();
            var message = codec.read(topic, attributes.type(), event.data());
            if (!carries.isInstance(message)) {
                throw new UnreadableMessageException("type '" + attributes.type() + "' is not handled here");
            }
            var received = new Received<>(
                    attributes.messageId() + contentMark(topic.topicName(), event.data()),
                    carries.cast(message),
                    traceParent(origin),
                    origin);
            return new Incoming.Legible<>(place, received);
        } catch (UnreadableMessageException e) {
            return new Incoming.Illegible<>(place, origin, reason(e));
        } catch (RuntimeException | StackOverflowError e) {
            // A record is whatever somebody sent: no exception of the libraries that take it apart may stop a
            // partition.
            LOG.warnf(e, "a record at%s cannot be read", place);
            return new Incoming.Illegible<>(place, origin, "the record cannot be read");
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
        var headers = new RecordHeaders();
        origin.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            var event = EventRecord.of(headers, origin.payload());
            return Optional.of(event.attributes().messageId() + contentMark(origin.topic(), event.data()));
        } catch (UnreadableMessageException | StackOverflowError _) {
            return Optional.empty();
        }
    }

    /** The attributes of an event that was read, by their CloudEvents names, in whichever mode it came. */
    public static Map<String, String> attributes(Origin origin) {
        return EventRecord.attributes(origin);
    }

    /**
     * What strangers publish is known by what it says as well: they give an id twice, and whoever reads the second event has to
     * say that it is another one. Ours are known by their ids alone.
     */
    private static String contentMark(String topic, byte[] data) {
        if (!topic.equals(Topic.PACKAGE_RELEASES.topicName())) {
            return "";
        }
        try {
            return " "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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

    /** Begins with a space, as no CloudEvents source can; the timestamp distinguishes a topic from one of that name before it. */
    private static String place(String topic, String partition, String offset, String timestamp) {
        return " " + topic + "/" + partition + "/" + offset + "/" + timestamp;
    }

    private static String reason(UnreadableMessageException e) {
        var message = e.getMessage();
        return message == null ? "the record cannot be read" : message;
    }
}
