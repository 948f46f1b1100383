package io.pushwave.planner.org.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.planner.org.SnapshotAge;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The register of one package as it ought to be, by sets in memory: of each org the newest snapshot that tells of it counts. */
final class ModelRegister {
    private final Map<String, Snapshot> live = new HashMap<>();
    private final SortedMap<OrgKey, SubscriberRow> facts = new TreeMap<>();
    private final Set<OrgKey> gone = new HashSet<>();
    private final Set<String> obsolete = new HashSet<>();
    private Optional<SnapshotAge> whole = Optional.empty();

    private static final class Snapshot {
        private SnapshotAge age;
        private final Set<Integer> pages = new HashSet<>();
        private final Set<OrgKey> told = new HashSet<>();
        private long rows;
        private @Nullable SnapshotCompleted end;

        private Snapshot(SnapshotAge age) {
            this.age = age;
        }

        private boolean isWhole() {
            return end != null && end.pages() == pages.size() && end.rows() == rows;
        }
    }

    void page(SubscribersListed page) {
        var known = live.get(page.snapshotId());
        var age = known == null
                ? new SnapshotAge(
                        page.asOf().or(() -> whole.map(SnapshotAge::asOf)).orElse(Instant.EPOCH), page.snapshotId())
                : known.age;
        if (tellsNothingNew(age)) {
            return;
        }
        var snapshot = live.computeIfAbsent(page.snapshotId(), _ -> new Snapshot(age));
        if (!snapshot.pages.add(page.page())) {
            return;
        }
        snapshot.rows += page.rows().size();
        for (var row : page.rows()) {
            snapshot.told.add(row.orgKey());
            boolean newerHasIt = live.values().stream()
                    .anyMatch(other -> other.age.compareTo(age) > 0 && other.told.contains(row.orgKey()));
            if (!newerHasIt) {
                facts.put(row.orgKey(), row);
                gone.remove(row.orgKey());
            }
        }
        compareIfWhole(snapshot);
    }

    void end(SnapshotCompleted end) {
        var age = new SnapshotAge(end.asOf(), end.snapshotId());
        if (tellsNothingNew(age)) {
            return;
        }
        var snapshot = live.computeIfAbsent(end.snapshotId(), _ -> new Snapshot(age));
        snapshot.age = age;
        snapshot.end = end;
        compareIfWhole(snapshot);
    }

    private boolean tellsNothingNew(SnapshotAge age) {
        return obsolete.contains(age.snapshotId())
                || whole.filter(newest -> newest.compareTo(age) >= 0).isPresent();
    }

    private void compareIfWhole(Snapshot snapshot) {
        if (!snapshot.isWhole()) {
            return;
        }
        whole = Optional.of(snapshot.age);
        live.values().stream()
                .filter(other -> other.age.compareTo(snapshot.age) < 0)
                .forEach(other -> obsolete.add(other.age.snapshotId()));
        live.keySet().removeAll(obsolete);
        facts.keySet().stream()
                .filter(org -> live.values().stream().noneMatch(other -> other.told.contains(org)))
                .forEach(gone::add);
        live.remove(snapshot.age.snapshotId());
    }

    /** What it knows of each org, and whether it is there. */
    SortedMap<OrgKey, String> orgs() {
        var orgs = new TreeMap<OrgKey, String>();
        facts.forEach((org, row) -> orgs.put(org, shown(row) + (gone.contains(org) ? " gone" : "")));
        return orgs;
    }

    Optional<Instant> asOf() {
        return whole.map(SnapshotAge::asOf);
    }

    static String shown(SubscriberRow row) {
        return String.join(
                "|",
                row.orgName(),
                row.orgType(),
                row.orgStatus(),
                row.instanceName(),
                row.parentOrg().map(OrgKey::value).orElse(""),
                row.installedVersionId().substring(0, 15),
                Boolean.toString(row.pushBlocked()));
    }
}
