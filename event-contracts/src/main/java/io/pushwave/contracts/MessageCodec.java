package io.pushwave.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * Writes messages as JSON and reads them back. Thread-safe.
 *
 * <p>Between our own services, fields that a reader does not know are passed over, so a newer writer does not stop an older
 * reader. What strangers write, {@link PackageRelease}, has no unknown fields: one that asks for a dry run, or for some orgs,
 * must not be taken for one that asks for all. What a reader needs and does not find makes the message unreadable.
 */
public final class MessageCodec {
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, MessageCodec::refuseOtherTypes)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final ObjectMapper strict = mapper.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static void refuseOtherTypes(MutableCoercionConfig texts) {
        texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /** The message's JSON in UTF-8. */
    public byte[] write(Message message) {
        try {
            return mapper.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of " + message.getClass() + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads a message that came on a topic.
     *
     * @param typeName the CloudEvents {@code type}
     * @param json the payload, UTF-8
     * @throws UnreadableMessageException if the type is unknown or belongs on another topic, the payload is not JSON, or a
     *     field is missing, wrong, or unknown in a {@link PackageRelease}; the message names field, value and rule
     */
    public Message read(Topic topic, String typeName, byte[] json) throws UnreadableMessageException {
        var type = MessageType.named(typeName)
                .orElseThrow(() -> new UnreadableMessageException("type '" + typeName + "' is unknown"));
        if (type.topic() != topic) {
            throw new UnreadableMessageException(
                    "type '" + typeName + "' belongs on " + type.topic().topicName() + ", not on " + topic.topicName());
        }
        return read(type.record(), json);
    }

    /**
     * Reads a payload as one kind of message.
     *
     * @throws UnreadableMessageException as {@link #read(Topic, String, byte[])}
     */
    public <M extends Message> M read(Class<M> messageRecord, byte[] json) throws UnreadableMessageException {
        var reader = PackageRelease.class.isAssignableFrom(messageRecord) ? strict : mapper;
        try {
            var message = reader.readValue(json, messageRecord);
            if (message == null) {
                throw new UnreadableMessageException(new JsonFault("", "is JSON null, an object is expected"));
            }
            return message;
        } catch (JsonProcessingException e) {
            throw new UnreadableMessageException(JsonFault.of(e), e);
        } catch (IOException e) {
            throw new UnreadableMessageException("the payload cannot be read: " + e.getMessage(), e);
        }
    }
}
