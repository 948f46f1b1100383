package io.pushwave.planner.dispatch.postgres;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.OrgKey;
import io.pushwave.database.Columns;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.plan.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The entries of campaigns' plans: a planned org is a row that waits to be pushed, an excluded one a row with its reason. The caller
 * has locked the campaign.
 */
@ApplicationScoped
public class PlanEntries {
    private static final String EXCLUDE = """
            insert into org_exclusion (campaign_id, org_key, reason)
            select :campaign, org_key, reason from unnest(:orgs, :reasons) as t (org_key, reason)""";

    private static final String PAGE = """
            with entry as (
                (select org_key, wave, null as reason from org_push
                    where campaign_id = :campaign and org_key > :after order by org_key limit :limit)
                union all
                (select org_key, null, reason from org_exclusion
                    where campaign_id = :campaign and org_key > :after order by org_key limit :limit)
                order by org_key limit :limit)
            select e.org_key, e.wave, e.reason, o.name, o.type, o.status, o.instance, o.parent_org,
                coalesce(v.version_id, o.installed_version) as installed_version
            from entry e
                join lateral (select * from org where package_key = :package and org_key = e.org_key offset 0) o on true
                left join lateral (select version_id from package_version
                                    where package_key = :package and version_key = o.installed_version offset 0) v on true
            order by e.org_key""";

    private static final String REMOVE = """
            delete from {table} where ctid = any (array(
                select ctid from {table} where campaign_id = :campaign limit :limit))""";

    private final Jdbi jdbi;

    PlanEntries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Stores entries: two statements, however many there are. */
    public void store(CampaignId campaign, List<Plan.Entry> entries) {
        var planned =
                entries.stream().filter(entry -> entry.exclusion().isEmpty()).toList();
        var excluded =
                entries.stream().filter(entry -> entry.exclusion().isPresent()).toList();
        if (!planned.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(OrgPushSql.PLACE)
                    .bind("campaign", campaign.value())
                    .bind("orgs", Columns.texts(planned, each -> each.org().value()))
                    .bind("waves", Columns.integers(planned, Plan.Entry::wave))
                    .bind("ranks", Columns.integers(planned, Plan.Entry::rank))
                    .execute());
        }
        if (!excluded.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(EXCLUDE)
                    .bind("campaign", campaign.value())
                    .bind("orgs", Columns.texts(excluded, each -> each.org().value()))
                    .bind(
                            "reasons",
                            Columns.texts(
                                    excluded,
                                    each -> each.exclusion().orElseThrow().name()))
                    .execute());
        }
    }

    /** The next entries in the order of org keys, with how people know the orgs; by the primary keys. */
    public List<DescribedEntry> page(CampaignId campaign, PackageId packageId, String afterOrgKey, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(PAGE)
                .bind("campaign", campaign.value())
                .bind("package", packageId.key())
                .bind("after", afterOrgKey)
                .bind("limit", limit)
                .setFetchSize(limit)
                .map(PlanEntries::entry)
                .list());
    }

    /**
     * Removes entries of a plan that is to be made anew.
     *
     * @param limit most orgs of a kind, planned or excluded, that one call removes
     * @return whether there may be more
     */
    public boolean remove(CampaignId campaign, int limit) {
        return removeFrom("org_push", campaign, limit) || removeFrom("org_exclusion", campaign, limit);
    }

    private boolean removeFrom(String table, CampaignId campaign, int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate(REMOVE.replace("{table}", table))
                        .bind("campaign", campaign.value())
                        .bind("limit", limit)
                        .execute())
                == limit;
    }

    private static DescribedEntry entry(ResultSet row, StatementContext context) throws SQLException {
        var org = new OrgDescription(
                new OrgKey(row.getString("org_key")),
                row.getString("name"),
                row.getString("type"),
                row.getString("status"),
                row.getString("instance"),
                Optional.ofNullable(row.getString("parent_org")).map(OrgKey::new),
                row.getString("installed_version"));
        return new DescribedEntry(
                org,
                row.getInt("wave"),
                Optional.ofNullable(row.getString("reason")).map(ExclusionReason::valueOf));
    }
}
