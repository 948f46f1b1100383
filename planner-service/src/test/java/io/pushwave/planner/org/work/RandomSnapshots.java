package io.pushwave.planner.org.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A history of snapshots of one package: orgs come, go and change between them, and messages get lost, late and doubled;
 * of older executors, which do not say how old a page is, only one snapshot is on its way at a time.
 */
final class RandomSnapshots {
    private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
    private static final int ORGS = 40;
    private static final List<String> NAMES = List.of("Acme", "Beta", "Gamma \"Ltd\"", "Übung 😀", "");

    private final Random random;
    private final String packageId;
    private final boolean tellsAge;
    private final SortedMap<OrgKey, SubscriberRow> world = new TreeMap<>();
    private Instant asOf = BEGIN;
    private int snapshots;

    RandomSnapshots(Random random, String packageId) {
        this.random = random;
        this.packageId = packageId;
        this.tellsAge = random.nextInt(5) > 0;
    }

    /** The messages of some snapshots, in the order in which they come. */
    List<SubscriberInventory> messages() {
        var arriving = new ArrayList<SubscriberInventory>();
        for (int round = 0; round < 6; round++) {
            var together = new ArrayList<List<SubscriberInventory>>();
            for (int number = tellsAge ? random.nextInt(1, 4) : 1; number > 0; number--) {
                together.add(snapshot());
            }
            arriving.addAll(interleaved(together));
        }
        if (tellsAge && random.nextInt(4) == 0) {
            Collections.shuffle(arriving, random);
        }
        for (int late = random.nextInt(10); late > 0; late--) {
            int first = random.nextInt(arriving.size());
            int again = random.nextInt(tellsAge ? 0 : first + 1, arriving.size() + 1);
            arriving.add(again, arriving.get(first));
        }
        return arriving;
    }

    private List<SubscriberInventory> interleaved(List<List<SubscriberInventory>> snapshots) {
        var all = new ArrayList<SubscriberInventory>();
        while (snapshots.stream().anyMatch(rest -> !rest.isEmpty())) {
            var rest = snapshots.get(random.nextInt(snapshots.size()));
            if (!rest.isEmpty()) {
                all.add(rest.removeFirst());
            }
        }
        return all;
    }

    private List<SubscriberInventory> snapshot() {
        change();
        if (random.nextInt(4) > 0) {
            asOf = asOf.plusMillis(random.nextInt(1, 100_000));
        }
        var id = "snapshot-%04d".formatted(++snapshots);
        var messages = new ArrayList<SubscriberInventory>();
        var rows = List.copyOf(world.values());
        int page = 0;
        for (int from = 0; from < rows.size(); ) {
            int to = Math.min(rows.size(), from + random.nextInt(1, 12));
            messages.add(new SubscribersListed(
                    "request",
                    packageId,
                    id,
                    ++page,
                    rows.subList(from, to),
                    tellsAge ? Optional.of(asOf) : Optional.empty()));
            from = to;
        }
        messages.add(new SnapshotCompleted("request", packageId, id, page, rows.size(), asOf));
        switch (random.nextInt(8)) {
            case 0 -> messages.removeLast();
            case 1 -> messages.remove(random.nextInt(messages.size()));
            case 2 -> Collections.shuffle(messages, random);
            default -> {}
        }
        return messages;
    }

    private void change() {
        if (random.nextInt(15) == 0) {
            world.clear();
            return;
        }
        for (int changes = random.nextInt(15); changes > 0; changes--) {
            var org = org(random.nextInt(ORGS));
            if (random.nextInt(3) == 0) {
                world.remove(org);
            } else {
                world.put(org, row(org));
            }
        }
    }

    static OrgKey org(int number) {
        return new OrgKey("00D%012d".formatted(number));
    }

    private SubscriberRow row(OrgKey org) {
        boolean sandbox = random.nextBoolean();
        return new SubscriberRow(
                org,
                NAMES.get(random.nextInt(NAMES.size())),
                random.nextInt(5) == 0 ? "Inactive" : "Active",
                sandbox ? "Sandbox" : "Production",
                "NA" + random.nextInt(3),
                sandbox ? Optional.of(org(random.nextInt(ORGS))) : Optional.empty(),
                "04t%012d".formatted(random.nextInt(3)) + (random.nextBoolean() ? "AAA" : ""),
                random.nextInt(5) == 0);
    }
}
