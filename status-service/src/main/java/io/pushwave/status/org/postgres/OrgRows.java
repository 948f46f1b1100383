package io.pushwave.status.org.postgres;

import io.pushwave.status.org.AttemptsChange;
import io.pushwave.status.org.OrgId;
import io.pushwave.status.org.OrgView;
import io.pushwave.status.org.timeline.OrgObservation;
import io.pushwave.status.postgres.CampaignLocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Folds batches of what was observed of orgs into {@code org_view}, its counters, {@code org_timeline} and {@code org_name}:
 * eight statements at most, however many messages there are. The fold itself is {@link OrgView#join}; this class only brings the
 * stored side to it.
 *
 * <p>Several folds may run at once (one a topic and instance). Campaigns are shared first ({@link CampaignLocks}). New rows are
 * inserted, and found rows locked, in the order of their ids; counters, which every fold of a campaign wants, come last and in
 * order too. So folds wait for each other, but never in a circle.
 */
@ApplicationScoped
public class OrgRows {
    private static final String INSERT =
            "insert into org_view (%s) select * from %s on conflict do nothing returning %s"
                    .formatted(OrgRow.names(OrgRow.ALL), OrgRow.unnest(OrgRow.ALL), OrgRow.names(OrgRow.KEY));
    /** Each row is found by its key, one after the other: what is wanted is handed over in the order in which rows are locked. */
    private static final String LOCK = """
            select found.* from %s as wanted (%s)
            cross join lateral (
                select * from org_view
                where org_view.campaign_id = wanted.campaign_id and org_view.org_key = wanted.org_key
                for update) as found""".formatted(OrgRow.unnest(OrgRow.KEY), OrgRow.names(OrgRow.KEY));

    private static final String UPDATE = """
        update org_view set %s
        from %s as observed (%s)
        where org_view.campaign_id = observed.campaign_id and org_view.org_key = observed.org_key\
        """.formatted(
                    OrgRow.CHANGING.stream()
                            .map(column -> column.name() + " = observed." + column.name())
                            .collect(Collectors.joining(", ")),
                    OrgRow.unnest(OrgRow.ALL),
                    OrgRow.names(OrgRow.ALL));

    private static final String LOCK_TRIED_AGAIN = """
        select * from org_view where campaign_id || '' = :campaign and highest_attempt > :maximum and highest_attempt > 1
        order by campaign_id || '', org_key || ''
        for update\
        """;

    private final Jdbi jdbi;
    private final CampaignLocks campaigns;
    private final WaveCountRows counters;
    private final StrayCountRows strays;
    private final TimelineRows timeline;
    private final OrgNameRows names;

    OrgRows(
            Jdbi jdbi,
            CampaignLocks campaigns,
            WaveCountRows counters,
            StrayCountRows strays,
            TimelineRows timeline,
            OrgNameRows names) {
        this.jdbi = jdbi;
        this.campaigns = campaigns;
        this.counters = counters;
        this.strays = strays;
        this.timeline = timeline;
        this.names = names;
    }

    /** Folds a batch in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void fold(List<OrgObservation> observed) {
        if (observed.isEmpty()) {
            return;
        }
        var joined = joinWithin(observed);
        var maximums = campaigns.attemptsMaximums(
                joined.keySet().stream().map(OrgId::campaignId).collect(Collectors.toSet()));
        var rows = joined.values().stream().map(view -> judged(view, maximums)).toList();
        var changes = new CountChanges();
        var inserted = insert(rows);
        var found = new ArrayList<StoredOrg>();
        for (var row : rows) {
            if (inserted.contains(row.view().id())) {
                changes.add(row);
            } else {
                found.add(row);
            }
        }
        join(found, maximums, changes);
        timeline.append(observed);
        names.append(joined.values());
        add(changes);
    }

    /**
     * Judges again which results count, now that a campaign's highest number of attempts is known, or another one. The caller has
     * the campaign's row for itself. Touches only orgs that were tried more often: none, unless results came of attempts that
     * nobody can have commanded.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void judgeAgain(String campaignId, AttemptsChange attempts) {
        var changes = new CountChanges();
        var after = new ArrayList<StoredOrg>();
        jdbi.useHandle(handle -> handle.createQuery(LOCK_TRIED_AGAIN)
                .bind("campaign", campaignId)
                .bind("maximum", attempts.highestUntouched())
                .map(OrgRow::readView)
                .forEach(view -> {
                    var judged = StoredOrg.of(view, OptionalInt.of(attempts.now()));
                    changes.replace(StoredOrg.of(view, attempts.before()), judged);
                    after.add(judged);
                }));
        update(after);
        add(changes);
    }

    private static StoredOrg judged(OrgView view, Map<String, OptionalInt> maximums) {
        return StoredOrg.of(view, maximums.getOrDefault(view.id().campaignId(), OptionalInt.empty()));
    }

    /** One view for each org of the batch, in the order in which rows are locked. */
    private static SortedMap<OrgId, OrgView> joinWithin(List<OrgObservation> observed) {
        var joined = new TreeMap<OrgId, OrgView>();
        observed.forEach(one -> joined.merge(one.view().id(), one.view(), OrgView::join));
        return joined;
    }

    private Set<OrgId> insert(List<StoredOrg> rows) {
        return jdbi.withHandle(handle -> OrgRow.bind(handle.createQuery(INSERT), OrgRow.ALL, rows)
                .map(OrgRow::readId)
                .set());
    }

    private void join(List<StoredOrg> found, Map<String, OptionalInt> maximums, CountChanges changes) {
        if (found.isEmpty()) {
            return;
        }
        var stored = jdbi.withHandle(handle -> OrgRow.bind(handle.createQuery(LOCK), OrgRow.KEY, found)
                .map(OrgRow::readView)
                .collect(Collectors.toMap(OrgView::id, view -> view)));
        var changed = new ArrayList<StoredOrg>();
        for (var observed : found) {
            var before = stored.get(observed.view().id());
            if (before == null) {
                throw new IllegalStateException(
                        "the row of " + observed.view().id() + " is gone; rows are never removed");
            }
            var after = before.join(observed.view());
            if (!after.equals(before)) {
                var judged = judged(after, maximums);
                changed.add(judged);
                changes.replace(judged(before, maximums), judged);
            }
        }
        update(changed);
    }

    private void update(List<StoredOrg> changed) {
        if (!changed.isEmpty()) {
            jdbi.useHandle(handle -> OrgRow.bind(handle.createUpdate(UPDATE), OrgRow.ALL, changed)
                    .execute());
        }
    }

    private void add(CountChanges changes) {
        counters.add(changes.orgs());
        strays.add(changes.strays());
    }
}
