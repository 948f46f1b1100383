package io.pushwave.messaging.outbox;

/** A row that is not published yet, at its place in the outbox. */
record PendingRow(long id, OutboxRow row) {}
