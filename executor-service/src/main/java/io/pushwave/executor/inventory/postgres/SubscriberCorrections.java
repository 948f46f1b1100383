package io.pushwave.executor.inventory.postgres;

import static io.pushwave.database.Columns.booleans;
import static io.pushwave.database.Columns.texts;

import io.pushwave.executor.command.postgres.IntentRow;
import io.pushwave.executor.inventory.CopyCorrection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * Corrects the copies of subscribers by what pushes have shown, so that a version that is released again at once finds who has it.
 * A correction counts until a reading that began after it has seen the org: it carries the number of the newest reading begun.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class SubscriberCorrections {
    /**
     * Rows are found one by one through their keys, whatever the statistics say, and locked in the order in which readings lock
     * them. A package may be spelled with 15 or 18 characters.
     */
    private static final String CORRECT = """
            with reported as materialized (
                select v.package_id, o.org_key, o.version_id, o.uninstalled, o.blocked, o.inactive, v.reading
                  from unnest(:packages, :orgs, :versions, :uninstalled, :blocked, :inactive)
                    as o (package_id, org_key, version_id, uninstalled, blocked, inactive)
                 cross join lateral (select i.package_id, i.reading from inventory i
                                      where i.package_id in (o.package_id, left(o.package_id, 15)) offset 0) v
                 order by v.package_id, o.org_key),
            held as materialized (
                select reported.* from reported
                 cross join lateral (select 1 from subscriber s
                                      where s.package_id = reported.package_id and s.org_key = reported.org_key
                                        for update) s)
            update subscriber s
               set installed_version_id = coalesce(held.version_id, s.installed_version_id),
                   org_status = case when held.inactive then :inactiveStatus else s.org_status end,
                   push_blocked = s.push_blocked or held.blocked,
                   uninstalled = held.uninstalled,
                   corrected_in = held.reading
              from held
             where s.package_id = held.package_id and s.org_key = held.org_key
            """;

    private final Jdbi jdbi;

    SubscriberCorrections(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What a command's end shows of its org. */
    public record Correction(IntentRow row, CopyCorrection correction) {}

    /** Corrects the copy by each of these. */
    public void correct(List<IntentRow> rows, Function<IntentRow, Optional<CopyCorrection>> correction) {
        correct(rows.stream()
                .flatMap(row -> correction.apply(row).map(known -> new Correction(row, known)).stream())
                .toList());
    }

    /** Corrects the copy by each of these; of an org in no copy nothing is kept. */
    public void correct(List<Correction> corrections) {
        if (corrections.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate(CORRECT)
                .bind("packages", texts(corrections, one -> one.row().packageId()))
                .bind(
                        "orgs",
                        texts(corrections, one -> one.row().subject().orgKey().value()))
                .bind(
                        "versions",
                        texts(
                                corrections,
                                one -> one.correction().installedVersionId().orElse(null)))
                .bind(
                        "uninstalled",
                        booleans(corrections, one -> one.correction().uninstalled()))
                .bind("blocked", booleans(corrections, one -> one.correction().blocked()))
                .bind("inactive", booleans(corrections, one -> one.correction().inactive()))
                .bind("inactiveStatus", CopyCorrection.INACTIVE_STATUS)
                .execute());
    }
}
