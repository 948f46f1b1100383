package io.pushwave.messaging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from Kafka; what a dead letter is made of. May be stored and given to {@link DeadLetters} later.
 *
 * @param key the record's key, if it had one
 * @param payload the record's value as it was; empty if it had none
 * @param headers the record's headers, of several with one name the last, and where it was found (partition, offset,
 *     timestamp, under the names of {@link DeadLetterHeaders})
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a payload can be a megabyte: it is handed through, never compared or changed
public record Origin(String topic, @Nullable String key, byte[] payload, Map<String, String> headers) {
    public Origin {
        headers = Map.copyOf(headers);
    }
}
