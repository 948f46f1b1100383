package io.pushwave.executor.inventory.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.database.Columns;
import io.pushwave.executor.inventory.InstallationFacts;
import io.pushwave.executor.inventory.SubscriberApi.Subscriber;
import io.pushwave.executor.postgres.RowTimes;
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
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The copies of subscribers, a row for each package and org; written and read in pages, one statement each. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Subscribers {
    /**
     * Of several rows of one org the one that changed last counts, of those that changed at once the one with the greater version
     * id: whatever the order in which they come, within one reading. A later reading counts more than an earlier one, and what a
     * push has shown since it began counts more than the reading.
     */
    private static final String STORE = """
            insert into subscriber as s (package_id, org_key, org_name, org_status, org_type, instance_name, parent_org,
                                         installed_version_id, push_blocked, changed_at, seen_in)
            select distinct on (org_key) :package, org_key, org_name, org_status, org_type, instance_name, parent_org,
                   installed_version_id, push_blocked, changed_at, :reading::bigint
              from unnest(:orgs, :names, :statuses, :types, :instances, :parents, :versions, :blocked, :changes)
                   as t (org_key, org_name, org_status, org_type, instance_name, parent_org, installed_version_id,
                         push_blocked, changed_at)
             order by org_key, changed_at desc nulls last, installed_version_id desc
            on conflict (package_id, org_key) do update
               set org_name = excluded.org_name, org_type = excluded.org_type,
                   instance_name = excluded.instance_name, parent_org = excluded.parent_org,
                   org_status = case when s.corrected_in >= excluded.seen_in then s.org_status else excluded.org_status end,
                   installed_version_id = case when s.corrected_in >= excluded.seen_in then s.installed_version_id
                                               else excluded.installed_version_id end,
                   push_blocked = case when s.corrected_in >= excluded.seen_in then s.push_blocked
                                       else excluded.push_blocked end,
                   uninstalled = coalesce(s.corrected_in >= excluded.seen_in, false) and s.uninstalled,
                   corrected_in = case when s.corrected_in >= excluded.seen_in then s.corrected_in end,
                   changed_at = excluded.changed_at, seen_in = excluded.seen_in
             where s.seen_in < excluded.seen_in
                or (coalesce(excluded.changed_at, '-infinity'), excluded.installed_version_id)
                   > (coalesce(s.changed_at, '-infinity'), s.installed_version_id)
            """;

    private static final String REMOVE = """
            with gone as materialized (
                select :package::text as package_id, org_key, changed_at
                  from unnest(:orgs, :changes) as t (org_key, changed_at))
            delete from subscriber s using gone
             where s.package_id = gone.package_id and s.org_key = gone.org_key and s.seen_in < :reading
               and coalesce(s.corrected_in, 0) < :reading
               and coalesce(gone.changed_at, 'infinity') >= coalesce(s.changed_at, '-infinity')
            """;

    private final Jdbi jdbi;

    Subscribers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Takes over what was read. */
    public void store(String packageId, long reading, List<Subscriber> page) {
        var installed = new ArrayList<Subscriber.Installed>(page.size());
        var gone = new ArrayList<Subscriber.Gone>();
        for (var subscriber : page) {
            switch (subscriber) {
                case Subscriber.Installed present -> installed.add(present);
                case Subscriber.Gone left -> gone.add(left);
                case Subscriber.Unreadable _, Subscriber.Unasked _ -> {}
            }
        }
        if (!installed.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(STORE)
                    .bind("package", packageId)
                    .bind("reading", reading)
                    .bind("orgs", column(installed, row -> row.orgKey().value()))
                    .bind("names", column(installed, SubscriberRow::orgName))
                    .bind("statuses", column(installed, SubscriberRow::orgStatus))
                    .bind("types", column(installed, SubscriberRow::orgType))
                    .bind("instances", column(installed, SubscriberRow::instanceName))
                    .bind(
                            "parents",
                            column(
                                    installed,
                                    row -> row.parentOrg().map(OrgKey::value).orElse(null)))
                    .bind("versions", column(installed, SubscriberRow::installedVersionId))
                    .bind(
                            "blocked",
                            Columns.booleans(
                                    installed, subscriber -> subscriber.row().pushBlocked()))
                    .bind("changes", Columns.instants(installed, Subscribers::changedAt))
                    .execute());
        }
        if (!gone.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(REMOVE)
                    .bind("package", packageId)
                    .bind("orgs", Columns.texts(gone, left -> left.orgKey().value()))
                    .bind("changes", Columns.instants(gone, Subscribers::changedAt))
                    .bind("reading", reading)
                    .execute());
        }
    }

    /** Removes what a reading of everything did not see; by then no page of it is on its way. */
    public int removeUnseen(String packageId, long reading) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from subscriber where package_id = :package and seen_in < :reading")
                .bind("package", packageId)
                .bind("reading", reading)
                .execute());
    }

    /** So many orgs are in the copy. */
    @Transactional
    public long count(String packageId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from subscriber where package_id = :package and not uninstalled")
                .bind("package", packageId)
                .mapTo(Long.class)
                .first());
    }

    /** The next orgs in the order of their keys, by the primary key. */
    public List<SubscriberRow> page(String packageId, String afterOrgKey, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from subscriber where package_id = :package and org_key > :after and not uninstalled
                         order by org_key limit :limit
                        """)
                .bind("package", packageId)
                .bind("after", afterOrgKey)
                .bind("limit", limit)
                .map(Subscribers::row)
                .list());
    }

    /** What the copies have of an org, by package; one look into the key of each. */
    @Transactional
    public List<InstallationFacts> known(OrgKey org) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select s.*, i.as_of from inventory i
                 cross join lateral (select * from subscriber
                                      where package_id = i.package_id and org_key = :org offset 0) s
                 order by i.package_id
                """)
                .bind("org", org.value())
                .map(Subscribers::facts)
                .list());
    }

    private static InstallationFacts facts(ResultSet row, StatementContext context) throws SQLException {
        return new InstallationFacts(
                row.getString("package_id"),
                row.getString("org_name"),
                row.getString("org_status"),
                row.getString("org_type"),
                row.getString("instance_name"),
                Optional.ofNullable(row.getString("parent_org")).map(OrgKey::new),
                row.getString("installed_version_id"),
                row.getBoolean("push_blocked"),
                row.getBoolean("uninstalled"),
                row.getObject("corrected_in") != null,
                RowTimes.optionalInstant(row, "as_of"));
    }

    private static SubscriberRow row(ResultSet row, StatementContext context) throws SQLException {
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

    private static Argument column(
            List<Subscriber.Installed> subscribers, Function<SubscriberRow, @Nullable String> value) {
        return Columns.texts(subscribers, subscriber -> value.apply(subscriber.row()));
    }

    private static @Nullable Instant changedAt(Subscriber subscriber) {
        return subscriber.changedAt().orElse(null);
    }
}
