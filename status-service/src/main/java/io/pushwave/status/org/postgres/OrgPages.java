package io.pushwave.status.org.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.database.Columns;
import io.pushwave.status.org.CampaignRules;
import io.pushwave.status.org.OrgId;
import io.pushwave.status.org.OrgStanding;
import io.pushwave.status.org.OrgState;
import io.pushwave.status.org.OrgView;
import io.pushwave.status.postgres.Reads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads {@code org_view} in pages by key, so the last page of a million orgs costs what the first does. */
@ApplicationScoped
public class OrgPages {
    private final Jdbi jdbi;
    private final Reads reads;

    OrgPages(Jdbi jdbi, Reads reads) {
        this.jdbi = jdbi;
        this.reads = reads;
    }

    /**
     * Which orgs of a campaign are wanted; what is empty does not restrict.
     *
     * @param states empty means all
     * @param text the beginning of an org's key or, in any case, any part of a name that it was ever known by
     */
    public record Filter(
            Set<OrgState> states,
            OptionalInt wave,
            Optional<String> instanceName,
            Optional<String> orgType,
            Optional<String> text,
            Optional<OrgKey> after) {}

    /**
     * Orgs of a campaign in the order of their keys. Orgs whose ids or names have a text are found by their keys, otherwise those
     * in some states along {@code ix_org_view_step}, otherwise those of a wave along {@code ix_org_view_wave}, and all along
     * the primary key; whatever else is wanted only sorts out what was found so. Orgs that no plan entry was seen of are in no
     * list.
     */
    public List<OrgStanding> list(String campaignId, CampaignRules rules, Filter filter, int limit) {
        var ranges = filter.states().stream()
                .flatMap(state -> rules.rangesOf(state).stream())
                .toList();
        if (ranges.isEmpty() && !filter.states().isEmpty()) {
            return List.of();
        }
        var after = filter.after().map(OrgKey::value).orElse("");
        var parts = new ArrayList<PageSql>();
        if (filter.text().isPresent()
                || (filter.states().isEmpty() && filter.wave().isEmpty())) {
            var all = PageSql.alongKey(campaignId, after);
            parts.addAll(
                    ranges.isEmpty()
                            ? List.of(all)
                            : ranges.stream().map(all::and).toList());
        } else if (ranges.isEmpty()) {
            parts.add(PageSql.alongWave(filter.wave().getAsInt(), campaignId, after));
        } else {
            ranges.forEach(range ->
                    parts.add(PageSql.alongStep(range.step(), campaignId, after).and(range)));
        }
        var narrowed = parts.stream().map(part -> narrowed(part, filter)).toList();
        return reads.within(() -> read(narrowed, limit, OrgRow::readStanding));
    }

    private static PageSql narrowed(PageSql part, Filter filter) {
        var narrowed = part;
        if (filter.wave().isPresent()) {
            narrowed = narrowed.and("wave = :wave", "wave", filter.wave().getAsInt());
        }
        if (filter.instanceName().isPresent()) {
            narrowed = narrowed.and(
                    "instance_name = :instance",
                    "instance",
                    filter.instanceName().get());
        }
        if (filter.orgType().isPresent()) {
            narrowed = narrowed.and("org_type = :type", "type", filter.orgType().get());
        }
        if (filter.text().isPresent()) {
            narrowed = narrowed.andText(filter.text().get());
        }
        return narrowed;
    }

    /** One page from disjoint parts, each read in order along an index and no further than the limit. */
    private <R> List<R> read(List<PageSql> parts, int limit, RowMapper<R> mapper) {
        var sql = parts.stream()
                .map(part -> part.select(limit))
                .collect(Collectors.joining(
                        " union all ", "select * from (", ") as page order by org_key limit " + limit));
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql);
            parts.forEach(part -> query.bindMap(part.values()));
            return query.map(mapper).list();
        });
    }

    /** Everything that was said about an org in a campaign. */
    public Optional<OrgView> find(OrgId id) {
        return reads.within(() -> jdbi.withHandle(
                handle -> handle.createQuery("select * from org_view where campaign_id = :campaign and org_key = :org")
                        .bind("campaign", id.campaignId())
                        .bind("org", id.orgKey().value())
                        .map(OrgRow::readView)
                        .findOne()));
    }

    /** Orgs of a campaign of which results do not count, in the order of their keys; reads along {@code ix_org_view_strays}. */
    public List<OrgView> withStrays(String campaignId, Optional<OrgKey> after, int limit) {
        var page = PageSql.alongStrays(campaignId, after.map(OrgKey::value).orElse(""));
        return reads.within(() -> read(List.of(page), limit, OrgRow::readView));
    }

    /** One org across campaigns, the newest campaigns first; reads along {@code ix_org_view_org}. */
    public List<OrgStanding> acrossCampaigns(OrgKey orgKey, int limit) {
        return reads.within(() -> jdbi.withHandle(handle -> handle.createQuery("""
                        select org_view.* from org_view
                        cross join lateral (
                            select began_at from campaign_view
                            where campaign_view.campaign_id = org_view.campaign_id offset 0) as campaign
                        where org_key || '' = :org and step is not null and began_at is not null
                        order by began_at desc, campaign_id desc limit :limit
                        """)
                .bind("org", orgKey.value())
                .bind("limit", limit)
                .map(OrgRow::readStanding)
                .list()));
    }

    /** Where some orgs stand in the newest campaign that has them; reads along {@code ix_org_view_org}. */
    public Map<OrgKey, OrgStanding> newest(List<OrgKey> orgKeys) {
        return reads
                .within(() -> jdbi.withHandle(handle -> handle.createQuery("""
                                select distinct on (org_key) org_view.* from org_view
                                cross join lateral (
                                    select began_at from campaign_view
                                    where campaign_view.campaign_id = org_view.campaign_id offset 0) as campaign
                                where org_key || '' = any (:orgs) and step is not null and began_at is not null
                                order by org_key, began_at desc, campaign_id desc
                                """)
                        .bind("orgs", Columns.texts(orgKeys, OrgKey::value))
                        .map(OrgRow::readStanding)
                        .list()))
                .stream()
                .collect(Collectors.toMap(standing -> standing.id().orgKey(), Function.identity()));
    }
}
