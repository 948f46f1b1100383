package io.pushwave.planner.postgres;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.campaign.CampaignView;
import io.pushwave.planner.campaign.Planning;
import io.pushwave.planner.domain.Campaign;
import io.pushwave.planner.domain.CampaignId;
import io.pushwave.planner.domain.CampaignState;
import io.pushwave.planner.domain.PackageId;
import io.pushwave.planner.release.StoredRelease;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The campaigns. */
@ApplicationScoped
public class Campaigns {
    private final CampaignEntities entities;
    private final Waves waves;
    private final Jdbc jdbc;

    Campaigns(CampaignEntities entities, Waves waves, Jdbc jdbc) {
        this.entities = entities;
        this.waves = waves;
        this.jdbc = jdbc;
    }

    /** Stores a new campaign, to be driven from now on. */
    public void create(Campaign campaign, StoredRelease release, Instant at) {
        var entity = new CampaignEntity();
        CampaignMapping.writeIdentity(campaign, entity);
        CampaignMapping.writeProgress(campaign, entity);
        entity.releaseId = release.id();
        entity.requestedBy = release.requestedBy().orElse(null);
        entity.reason = release.reason().orElse(null);
        entity.createdAt = at;
        entities.persistAndFlush(entity);
        jdbc.update(
                "insert into campaign_claim (campaign_id) values (?)", statement -> statement.setString(1, entity.id));
    }

    /** The package's campaign that has not ended; there is at most one. */
    public Optional<CampaignId> unfinishedOf(PackageId packageId) {
        // Spelt as in the index campaign_one_unfinished_per_package.
        return entities.find("packageKey = ?1 and state in ('PREPARING', 'RUNNING', 'HALTED')", packageId.key())
                .firstResultOptional()
                .map(entity -> new CampaignId(entity.id));
    }

    /** The campaign of a release, locked until the transaction ends. */
    public Optional<Campaign> lockOfRelease(String releaseId) {
        return entities.find("releaseId", releaseId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(CampaignMapping::toDomain);
    }

    /** The campaign, locked until the transaction ends. */
    public Optional<Campaign> lock(CampaignId id) {
        return Optional.ofNullable(entities.findById(id.value(), LockModeType.PESSIMISTIC_WRITE))
                .map(CampaignMapping::toDomain);
    }

    /**
     * Locks campaigns, in the order of their ids so that two batches of results cannot wait for each other.
     *
     * @return those that exist, by id
     */
    public Map<String, Campaign> lockAll(List<String> ids) {
        var locked = new HashMap<String, Campaign>();
        entities.find("id in ?1 order by id", ids).withLock(LockModeType.PESSIMISTIC_WRITE).stream()
                .forEach(entity -> locked.put(entity.id, CampaignMapping.toDomain(entity)));
        return locked;
    }

    /** Stores what a decision changed of a locked campaign. */
    public void save(Campaign campaign, Instant at) {
        var entity = entity(campaign.id());
        CampaignMapping.writeProgress(campaign, entity);
        if (entity.endedAt == null
                && (campaign.state() instanceof CampaignState.Aborted
                        || campaign.state() instanceof CampaignState.Completed)) {
            entity.endedAt = at;
        }
    }

    public Planning planning(CampaignId id) {
        var entity = entity(id);
        return new Planning(Optional.ofNullable(entity.snapshotId), Optional.ofNullable(entity.plannedUpTo));
    }

    /** The inventory is whole; the plan is made from this snapshot. */
    public void planFrom(CampaignId id, String snapshotId) {
        entity(id).snapshotId = snapshotId;
    }

    public void plannedUpTo(CampaignId id, String orgKey) {
        entity(id).plannedUpTo = orgKey;
    }

    /** Stores how many orgs are left out for which reason. */
    public void exclude(CampaignId id, Map<ExclusionReason, Long> excluded) {
        var rows = List.copyOf(excluded.entrySet());
        jdbc.update("""
                insert into campaign_exclusion (campaign_id, reason, orgs)
                select ?, reason, orgs from unnest(?::text[], ?::bigint[]) as t (reason, orgs)""", statement -> {
            statement.setString(1, id.value());
            statement.setArray(
                    2, Jdbc.column(statement, "text", rows, row -> row.getKey().name()));
            statement.setArray(3, Jdbc.column(statement, "bigint", rows, Map.Entry::getValue));
        });
    }

    /** How many orgs are left out for which reason; reasons without orgs are absent. */
    public Map<ExclusionReason, Long> excluded(CampaignId id) {
        return exclusions(List.of(id.value())).getOrDefault(id.value(), Map.of());
    }

    /** Campaigns for which something may have to be done, after {@code after} in the order of their ids. */
    public List<CampaignId> claimable(String after, int limit) {
        return jdbc.query(
                "select campaign_id from campaign_claim where campaign_id > ? order by campaign_id limit ?",
                statement -> {
                    statement.setString(1, after);
                    statement.setInt(2, limit);
                },
                row -> new CampaignId(row.getString(1)));
    }

    /** Claims a campaign until the transaction ends; false if another planner has it, or it needs nothing any more. */
    public boolean claim(CampaignId id) {
        return !jdbc.query(
                        "select 1 from campaign_claim where campaign_id = ? for update skip locked",
                        statement -> statement.setString(1, id.value()),
                        row -> row.getInt(1))
                .isEmpty();
    }

    /** Nothing will ever have to be done for the campaign again. */
    public void rest(CampaignId id) {
        jdbc.update(
                "delete from campaign_claim where campaign_id = ?", statement -> statement.setString(1, id.value()));
    }

    public Optional<CampaignView> view(CampaignId id) {
        return entities.findByIdOptional(id.value())
                .map(entity -> views(List.of(entity)).getFirst());
    }

    /**
     * One page of campaigns, newest first.
     *
     * @param before only campaigns older than this one
     */
    public List<CampaignView> page(Optional<CampaignState.Name> state, Optional<String> before, int limit) {
        var conditions = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        state.ifPresent(name -> {
            conditions.add("state = :state");
            parameters.put("state", name.name());
        });
        before.ifPresent(id -> {
            conditions.add("id < :before");
            parameters.put("before", id);
        });
        // Ids are UUIDs of version 7: their order is the order of creation. Index campaign_by_state_newest_first, or
        // the key.
        var query = (conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions)) + " order by id desc";
        return views(entities.find("from CampaignEntity " + query, parameters)
                .page(Page.ofSize(limit))
                .list());
    }

    /** How many campaigns are in each state; states without campaigns are absent. */
    public Map<CampaignState.Name, Long> countByState() {
        var counts = new EnumMap<CampaignState.Name, Long>(CampaignState.Name.class);
        jdbc.query(
                "select state, count(*) from campaign group by state",
                _ -> {},
                row -> counts.put(CampaignState.Name.valueOf(row.getString(1)), row.getLong(2)));
        return counts;
    }

    private List<CampaignView> views(List<CampaignEntity> page) {
        var ids = page.stream().map(entity -> entity.id).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var wavesById = waves.views(ids);
        var excludedById = exclusions(ids);
        return page.stream()
                .map(entity -> new CampaignView(
                        CampaignMapping.toDomain(entity),
                        entity.releaseId,
                        Optional.ofNullable(entity.requestedBy),
                        Optional.ofNullable(entity.reason),
                        entity.createdAt,
                        Optional.ofNullable(entity.endedAt),
                        wavesById.getOrDefault(entity.id, List.of()),
                        excludedById.getOrDefault(entity.id, Map.of())))
                .toList();
    }

    private Map<String, Map<ExclusionReason, Long>> exclusions(List<String> ids) {
        var byCampaign = new HashMap<String, Map<ExclusionReason, Long>>();
        jdbc.query(
                "select campaign_id, reason, orgs from campaign_exclusion where campaign_id = any (?::text[])",
                statement -> statement.setArray(1, Jdbc.column(statement, "text", ids, id -> id)),
                row -> byCampaign
                        .computeIfAbsent(row.getString(1), _ -> new EnumMap<>(ExclusionReason.class))
                        .put(ExclusionReason.valueOf(row.getString(2)), row.getLong(3)));
        return byCampaign;
    }

    private CampaignEntity entity(CampaignId id) {
        return Objects.requireNonNull(entities.findById(id.value()), () -> "campaign " + id + " does not exist");
    }
}
