package io.pushwave.planner.release.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.messaging.Origin;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.release.RejectionReason;
import io.pushwave.planner.release.ReleaseFilter;
import io.pushwave.planner.release.ReleaseState;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The release events that came, and what became of each. */
@ApplicationScoped
public class Releases {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    /** Spelt as in the indexes release_checking and release_checking_longest. */
    private static final String IS_CHECKING = "state = '" + ReleaseState.Name.CHECKING + "'";

    private static final String OVERDUE = """
            select id from release where {is checking} and received_at < :before
            order by received_at limit :limit for update skip locked""".replace("{is checking}", IS_CHECKING);

    private final ReleaseEntities entities;
    private final Jdbi jdbi;
    private final ObjectMapper mapper;

    Releases(ReleaseEntities entities, Jdbi jdbi, ObjectMapper mapper) {
        this.entities = entities;
        this.jdbi = jdbi;
        this.mapper = mapper;
    }

    /**
     * Stores an event under {@code id} unless it came before.
     *
     * @param digest of what it says
     * @return whether it is new
     */
    public boolean add(String id, IncomingRelease incoming, String digest, Instant receivedAt) {
        var release = incoming.release();
        int inserted = jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into release (id, event_source, event_id, package_key, package_id, package_version_id,
                                             requested_by, reason, strategy, urgency, content_digest, state, trace_parent,
                                             received_at, version)
                        values (:id, :source, :eventId, :packageKey, :packageId, :versionId,
                                :requestedBy, :reason, :strategy, :urgency, :digest, :state, :traceParent,
                                :receivedAt, 0)
                        on conflict (event_source, event_id) do nothing""")
                .bind("id", id)
                .bind("source", incoming.source())
                .bind("eventId", incoming.eventId())
                .bind("packageKey", release.packageId().key())
                .bind("packageId", release.packageId().value())
                .bind("versionId", release.versionId().value())
                .bind("requestedBy", release.requestedBy().orElse(null))
                .bind("reason", release.reason().orElse(null))
                .bind("strategy", release.strategy().orElse(null))
                .bind("urgency", release.urgency().map(Urgency::name).orElse(null))
                .bind("digest", digest)
                .bind("state", ReleaseState.Name.CHECKING.name())
                .bind("traceParent", incoming.traceParent().orElse(null))
                .bind("receivedAt", receivedAt)
                .execute());
        return inserted == 1;
    }

    /** The event's row, locked until the transaction ends. */
    public StoredRelease lockEvent(String source, String eventId) {
        return stored(entities.find("eventSource = ?1 and eventId = ?2", source, eventId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .singleResult());
    }

    /** The release, locked until the transaction ends. */
    public Optional<StoredRelease> lock(String releaseId) {
        return Optional.ofNullable(entities.findById(releaseId, LockModeType.PESSIMISTIC_WRITE))
                .map(this::stored);
    }

    /** The release of a campaign, locked until the transaction ends. */
    public Optional<StoredRelease> lockOfCampaign(CampaignId campaign) {
        return entities.find("campaignId", campaign.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(this::stored);
    }

    /**
     * A package's releases that are not decided, in the order in which they came, locked until the transaction ends.
     *
     * @param requestId the question that they wait for; empty for those that are not part of one
     */
    public List<StoredRelease> lockChecking(PackageId packageId, Optional<String> requestId) {
        var checking = "packageKey = ?1 and " + IS_CHECKING + " and ";
        var query = requestId.isPresent()
                ? entities.find(checking + "requestId = ?2 order by id", packageId.key(), requestId.get())
                : entities.find(checking + "requestId is null order by id", packageId.key());
        return query.withLock(LockModeType.PESSIMISTIC_WRITE).stream()
                .map(this::stored)
                .toList();
    }

    /** Releases that came before a moment and are not decided, locked until the transaction ends; others have theirs locked. */
    public List<StoredRelease> lockOverdue(Instant before, int limit) {
        var ids = jdbi.withHandle(handle -> handle.createQuery(OVERDUE)
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
        return ids.isEmpty()
                ? List.of()
                : entities.list("id in ?1 order by id", ids).stream()
                        .map(this::stored)
                        .toList();
    }

    public Optional<StoredRelease> find(String releaseId) {
        return entities.findByIdOptional(releaseId).map(this::stored);
    }

    /**
     * One page of releases, newest first.
     *
     * @param before only releases older than this one
     */
    public List<StoredRelease> page(ReleaseFilter filter, Optional<String> before, int limit) {
        var conditions = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        filter.packageId().ifPresent(id -> {
            conditions.add("packageKey = :package");
            parameters.put("package", id.key());
        });
        filter.state().ifPresent(state -> {
            conditions.add("state = :state");
            parameters.put("state", state.name());
        });
        filter.source().ifPresent(source -> {
            conditions.add("eventSource = :source");
            parameters.put("source", source);
        });
        filter.eventId().ifPresent(id -> {
            conditions.add("eventId = :eventId");
            parameters.put("eventId", id);
        });
        before.ifPresent(id -> {
            conditions.add("id < :before");
            parameters.put("before", id);
        });
        // Ids are UUIDs of version 7: their order is the order of arrival.
        var query = (conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions)) + " order by id desc";
        return entities.find("from ReleaseEntity " + query, parameters).page(Page.ofSize(limit)).stream()
                .map(this::stored)
                .toList();
    }

    /** How many releases are in each state; states without releases are absent. */
    public Map<ReleaseState.Name, Long> countByState() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select state, count(*) as releases from release group by state")
                .map((row, _) -> Map.entry(ReleaseState.Name.valueOf(row.getString("state")), row.getLong("releases")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Notes the question that releases are part of. */
    public void asked(List<String> releaseIds, String requestId) {
        entities.update("requestId = ?1 where id in ?2", requestId, releaseIds);
    }

    /** Keeps the Kafka record of a release until it is settled. */
    public void keepOrigin(String releaseId, Origin origin) {
        var entity = entities.findById(releaseId);
        entity.originTopic = origin.topic();
        entity.originKey = origin.key();
        entity.originPayload = origin.payload();
        entity.originHeaders = write(origin.headers());
    }

    /** Stores a decision; once it is settled, the Kafka record is not needed any more. */
    public void decide(String releaseId, ReleaseState state, Instant at) {
        var entity = entities.findById(releaseId);
        switch (state) {
            case ReleaseState.Checking _ -> throw new IllegalArgumentException("CHECKING is no decision");
            case ReleaseState.Accepted accepted ->
                entity.campaignId = accepted.campaignId().value();
            case ReleaseState.Rejected rejected -> {
                entity.rejection = rejected.reason().name();
                entity.rejectionDetail = rejected.detail();
            }
        }
        entity.state = state.name().name();
        entity.decidedAt = at;
        if (state.settled()) {
            settle(entity);
        }
    }

    /** Nothing can change about a campaign's release any more. */
    public void settled(CampaignId campaign) {
        entities.find("campaignId", campaign.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .ifPresent(Releases::settle);
    }

    private static void settle(ReleaseEntity entity) {
        entity.settled = true;
        entity.originTopic = null;
        entity.originKey = null;
        entity.originPayload = null;
        entity.originHeaders = null;
    }

    private StoredRelease stored(ReleaseEntity entity) {
        return new StoredRelease(
                entity.id,
                entity.eventSource,
                entity.eventId,
                new PackageId(entity.packageId),
                new PackageVersionId(entity.packageVersionId),
                Optional.ofNullable(entity.requestedBy),
                Optional.ofNullable(entity.reason),
                Optional.ofNullable(entity.strategy),
                Optional.ofNullable(entity.urgency).map(Urgency::valueOf),
                entity.contentDigest,
                state(entity),
                Optional.ofNullable(entity.traceParent),
                origin(entity),
                entity.receivedAt,
                Optional.ofNullable(entity.decidedAt));
    }

    private static ReleaseState state(ReleaseEntity entity) {
        return switch (ReleaseState.Name.valueOf(entity.state)) {
            case CHECKING -> new ReleaseState.Checking();
            case ACCEPTED -> new ReleaseState.Accepted(new CampaignId(required(entity.campaignId)), entity.settled);
            case REJECTED ->
                new ReleaseState.Rejected(
                        RejectionReason.valueOf(required(entity.rejection)),
                        required(entity.rejectionDetail),
                        Optional.ofNullable(entity.campaignId).map(CampaignId::new));
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
