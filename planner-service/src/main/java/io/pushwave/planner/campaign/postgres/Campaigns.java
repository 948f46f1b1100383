package io.pushwave.planner.campaign.postgres;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.database.Columns;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.campaign.AuditEntry;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignLife.Outcome;
import io.pushwave.planner.campaign.CampaignState;
import io.pushwave.planner.campaign.CampaignView;
import io.pushwave.planner.dispatch.LockedCampaigns;
import io.pushwave.planner.gate.postgres.Waves;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.plan.PlanHash;
import io.pushwave.planner.plan.PlanRevision;
import io.pushwave.planner.plan.Planning;
import io.pushwave.planner.strategy.postgres.StrategyVersions;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The campaigns. */
@ApplicationScoped
public class Campaigns implements LockedCampaigns {
    /** Spelt as in the index campaign_one_unfinished_per_package. */
    private static final String UNFINISHED = Arrays.stream(CampaignState.Name.values())
            .filter(state -> !state.isEnd())
            .map(state -> "'" + state + "'")
            .collect(Collectors.joining(", "));

    private static final String IS_PREPARING = "state = '" + CampaignState.Name.PREPARING + "'";

    private static final String UNANSWERED = """
            select c.id from campaign c
             where c.{is preparing} and c.snapshot_id is null and c.created_at < :before
               and not exists (select 1 from inventory_snapshot s
                                where s.request_id = c.id and s.received_at >= :before offset 0)
             order by c.id limit :limit for update of c skip locked""".replace("{is preparing}", IS_PREPARING);

    private final CampaignEntities entities;
    private final Waves waves;
    private final StrategyVersions strategies;
    private final Jdbi jdbi;

    Campaigns(CampaignEntities entities, Waves waves, StrategyVersions strategies, Jdbi jdbi) {
        this.entities = entities;
        this.waves = waves;
        this.strategies = strategies;
        this.jdbi = jdbi;
    }

    /** The package's campaign that has not ended; there is at most one. */
    public Optional<CampaignId> unfinishedOf(PackageId packageId) {
        return entities.find("packageKey = ?1 and state in (" + UNFINISHED + ")", packageId.key())
                .firstResultOptional()
                .map(entity -> new CampaignId(entity.id));
    }

    /** Whether a campaign of the package is being planned, from its catalogue as it is stored. */
    public boolean isPlanned(PackageId packageId) {
        return entities.count("packageKey = ?1 and " + IS_PREPARING + " and snapshotId is not null", packageId.key())
                > 0;
    }

    /** The campaign, locked until the transaction ends. */
    public Optional<Campaign> lock(CampaignId id) {
        return Optional.ofNullable(entities.findById(id.value(), LockModeType.PESSIMISTIC_WRITE))
                .map(this::toDomain);
    }

    @Override
    public Map<String, Terms> lockTerms(List<String> ids) {
        var terms = new HashMap<String, Terms>();
        lockAll(ids)
                .forEach(campaign -> terms.put(
                        campaign.id().value(),
                        new Terms(
                                campaign.id(),
                                campaign.strategy().document().retries(),
                                campaign.state() instanceof CampaignState.Aborted)));
        return terms;
    }

    private List<Campaign> lockAll(List<String> ids) {
        return entities.find("id in ?1 order by id", ids).withLock(LockModeType.PESSIMISTIC_WRITE).stream()
                .map(this::toDomain)
                .toList();
    }

    /** Locks campaigns that wait for their subscribers, and for which no page of them has come since {@code before}. */
    public List<Campaign> lockUnanswered(Instant before, int limit) {
        var ids = jdbi.withHandle(handle -> handle.createQuery(UNANSWERED)
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
        return lockAll(ids);
    }

    /**
     * Stores a change of a campaign that exists, whose row is locked by it at the latest; or a new one, to be driven from now on.
     *
     * @throws IllegalStateException if the stored campaign is not in the state that the change was made from
     */
    public void store(Outcome.Changed change) {
        change.from().ifPresentOrElse(from -> save(from, change), () -> create(change));
    }

    private void create(Outcome.Changed change) {
        var entity = new CampaignEntity();
        CampaignMapping.writeIdentity(change.campaign().identity(), entity);
        CampaignMapping.writeProgress(change.campaign(), entity);
        writeStateEntry(change, entity);
        entity.createdAt = entity.stateSince;
        entity.planRevision = PlanRevision.FIRST;
        entities.persistAndFlush(entity);
        jdbi.useHandle(handle -> handle.createUpdate("insert into campaign_claim (campaign_id) values (:campaign)")
                .bind("campaign", entity.id)
                .execute());
    }

    private void save(CampaignState from, Outcome.Changed change) {
        var campaign = change.campaign();
        var entity = Objects.requireNonNull(
                entities.findById(campaign.id().value(), LockModeType.PESSIMISTIC_WRITE),
                () -> "campaign " + campaign.id() + " does not exist");
        var stored = toDomain(entity).state();
        if (!stored.equals(from)) {
            throw new IllegalStateException("campaign " + campaign.id() + " is in " + stored + ", and was to go from "
                    + from + " to " + change.next());
        }
        if (stored.name() != change.next().name()) {
            writeStateEntry(change, entity);
        }
        CampaignMapping.writeProgress(campaign, entity);
        if (entity.endedAt == null && change.next().name().isEnd()) {
            entity.endedAt = entity.stateSince;
        }
    }

    /** Counts where people see another state by it. */
    private static void writeStateEntry(Outcome.Changed change, CampaignEntity entity) {
        var newest = change.audit().getLast();
        entity.stateSince = newest.at();
        entity.stateBy = newest.by();
        entity.stateReason = newest.reason();
    }

    /** Sends what was changed to the database. */
    public void flush() {
        entities.flush();
    }

    /** Since when a campaign is in its state, and through whom. */
    public AuditEntry stateEntry(CampaignId id) {
        return stateEntry(entity(id));
    }

    private static AuditEntry stateEntry(CampaignEntity entity) {
        return new AuditEntry(entity.stateSince, entity.stateBy, entity.stateReason);
    }

    public Planning planning(CampaignId id) {
        var entity = entity(id);
        return new Planning(
                Optional.ofNullable(entity.snapshotId),
                entity.planRevision,
                planHash(entity),
                entity.planEntries,
                entity.storedEntries,
                Optional.ofNullable(entity.announcedUpTo));
    }

    private static Optional<PlanHash> planHash(CampaignEntity entity) {
        return Optional.ofNullable(entity.planHash).map(PlanHash::new);
    }

    /** The inventory is complete; the plan is made from this snapshot. */
    public void planFrom(CampaignId id, String snapshotId) {
        entity(id).snapshotId = snapshotId;
    }

    /** Stores how far the planning has come. */
    public void planning(CampaignId id, Planning planning) {
        var entity = entity(id);
        entity.planRevision = planning.revision();
        entity.planHash = planning.hash().map(PlanHash::value).orElse(null);
        entity.planEntries = planning.entries();
        entity.storedEntries = planning.stored();
        entity.announcedUpTo = planning.announcedUpTo().orElse(null);
    }

    /** Stores how many orgs are excluded for which reason, in place of what was stored before. */
    public void exclude(CampaignId id, Map<ExclusionReason, Long> excluded) {
        var rows = List.copyOf(excluded.entrySet());
        jdbi.useHandle(handle -> handle.createUpdate("delete from campaign_exclusion where campaign_id = :campaign")
                .bind("campaign", id.value())
                .execute());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into campaign_exclusion (campaign_id, reason, orgs)
                        select :campaign, reason, orgs from unnest(:reasons, :orgs) as t (reason, orgs)""")
                .bind("campaign", id.value())
                .bind("reasons", Columns.texts(rows, row -> row.getKey().name()))
                .bind("orgs", Columns.longs(rows, Map.Entry::getValue))
                .execute());
    }

    /** How many orgs are excluded for which reason; reasons without orgs are absent. */
    public Map<ExclusionReason, Long> excluded(CampaignId id) {
        return exclusions(List.of(id.value())).getOrDefault(id.value(), Map.of());
    }

    /** Campaigns for which something may have to be done, after {@code after} in the order of their ids. */
    public List<CampaignId> claimable(String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select campaign_id from campaign_claim where campaign_id > :after order by campaign_id limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new CampaignId(row.getString("campaign_id")))
                .list());
    }

    /** Claims a campaign until the transaction ends; false if another planner has it, or it needs nothing any more. */
    public boolean claim(CampaignId id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select 1 from campaign_claim where campaign_id = :campaign for update skip locked")
                .bind("campaign", id.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** Nothing will ever have to be done for the campaign again. */
    public void stopDriving(CampaignId id) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from campaign_claim where campaign_id = :campaign")
                .bind("campaign", id.value())
                .execute());
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
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select state, count(*) as campaigns from campaign group by state")
                .map((row, _) ->
                        Map.entry(CampaignState.Name.valueOf(row.getString("state")), row.getLong("campaigns")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Campaign toDomain(CampaignEntity entity) {
        return CampaignMapping.toDomain(entity, strategies.of(entity.strategyName, entity.strategyVersion));
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
                        toDomain(entity),
                        stateEntry(entity),
                        entity.createdAt,
                        Optional.ofNullable(entity.endedAt),
                        entity.planRevision,
                        planHash(entity),
                        wavesById.getOrDefault(entity.id, List.of()),
                        excludedById.getOrDefault(entity.id, Map.of())))
                .toList();
    }

    private Map<String, Map<ExclusionReason, Long>> exclusions(List<String> ids) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select campaign_id, reason, orgs from campaign_exclusion where campaign_id = any (:campaigns)""")
                .bind("campaigns", Columns.texts(ids))
                .map((row, _) -> new Exclusion(
                        row.getString("campaign_id"),
                        ExclusionReason.valueOf(row.getString("reason")),
                        row.getLong("orgs")))
                .collect(Collectors.groupingBy(Exclusion::campaignId, byReason())));
    }

    private static Collector<Exclusion, ?, Map<ExclusionReason, Long>> byReason() {
        return Collectors.toMap(
                Exclusion::reason, Exclusion::orgs, Long::sum, () -> new EnumMap<>(ExclusionReason.class));
    }

    private record Exclusion(String campaignId, ExclusionReason reason, long orgs) {}

    private CampaignEntity entity(CampaignId id) {
        return Objects.requireNonNull(entities.findById(id.value()), () -> "campaign " + id + " does not exist");
    }
}
