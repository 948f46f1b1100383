package io.pushwave.planner.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.messaging.Origin;
import io.pushwave.planner.domain.CampaignId;
import io.pushwave.planner.domain.PackageId;
import io.pushwave.planner.domain.PackageVersionId;
import io.pushwave.planner.domain.RejectionReason;
import io.pushwave.planner.domain.ReleaseState;
import io.pushwave.planner.release.IncomingRelease;
import io.pushwave.planner.release.StoredRelease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The release events that came, and what became of each. */
@ApplicationScoped
public class Releases {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final ReleaseEntities entities;
    private final Jdbc jdbc;
    private final ObjectMapper mapper;

    Releases(ReleaseEntities entities, Jdbc jdbc, ObjectMapper mapper) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /**
     * Stores an event under {@code id} unless it came before.
     *
     * @return whether it is new
     */
    public boolean add(String id, IncomingRelease incoming, Instant receivedAt) {
        var release = incoming.release();
        int inserted = jdbc.update("""
                insert into release (id, event_source, event_id, package_id, package_version_id, requested_by, reason,
                                     state, trace_parent, received_at, version)
                values (?, ?, ?, ?, ?, ?, ?, 'CHECKING', ?, ?, 0)
                on conflict (event_source, event_id) do nothing""", statement -> {
            statement.setString(1, id);
            statement.setString(2, incoming.source());
            statement.setString(3, incoming.eventId());
            statement.setString(4, release.packageId());
            statement.setString(5, release.packageVersionId());
            statement.setString(6, release.requestedBy().orElse(null));
            statement.setString(7, release.reason().orElse(null));
            statement.setString(8, incoming.traceParent().orElse(null));
            statement.setTimestamp(9, Jdbc.timestamp(receivedAt));
        });
        return inserted == 1;
    }

    /** The event's row, locked until the transaction ends. */
    public StoredRelease lockEvent(String source, String eventId) {
        return stored(entities.find("eventSource = ?1 and eventId = ?2", source, eventId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .singleResult());
    }

    /** The release that an inventory request belongs to, locked until the transaction ends. */
    public Optional<StoredRelease> lock(String releaseId) {
        return Optional.ofNullable(entities.findById(releaseId, LockModeType.PESSIMISTIC_WRITE))
                .map(this::stored);
    }

    public Optional<StoredRelease> find(String releaseId) {
        return entities.findByIdOptional(releaseId).map(this::stored);
    }

    /** Keeps the Kafka record of a release until it is decided. */
    public void keepOrigin(String releaseId, Origin origin) {
        var entity = entities.findById(releaseId);
        entity.originTopic = origin.topic();
        entity.originKey = origin.key();
        entity.originPayload = origin.payload();
        entity.originHeaders = write(origin.headers());
    }

    /** Stores a decision; the Kafka record is not needed any more. */
    public void decide(String releaseId, ReleaseState state, Instant at) {
        var entity = entities.findById(releaseId);
        switch (state) {
            case ReleaseState.Checking _ -> throw new IllegalArgumentException("CHECKING is no decision");
            case ReleaseState.Accepted accepted -> {
                entity.state = "ACCEPTED";
                entity.campaignId = accepted.campaignId().value();
            }
            case ReleaseState.Rejected rejected -> {
                entity.state = "REJECTED";
                entity.rejection = rejected.reason().name();
                entity.rejectionDetail = rejected.detail();
            }
        }
        entity.decidedAt = at;
        entity.originTopic = null;
        entity.originKey = null;
        entity.originPayload = null;
        entity.originHeaders = null;
    }

    private StoredRelease stored(ReleaseEntity entity) {
        return new StoredRelease(
                entity.id,
                new PackageId(entity.packageId),
                new PackageVersionId(entity.packageVersionId),
                Optional.ofNullable(entity.requestedBy),
                Optional.ofNullable(entity.reason),
                state(entity),
                Optional.ofNullable(entity.traceParent),
                origin(entity));
    }

    private static ReleaseState state(ReleaseEntity entity) {
        return switch (entity.state) {
            case "CHECKING" -> new ReleaseState.Checking();
            case "ACCEPTED" -> new ReleaseState.Accepted(new CampaignId(required(entity.campaignId)));
            case "REJECTED" ->
                new ReleaseState.Rejected(
                        RejectionReason.valueOf(required(entity.rejection)), required(entity.rejectionDetail));
            default -> throw new IllegalStateException("release " + entity.id + " has state '" + entity.state + "'");
        };
    }

    private Optional<Origin> origin(ReleaseEntity entity) {
        if (entity.originTopic == null) {
            return Optional.empty();
        }
        return Optional.of(new Origin(
                entity.originTopic,
                entity.originKey,
                Objects.requireNonNull(entity.originPayload),
                read(required(entity.originHeaders))));
    }

    private static String required(@Nullable String value) {
        return Objects.requireNonNull(value);
    }

    private String write(Map<String, String> headers) {
        try {
            return mapper.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts cannot be written as JSON", e);
        }
    }

    private Map<String, String> read(String headers) {
        try {
            return mapper.readValue(headers, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored headers are not JSON: " + headers, e);
        }
    }
}
