package io.pushwave.planner.org.label.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.database.Columns;
import io.pushwave.planner.org.label.Labels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The labels of orgs. Whoever changes them has locked the register. */
@ApplicationScoped
public class OrgLabels {
    private final Jdbi jdbi;

    public OrgLabels(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The labels of those orgs that the register has, gone ones among them. */
    public Map<OrgKey, Labels> of(String packageKey, Collection<OrgKey> orgs) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select o.org_key, o.labels from unnest(:orgs) as t (org_key)
                         cross join lateral (select org_key, labels from org
                                              where package_key = :package and org_key = t.org_key offset 0) o""")
                .bind("package", packageKey)
                .bind("orgs", Columns.texts(orgs, OrgKey::value))
                .map((row, _) ->
                        Map.entry(new OrgKey(row.getString("org_key")), LabelJson.read(row.getString("labels"))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The labels of an org that the register has. */
    public Optional<Labels> of(String packageKey, OrgKey org) {
        return Optional.ofNullable(of(packageKey, List.of(org)).get(org));
    }

    /** Stores labels in place of those that the orgs have. */
    public void save(String packageKey, Map<OrgKey, Labels> labels) {
        var rows = List.copyOf(labels.entrySet());
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with changed as materialized (
                            select :package::text as package_key, org_key, labels::jsonb as labels
                              from unnest(:orgs, :labels) as t (org_key, labels))
                        update org o set labels = changed.labels from changed
                         where o.package_key = changed.package_key and o.org_key = changed.org_key""")
                .bind("package", packageKey)
                .bind("orgs", Columns.texts(rows, row -> row.getKey().value()))
                .bind("labels", Columns.texts(rows, row -> LabelJson.write(row.getValue())))
                .execute());
    }
}
