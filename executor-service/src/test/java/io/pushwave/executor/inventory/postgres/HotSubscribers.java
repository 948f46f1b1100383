package io.pushwave.executor.inventory.postgres;

import static io.pushwave.executor.postgres.HotRows.BATCH;
import static io.pushwave.executor.postgres.HotRows.PACKAGE;
import static io.pushwave.executor.postgres.HotRows.ROWS;
import static io.pushwave.executor.postgres.HotRows.VERSION;
import static io.pushwave.executor.postgres.HotRows.each;
import static io.pushwave.executor.postgres.HotRows.org;

import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.executor.inventory.SubscriberApi.Subscriber;
import io.pushwave.messaging.plans.HotStatements;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Every statement on the copies of subscribers. */
public final class HotSubscribers {
    private HotSubscribers() {}

    public static void add(HotStatements hot, Jdbi jdbi) {
        var subscribers = new Subscribers(jdbi);
        hot.add("store subscribers", BATCH, () -> subscribers.store(PACKAGE, 2, subscribers(1)))
                .add("store new subscribers", BATCH, () -> subscribers.store(PACKAGE, 2, subscribers(ROWS + 1)))
                .add("remove subscribers", BATCH, () -> subscribers.store(PACKAGE, 2, gone(1)))
                .add("page of subscribers", BATCH, () -> subscribers.page(PACKAGE, "00D000000010000", BATCH));
    }

    private static List<Subscriber> subscribers(int from) {
        return each(
                from,
                number -> new Subscriber.Installed(
                        new SubscriberRow(
                                org(number),
                                "Org " + number,
                                "Active",
                                "Production",
                                "NA2",
                                Optional.empty(),
                                VERSION,
                                false),
                        Optional.of(Instant.parse("2026-02-01T00:00:00Z"))));
    }

    private static List<Subscriber> gone(int from) {
        return each(from, number -> new Subscriber.Gone(org(number), Optional.empty()));
    }
}
