package io.pushwave.planner.org.policy.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.database.Columns;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.policy.OrgPolicy;
import io.pushwave.planner.org.policy.Restriction.Hold;
import io.pushwave.planner.org.policy.Restriction.OptOut;
import io.pushwave.planner.org.policy.Restriction.Pin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The policies of orgs. Whoever changes them has locked the register. */
@ApplicationScoped
public class OrgPolicies {
    private static final String SAVE = """
            insert into org_policy (package_key, org_key, opt_out_by, opt_out_reason, opt_out_until, hold_by, hold_reason, hold_until,
                                    pin_by, pin_reason, pin_major_version, pin_minor_version, pin_patch_version, pin_build_number)
            select :package, t.*
              from unnest(:orgs, :optOutBy, :optOutReason, :optOutUntil, :holdBy, :holdReason, :holdUntil, :pinBy, :pinReason,
                          :major, :minor, :patch, :build) as t
            on conflict (package_key, org_key) do update
            set opt_out_by = excluded.opt_out_by, opt_out_reason = excluded.opt_out_reason, opt_out_until = excluded.opt_out_until,
                hold_by = excluded.hold_by, hold_reason = excluded.hold_reason, hold_until = excluded.hold_until,
                pin_by = excluded.pin_by, pin_reason = excluded.pin_reason, pin_major_version = excluded.pin_major_version,
                pin_minor_version = excluded.pin_minor_version, pin_patch_version = excluded.pin_patch_version,
                pin_build_number = excluded.pin_build_number
            """;

    private final Jdbi jdbi;

    public OrgPolicies(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The policies of those orgs that the register has, gone ones among them; of most of them {@link OrgPolicy#NONE}. */
    public Map<OrgKey, OrgPolicy> of(String packageKey, Collection<OrgKey> orgs) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select o.org_key, %s from unnest(:orgs) as t (org_key)
                         cross join lateral (select org_key from org
                                              where package_key = :package and org_key = t.org_key offset 0) o
                          left join lateral (select * from org_policy
                                              where package_key = :package and org_key = t.org_key offset 0) policy on true
                        """.formatted(PolicyRow.COLUMNS))
                .bind("package", packageKey)
                .bind("orgs", Columns.texts(orgs, OrgKey::value))
                .map((row, _) -> Map.entry(new OrgKey(row.getString("org_key")), PolicyRow.policy(row)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The policy of an org that the register has. */
    public Optional<OrgPolicy> of(String packageKey, OrgKey org) {
        return Optional.ofNullable(of(packageKey, List.of(org)).get(org));
    }

    /** Stores policies in place of those that the orgs have; two statements. */
    public void save(String packageKey, Map<OrgKey, OrgPolicy> policies) {
        var lifted = policies.entrySet().stream()
                .filter(row -> row.getValue().isNone())
                .map(row -> row.getKey().value())
                .toList();
        if (!lifted.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(
                            "delete from org_policy where package_key = :package and org_key = any (:orgs)")
                    .bind("package", packageKey)
                    .bind("orgs", Columns.texts(lifted))
                    .execute());
        }
        var rows = policies.entrySet().stream()
                .filter(row -> !row.getValue().isNone())
                .toList();
        if (!rows.isEmpty()) {
            insert(packageKey, rows);
        }
    }

    private void insert(String packageKey, List<Map.Entry<OrgKey, OrgPolicy>> rows) {
        jdbi.useHandle(handle -> handle.createUpdate(SAVE)
                .bind("package", packageKey)
                .bind("orgs", Columns.texts(rows, row -> row.getKey().value()))
                .bind("optOutBy", Columns.texts(rows, row -> optOut(row, OptOut::by)))
                .bind("optOutReason", Columns.texts(rows, row -> optOut(row, OptOut::reason)))
                .bind(
                        "optOutUntil",
                        Columns.instants(rows, row -> until(row.getValue().optOut(), OptOut::until)))
                .bind("holdBy", Columns.texts(rows, row -> hold(row, Hold::by)))
                .bind("holdReason", Columns.texts(rows, row -> hold(row, Hold::reason)))
                .bind(
                        "holdUntil",
                        Columns.instants(rows, row -> until(row.getValue().hold(), Hold::until)))
                .bind("pinBy", Columns.texts(rows, row -> pin(row, Pin::by)))
                .bind("pinReason", Columns.texts(rows, row -> pin(row, Pin::reason)))
                .bind("major", Columns.integers(rows, row -> pinned(row, VersionNumber::major)))
                .bind("minor", Columns.integers(rows, row -> pinned(row, VersionNumber::minor)))
                .bind("patch", Columns.integers(rows, row -> pinned(row, VersionNumber::patch)))
                .bind("build", Columns.integers(rows, row -> pinned(row, VersionNumber::build)))
                .execute());
    }

    private static @Nullable String optOut(Map.Entry<OrgKey, OrgPolicy> row, Function<OptOut, String> part) {
        return row.getValue().optOut().map(part).orElse(null);
    }

    private static @Nullable String hold(Map.Entry<OrgKey, OrgPolicy> row, Function<Hold, String> part) {
        return row.getValue().hold().map(part).orElse(null);
    }

    private static @Nullable String pin(Map.Entry<OrgKey, OrgPolicy> row, Function<Pin, String> part) {
        return row.getValue().pin().map(part).orElse(null);
    }

    private static @Nullable Integer pinned(Map.Entry<OrgKey, OrgPolicy> row, Function<VersionNumber, Integer> part) {
        return row.getValue().pin().map(Pin::version).map(part).orElse(null);
    }

    private static <R> @Nullable Instant until(Optional<R> restriction, Function<R, Optional<Instant>> until) {
        return restriction.flatMap(until).orElse(null);
    }
}
