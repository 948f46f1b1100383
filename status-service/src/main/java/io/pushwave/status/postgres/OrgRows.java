package io.pushwave.status.postgres;

import io.pushwave.status.domain.Bucket;
import io.pushwave.status.domain.OrgId;
import io.pushwave.status.domain.OrgTold;
import io.pushwave.status.domain.OrgView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Folds batches of what was told about orgs into {@code org_view}, {@code wave_count} and {@code org_timeline}: five
 * statements at most, however many messages there are. The fold itself is {@link OrgView#join}; this class only brings the
 * stored side to it.
 *
 * <p>Several folds may run at once (one a topic and instance). New rows are inserted, and found rows locked, in the order of
 * their ids; counters, which every fold of a campaign wants, come last and in order too. So folds wait for each other, but
 * never in a circle.
 */
@ApplicationScoped
public class OrgRows {
    private static final String INSERT =
            "insert into org_view (%s) select * from %s on conflict do nothing returning %s"
                    .formatted(Column.names(OrgRow.ALL), Column.unnest(OrgRow.ALL), Column.names(OrgRow.KEY));
    private static final String LOCK = """
            select org_view.* from org_view
            join %s as wanted (%s) using (campaign_id, org_key)
            order by campaign_id, org_key
            for update of org_view""".formatted(Column.unnest(OrgRow.KEY), Column.names(OrgRow.KEY));
    private static final String UPDATE = """
            update org_view set %s
            from %s as told (%s)
            where org_view.campaign_id = told.campaign_id and org_view.org_key = told.org_key""".formatted(
                    OrgRow.ALL.stream()
                            .filter(column -> !OrgRow.KEY.contains(column))
                            .map(column -> column.name() + " = told." + column.name())
                            .collect(Collectors.joining(", ")),
                    Column.unnest(OrgRow.ALL),
                    Column.names(OrgRow.ALL));

    private final Jdbc jdbc;
    private final WaveCountRows counters;
    private final TimelineRows timeline;

    OrgRows(Jdbc jdbc, WaveCountRows counters, TimelineRows timeline) {
        this.jdbc = jdbc;
        this.counters = counters;
        this.timeline = timeline;
    }

    /** Folds a batch in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void fold(List<OrgTold> told) {
        if (told.isEmpty()) {
            return;
        }
        var joined = joinWithin(told);
        var changes = new HashMap<String, Map<Bucket, Long>>();
        var inserted = insert(joined.values());
        var found = new ArrayList<OrgView>();
        for (var view : joined.values()) {
            if (inserted.contains(view.id())) {
                count(changes, view, 1);
            } else {
                found.add(view);
            }
        }
        update(found, changes);
        timeline.append(told);
        counters.add(changes);
    }

    /** One view for each org of the batch, in the order in which rows are locked. */
    private static SortedMap<OrgId, OrgView> joinWithin(List<OrgTold> told) {
        var joined = new TreeMap<OrgId, OrgView>();
        told.forEach(one -> joined.merge(one.view().id(), one.view(), OrgView::join));
        return joined;
    }

    private Set<OrgId> insert(Collection<OrgView> views) {
        var rows = List.copyOf(views);
        return new HashSet<>(jdbc.query(INSERT, statement -> Column.set(statement, OrgRow.ALL, rows), OrgRow::readId));
    }

    private void update(List<OrgView> found, Map<String, Map<Bucket, Long>> changes) {
        if (found.isEmpty()) {
            return;
        }
        var stored = jdbc.query(LOCK, statement -> Column.set(statement, OrgRow.KEY, found), OrgRow::read).stream()
                .collect(Collectors.toMap(OrgView::id, view -> view));
        var changed = new ArrayList<OrgView>();
        for (var view : found) {
            var before = stored.get(view.id());
            if (before == null) {
                throw new IllegalStateException("the row of " + view.id() + " is gone; rows are never removed");
            }
            var after = before.join(view);
            if (!after.equals(before)) {
                changed.add(after);
                count(changes, before, -1);
                count(changes, after, 1);
            }
        }
        if (!changed.isEmpty()) {
            jdbc.update(UPDATE, statement -> Column.set(statement, OrgRow.ALL, changed));
        }
    }

    private static void count(Map<String, Map<Bucket, Long>> changes, OrgView view, long change) {
        changes.computeIfAbsent(view.id().campaignId(), _ -> new TreeMap<>()).merge(view.bucket(), change, Long::sum);
    }
}
