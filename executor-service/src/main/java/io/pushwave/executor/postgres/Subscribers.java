package io.pushwave.executor.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.executor.domain.SubscriberApi.Subscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The copies of subscribers, a row for each package and org; written and read in pages, one statement each. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Subscribers {
    /**
     * Of several rows of one org the one that changed last counts, of those that changed at once the one with the greater version
     * id: whatever the order in which they come, within one reading. A later reading counts more than an earlier one.
     */
    private static final String STORE = """
            insert into subscriber as s (package_id, org_key, org_name, org_status, org_type, instance_name, parent_org,
                                         installed_version_id, push_blocked, changed_at, seen_in)
            select distinct on (org_key) ?, org_key, org_name, org_status, org_type, instance_name, parent_org,
                   installed_version_id, push_blocked, changed_at::timestamptz, ?::bigint
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::text[])
                   as t (org_key, org_name, org_status, org_type, instance_name, parent_org, installed_version_id,
                         push_blocked, changed_at)
             order by org_key, changed_at::timestamptz desc nulls last, installed_version_id desc
            on conflict (package_id, org_key) do update
               set org_name = excluded.org_name, org_status = excluded.org_status, org_type = excluded.org_type,
                   instance_name = excluded.instance_name, parent_org = excluded.parent_org,
                   installed_version_id = excluded.installed_version_id, push_blocked = excluded.push_blocked,
                   changed_at = excluded.changed_at, seen_in = excluded.seen_in
             where s.seen_in < excluded.seen_in
                or (coalesce(excluded.changed_at, '-infinity'), excluded.installed_version_id)
                   > (coalesce(s.changed_at, '-infinity'), s.installed_version_id)
            """;

    private static final String REMOVE = """
            delete from subscriber s
             using unnest(?::text[], ?::text[]) as gone (org_key, changed_at)
             where s.package_id = ? and s.org_key = gone.org_key and s.seen_in < ?
               and coalesce(gone.changed_at::timestamptz, 'infinity') >= coalesce(s.changed_at, '-infinity')
            """;

    private final Statements statements;

    Subscribers(Statements statements) {
        this.statements = statements;
    }

    /** Takes over what was read. */
    public void store(String packageId, long reading, List<Subscriber> page) {
        var installed = new ArrayList<Subscriber.Installed>(page.size());
        var gone = new ArrayList<Subscriber.Gone>();
        for (var subscriber : page) {
            switch (subscriber) {
                case Subscriber.Installed present -> installed.add(present);
                case Subscriber.Gone left -> gone.add(left);
                case Subscriber.Unasked _ -> {}
            }
        }
        if (!installed.isEmpty()) {
            statements.update(
                    STORE,
                    packageId,
                    reading,
                    column(installed, row -> row.orgKey().value()),
                    column(installed, SubscriberRow::orgName),
                    column(installed, SubscriberRow::orgStatus),
                    column(installed, SubscriberRow::orgType),
                    column(installed, SubscriberRow::instanceName),
                    column(installed, row -> row.parentOrg().map(OrgKey::value).orElse(null)),
                    column(installed, SubscriberRow::installedVersionId),
                    column(installed, row -> String.valueOf(row.pushBlocked())),
                    Statements.texts(installed, Subscribers::changedAt));
        }
        if (!gone.isEmpty()) {
            statements.update(
                    REMOVE,
                    Statements.texts(gone, left -> left.orgKey().value()),
                    Statements.texts(gone, Subscribers::changedAt),
                    packageId,
                    reading);
        }
    }

    /** Removes what a reading of everything did not see. */
    public int removeUnseen(String packageId, long reading) {
        return statements.update("delete from subscriber where package_id = ? and seen_in < ?", packageId, reading);
    }

    /** So many orgs are in the copy. */
    @Transactional
    public long count(String packageId) {
        return statements
                .rows(
                        "select count(*) as rows from subscriber where package_id = ?",
                        row -> row.getLong("rows"),
                        packageId)
                .getFirst();
    }

    /** The next orgs in the order of their keys, by the primary key. */
    public List<SubscriberRow> page(String packageId, String afterOrgKey, int limit) {
        return statements.rows(
                "select * from subscriber where package_id = ? and org_key > ? order by org_key limit ?",
                Subscribers::row,
                packageId,
                afterOrgKey,
                limit);
    }

    private static SubscriberRow row(ResultSet row) throws SQLException {
        return new SubscriberRow(
                new OrgKey(row.getString("org_key")),
                row.getString("org_name"),
                row.getString("org_status"),
                row.getString("org_type"),
                row.getString("instance_name"),
                Optional.ofNullable(row.getString("parent_org")).map(OrgKey::new),
                row.getString("installed_version_id"),
                row.getBoolean("push_blocked"));
    }

    private static @Nullable String[] column(
            List<Subscriber.Installed> subscribers, Function<SubscriberRow, @Nullable String> value) {
        return Statements.texts(subscribers, subscriber -> value.apply(subscriber.row()));
    }

    private static @Nullable String changedAt(Subscriber subscriber) {
        return subscriber.changedAt().map(Instant::toString).orElse(null);
    }
}
