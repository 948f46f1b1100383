package io.pushwave.messaging.outbox;

import java.time.Instant;

/** A row that is not published yet, at its place in the outbox. */
record PendingRow(long id, OutboxRow row, Instant createdAt) {}
