package io.pushwave.executor.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code inventory_sync}. */
@Entity
@Table(name = "inventory_sync")
class InventorySyncEntity {
    @Id
    @Column(name = "request_id")
    String requestId;

    @Column(name = "package_id")
    String packageId;

    String state;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    @Column(name = "rows_listed")
    long rowsListed;

    @Column(name = "waits_for")
    @Nullable String waitsFor;

    int failures;

    @Column(name = "due_at")
    Instant dueAt;

    long fence;
}
