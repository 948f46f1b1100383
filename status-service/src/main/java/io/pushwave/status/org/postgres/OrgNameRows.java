package io.pushwave.status.org.postgres;

import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.OrgKey;
import io.pushwave.database.Columns;
import io.pushwave.status.org.OrgView;
import io.pushwave.status.org.PlanEntry;
import io.pushwave.status.postgres.Reads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The rows of {@code org_name}: every name that an org was known by. Names are only ever added. */
@ApplicationScoped
public class OrgNameRows {
    private static final int SIMILAR_MAXIMUM = 5;
    private static final String APPEND =
            "insert into org_name (org_key, name) select * from unnest(:orgs, :names) on conflict do nothing";

    private final Jdbi jdbi;
    private final Reads reads;

    OrgNameRows(Jdbi jdbi, Reads reads) {
        this.jdbi = jdbi;
        this.reads = reads;
    }

    /** An org that was found by one of its names. */
    public record Found(OrgKey orgKey, String name) {}

    /** Adds the names in views; most are there already. In order of their keys, so that folds do not wait in a circle. */
    void append(Collection<OrgView> views) {
        var named = views.stream()
                .map(OrgView::plan)
                .flatMap(Optional::stream)
                .map(PlanEntry::org)
                .sorted((one, other) -> one.orgKey().compareTo(other.orgKey()))
                .toList();
        if (!named.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(APPEND)
                    .bind("orgs", Columns.texts(named, org -> org.orgKey().value()))
                    .bind("names", Columns.texts(named, OrgDescription::orgName))
                    .execute());
        }
    }

    /** Orgs any of whose names has the text in it, in any case; in the order of their keys, each once. */
    public List<Found> byPartOfName(String text, Optional<OrgKey> after, int limit) {
        return found("""
                select org_key, min(name) as name from org_names_with(:pattern)
                where org_key > :after
                group by org_key order by org_key limit :limit
                """, LikePattern.containing(text), after, limit);
    }

    /** Orgs whose key begins with the text, in order. */
    public List<Found> byBeginningOfKey(String text, Optional<OrgKey> after, int limit) {
        return found("""
                select org_key, min(name) as name from org_name
                where org_key like :pattern and org_key > :after
                group by org_key order by org_key limit :limit
                """, LikePattern.beginningWith(text), after, limit);
    }

    private List<Found> found(String sql, String pattern, Optional<OrgKey> after, int limit) {
        return reads.within(() -> jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("pattern", pattern)
                .bind("after", after.map(OrgKey::value).orElse(""))
                .bind("limit", limit)
                .map((row, _) -> new Found(new OrgKey(row.getString("org_key")), row.getString("name")))
                .list()));
    }

    /** Known keys that differ from the text in the case of their letters only, a few of them. */
    public List<String> inAnotherCase(String text) {
        return reads.within(() -> jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct org_key
                        from (select * from org_name where lower(org_key) = lower(:text) offset 0) as alike
                        order by org_key limit :limit
                        """)
                .bind("text", text)
                .bind("limit", SIMILAR_MAXIMUM)
                .mapTo(String.class)
                .list()));
    }

    /** Whether any campaign's plan has named the org. */
    public boolean known(OrgKey orgKey) {
        return reads.within(() ->
                jdbi.withHandle(handle -> handle.createQuery("select 1 from org_name where org_key = :org limit 1")
                        .bind("org", orgKey.value())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent()));
    }
}
