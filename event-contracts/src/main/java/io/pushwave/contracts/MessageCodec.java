package io.pushwave.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Writes messages as JSON and reads them back. Thread-safe.
 *
 * <p>Fields that a reader does not know are passed over, so a newer writer does not stop an older reader; what a reader
 * needs and does not find makes the message unreadable.
 */
public final class MessageCodec {
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
     *     field is missing or wrong; the message names field, value and rule
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
        try {
            var message = mapper.readValue(json, messageRecord);
            if (message == null) {
                throw new UnreadableMessageException("the payload is JSON null, an object is expected");
            }
            return message;
        } catch (ValueInstantiationException e) {
            var rule =
                    e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
            throw new UnreadableMessageException(place(e) + rule, e);
        } catch (JsonMappingException e) {
            throw new UnreadableMessageException(place(e) + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new UnreadableMessageException("the payload is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UnreadableMessageException("the payload cannot be read: " + e.getMessage(), e);
        }
    }

    private static String place(JsonMappingException e) {
        var path = e.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }
}
