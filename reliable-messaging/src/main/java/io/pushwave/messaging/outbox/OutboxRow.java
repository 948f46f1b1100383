package io.pushwave.messaging.outbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record to be sent, without its place in the outbox.
 *
 * @param key null for a record without key
 * @param type the CloudEvents type, for people who look into the table
 * @param headers every header but the trace context, in the order in which they are sent
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared or changed
public record OutboxRow(
        String messageId,
        String topic,
        byte @Nullable [] key,
        String type,
        Map<String, String> headers,
        byte[] payload,
        @Nullable String traceParent) {}
