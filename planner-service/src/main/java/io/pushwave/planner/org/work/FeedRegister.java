package io.pushwave.planner.org.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.SnapshotAge;
import io.pushwave.planner.org.postgres.FedOrgs;
import io.pushwave.planner.org.postgres.Registers;
import io.pushwave.planner.org.postgres.Registers.Locked;
import io.pushwave.planner.org.postgres.Snapshots;
import io.pushwave.planner.org.postgres.Snapshots.Known;
import io.pushwave.planner.org.successor.postgres.SuccessionTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Takes snapshots into the register, page by page as they come. Whatever the order in which the pages of several snapshots come, and
 * however often: of each org the newest snapshot that tells of it counts.
 */
@ApplicationScoped
public class FeedRegister {
    private static final Logger LOG = Logger.getLogger(FeedRegister.class);

    private final Registers registers;
    private final Snapshots snapshots;
    private final FedOrgs orgs;
    private final SuccessionTable successions;
    private final PlannerConfig.Register config;
    private final Clock clock;

    FeedRegister(
            Registers registers,
            Snapshots snapshots,
            FedOrgs orgs,
            SuccessionTable successions,
            PlannerConfig config,
            Clock clock) {
        this.registers = registers;
        this.snapshots = snapshots;
        this.orgs = orgs;
        this.successions = successions;
        this.config = config.register();
        this.clock = clock;
    }

    /** Takes over what pages tell, in their order: those of one snapshot that follow one another in one statement. */
    @Transactional(TxType.MANDATORY)
    public void pages(List<SubscribersListed> pages) {
        // In the order of their keys, so that nobody waits for a register in a circle.
        var byPackage = new TreeMap<String, List<SubscribersListed>>();
        for (var page : pages) {
            byPackage
                    .computeIfAbsent(new PackageId(page.packageId()).key(), _ -> new ArrayList<>())
                    .add(page);
        }
        byPackage.forEach(this::pagesOf);
    }

    private void pagesOf(String packageKey, List<SubscribersListed> pages) {
        int from = 0;
        while (from < pages.size()) {
            var snapshotId = pages.get(from).snapshotId();
            int to = from + 1;
            while (to < pages.size() && pages.get(to).snapshotId().equals(snapshotId)) {
                to++;
            }
            take(registers.lockOrBegin(packageKey), snapshotId, pages.subList(from, to));
            from = to;
        }
    }

    private void take(Locked register, String snapshotId, List<SubscribersListed> pages) {
        var known = snapshots.find(register.packageKey(), snapshotId);
        var age = known.map(Known::age).orElseGet(() -> age(register, pages.getFirst()));
        if (tellsNothingNew(register, age, known)) {
            return;
        }
        var fresh = snapshots.note(register.packageKey(), age, pages);
        if (fresh.isEmpty()) {
            return;
        }
        merge(register, age, fresh);
        completeIfWhole(register, age);
    }

    private void merge(Locked register, SnapshotAge age, List<SubscribersListed> pages) {
        var rows = new TreeMap<OrgKey, SubscriberRow>();
        pages.forEach(page -> page.rows().forEach(row -> rows.putIfAbsent(row.orgKey(), row)));
        if (rows.isEmpty()) {
            return;
        }
        var newer = snapshots.toldByNewer(
                register.packageKey(),
                age,
                rows.firstKey().value(),
                rows.lastKey().value());
        if (!newer.isEmpty()) {
            rows.keySet().removeIf(org -> newer.contains(org.value()));
        }
        var merged = orgs.merge(register.packageKey(), rows.values(), seen(age));
        if (merged.orgs() > 0) {
            registers.changed(register.packageKey());
        }
        // Before the first whole snapshot nobody is gone.
        if (register.whole().isPresent() && !merged.newSandboxes().isEmpty()) {
            successions.guessOfNew(
                    register.packageKey(), merged.newSandboxes(), config.predecessorsGuessed(), clock.instant());
        }
    }

    /** The last page was sent; pages may still come after it. */
    @Transactional(TxType.MANDATORY)
    public void ended(SnapshotCompleted end) {
        var register = registers.lockOrBegin(new PackageId(end.packageId()).key());
        var age = new SnapshotAge(end.asOf(), end.snapshotId());
        if (tellsNothingNew(register, age, snapshots.find(register.packageKey(), end.snapshotId()))) {
            return;
        }
        snapshots.end(register.packageKey(), age, end.pages(), end.rows());
        if (!completeIfWhole(register, age)) {
            LOG.infof(
                    "snapshot %s of package %s has its end, and not all of its %d pages are here yet",
                    end.snapshotId(), end.packageId(), end.pages());
        }
    }

    private boolean completeIfWhole(Locked register, SnapshotAge age) {
        if (!snapshots.isWhole(register.packageKey(), age.snapshotId())) {
            return false;
        }
        registers.compareWith(register.packageKey(), age);
        snapshots.obsolete(register.packageKey(), age, false);
        return true;
    }

    private static boolean tellsNothingNew(Locked register, SnapshotAge age, Optional<Known> known) {
        return known.filter(Known::obsolete).isPresent()
                || register.whole().filter(whole -> whole.compareTo(age) >= 0).isPresent();
    }

    /** Pages that do not say of what moment they tell count as younger than what was whole when the first of them came. */
    private static SnapshotAge age(Locked register, SubscribersListed page) {
        var asOf = page.asOf().or(() -> register.whole().map(SnapshotAge::asOf)).orElse(Instant.EPOCH);
        return new SnapshotAge(asOf, page.snapshotId());
    }

    private Instant seen(SnapshotAge age) {
        return age.asOf().equals(Instant.EPOCH) ? clock.instant() : age.asOf();
    }
}
