package io.pushwave.executor.inventory.work;

import io.pushwave.executor.inventory.SubscriberApi.Subscriber;
import io.pushwave.executor.inventory.SubscriberFields;
import io.pushwave.executor.inventory.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.salesforce.PackagingException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** One synchronisation under way: what Salesforce lets us ask, what has come, and what people should know of it. */
final class Sync {
    private final InventoryClaim claim;
    private final Instant begunAt;
    private final long callsBefore;
    private final Set<String> remarks = new LinkedHashSet<>();
    private SubscriberFields fields = SubscriberFields.ALL;
    private Optional<Instant> newest = Optional.empty();
    private long rows;
    private long unasked;
    private long unreadable;
    private Optional<String> unreadableReason = Optional.empty();

    Sync(InventoryClaim claim, Instant begunAt, long callsBefore) {
        this.claim = claim;
        this.begunAt = begunAt;
        this.callsBefore = callsBefore;
    }

    InventoryClaim claim() {
        return claim;
    }

    String packageId() {
        return claim.packageId();
    }

    Instant begunAt() {
        return begunAt;
    }

    long callsBefore() {
        return callsBefore;
    }

    SubscriberFields fields() {
        return fields;
    }

    /** Rows of orgs that have the package, also those that cannot be used, since the last {@link #startOver}. */
    long rows() {
        return rows;
    }

    /** Rows that were not asked for, since the last {@link #startOver}. */
    long unasked() {
        return unasked;
    }

    /** Rows of orgs that have the package and cannot be used, since the last {@link #startOver}. */
    long unreadable() {
        return unreadable;
    }

    /** The newest change among all rows that came. */
    Optional<Instant> newest() {
        return newest;
    }

    void startOver() {
        rows = 0;
        unasked = 0;
        unreadable = 0;
    }

    void came(List<Subscriber> page) {
        long useless =
                page.stream().filter(Subscriber.Unreadable.class::isInstance).count();
        rows += useless
                + page.stream().filter(Subscriber.Installed.class::isInstance).count();
        unreadable += useless;
        page.stream()
                .flatMap(row -> row instanceof Subscriber.Unreadable(var reason) ? Stream.of(reason) : Stream.of())
                .findFirst()
                .ifPresent(reason -> unreadableReason = Optional.of(reason));
        unasked += page.stream().filter(Subscriber.Unasked.class::isInstance).count();
        newest = page.stream()
                .flatMap(row -> row.changedAt().stream())
                .max(Comparator.naturalOrder())
                .filter(time -> newest.map(time::isAfter).orElse(true))
                .or(() -> newest);
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    Optional<String> remark() {
        if (unreadable > 0) {
            remark(unreadable + " subscribers cannot be read and are left out: "
                    + unreadableReason.orElse("no reason is known") + ".");
        }
        return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", remarks));
    }

    /** Asks with as many fields as Salesforce lets us ask for. */
    <T> T asking(Function<SubscriberFields, T> question) {
        while (true) {
            try {
                return question.apply(fields);
            } catch (PackagingException e) {
                var left = fields.afterRefusal(e.errorCode(), e.sentence()).orElseThrow(() -> e);
                remark(
                        left.blocks() == fields.blocks()
                                ? "Salesforce does not tell which subscribers changed, so all of them are read."
                                : "Salesforce does not tell which subscribers block push upgrades.");
                fields = left;
            }
        }
    }
}
