package io.pushwave.messaging;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from Kafka; what a dead letter is made of. May be stored and given to {@code DeadLetters} later.
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

    /** The partition that the record came on, if that is still known. */
    public OptionalInt partition() {
        var partition = headers.get(DeadLetterHeaders.PARTITION);
        return partition == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(partition));
    }

    /** The record's place in its partition, if that is still known: of two records of one key, the later one is higher. */
    public OptionalLong offset() {
        var offset = headers.get(DeadLetterHeaders.OFFSET);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offset));
    }
}
