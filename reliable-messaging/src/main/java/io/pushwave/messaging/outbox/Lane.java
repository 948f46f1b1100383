package io.pushwave.messaging.outbox;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is sent in order: the messages of one key on one topic. */
record Lane(String topic, @Nullable ByteBuffer key) {
    static Lane of(String topic, byte @Nullable [] key) {
        return new Lane(topic, key == null ? null : ByteBuffer.wrap(key));
    }

    static Lane of(OutboxRow row) {
        return of(row.topic(), row.key());
    }
}
