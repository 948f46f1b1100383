package io.pushwave.executor.inventory.work;

import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.InventoryConfig;
import io.pushwave.executor.inventory.ReadingEvidence;
import io.pushwave.executor.inventory.SubscriberApi;
import io.pushwave.executor.inventory.SubscriberApi.Export;
import io.pushwave.executor.inventory.SubscriberApi.ExportState;
import io.pushwave.executor.inventory.SubscriberApi.Subscriber;
import io.pushwave.executor.inventory.SubscriberFields;
import io.pushwave.executor.inventory.SubscriberQuery;
import io.pushwave.executor.inventory.SyncRule;
import io.pushwave.executor.inventory.postgres.Inventories;
import io.pushwave.executor.inventory.postgres.Inventories.Reading;
import io.pushwave.executor.inventory.postgres.Subscribers;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.api.KnownPackages;
import io.pushwave.executor.work.Pause;
import io.pushwave.messaging.Backoff;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Reads subscribers from Salesforce into the copy, in the first of several ways that works. */
@ApplicationScoped
class ReadSubscribers {
    private static final Logger LOG = Logger.getLogger(ReadSubscribers.class);
    /** How often one way is begun anew after its pages were lost in the middle; each time costs all pages so far. */
    private static final int STARTS_MAXIMUM = 3;

    private static final Duration LONGEST_EXPORT_POLL = Duration.ofSeconds(30);

    private final InventoryConfig config;
    private final SyncRule rule;
    private final SubscriberApi salesforce;
    private final PackagingApi versions;
    private final KnownPackages packages;
    private final Inventories inventories;
    private final Subscribers subscribers;
    private final Clock clock;

    ReadSubscribers(
            ExecutorConfig config,
            SubscriberApi salesforce,
            PackagingApi versions,
            KnownPackages packages,
            Inventories inventories,
            Subscribers subscribers,
            Clock clock) {
        this.config = config.inventory();
        this.rule = this.config.rule();
        this.salesforce = salesforce;
        this.versions = versions;
        this.packages = packages;
        this.inventories = inventories;
        this.subscribers = subscribers;
        this.clock = clock;
    }

    /** This way does not lead there; another one may. */
    private static final class WayClosedException extends Exception {
        private static final long serialVersionUID = 1L;

        WayClosedException(String why) {
            super(why);
        }
    }

    /**
     * Reads everything.
     *
     * @param counted rows, by Salesforce; empty if it did not count in time
     */
    Reading everything(Sync sync, Optional<Long> counted) {
        var ways = rule.ways(counted);
        for (var way : ways.subList(0, ways.size() - 1)) {
            try {
                return everything(sync, way, counted);
            } catch (WayClosedException e) {
                LOG.infof("the subscribers of %s are read in another way: %s", sync.packageId(), e.getMessage());
                sync.remark("Not read by " + way + ": " + e.getMessage() + ".");
            }
        }
        try {
            return everything(sync, ways.getLast(), counted);
        } catch (WayClosedException e) {
            throw new PackagingException(
                    ApiFailure.UNAVAILABLE, "", "No way leads to the subscribers; the last one: " + e.getMessage(), e);
        }
    }

    private Reading everything(Sync sync, SyncRule.Way way, Optional<Long> counted) throws WayClosedException {
        for (int start = 1; ; start++) {
            // A number of its own, so that what an abandoned start saw does not count as seen.
            var reading = inventories.begin(sync.claim());
            sync.startOver();
            try {
                ensureWhole(sync, counted, read(sync, reading, way));
                return reading;
            } catch (PackagingException e) {
                if (e.tookTooLong()) {
                    throw new WayClosedException(e.sentence());
                }
                if (!e.locatorGone() || start == STARTS_MAXIMUM) {
                    throw e;
                }
                LOG.infof("the subscribers of %s are read from the start again: %s", sync.packageId(), e.sentence());
            }
        }
    }

    /** Reads everything in one way, and returns how many rows there are, if one answer tells that of all. */
    private Optional<Long> read(Sync sync, Reading reading, SyncRule.Way way) throws WayClosedException {
        Function<SubscriberFields, SubscriberQuery> all = fields -> SubscriberQuery.all(sync.packageId(), fields);
        return switch (way) {
            case PAGES -> Optional.of(pages(sync, reading, all));
            case PAGES_BY_VERSION -> {
                pagesByVersion(sync, reading);
                yield Optional.empty();
            }
            case EXPORT -> export(sync, reading, all);
        };
    }

    /** Reads what has changed; false if Salesforce cannot be asked that. */
    boolean changes(Sync sync, Reading reading, Instant since) {
        for (int start = 1; ; start++) {
            try {
                return changesOnce(sync, reading, since);
            } catch (PackagingException e) {
                if (e.tookTooLong()) {
                    sync.remark("Not read by what changed: " + e.sentence() + ".");
                    return false;
                }
                if (!e.locatorGone() || start == STARTS_MAXIMUM) {
                    throw e;
                }
            }
        }
    }

    private boolean changesOnce(Sync sync, Reading reading, Instant since) {
        Function<SubscriberFields, SubscriberQuery> query =
                fields -> SubscriberQuery.changed(sync.packageId(), since, fields);
        // So much may have changed, after a large campaign, that a file is cheaper.
        long most = rule.exportFrom() - 1;
        boolean few = sync.asking(fields -> fields.changeTime()
                && salesforce.list(query.apply(fields), most, page -> take(sync, reading, page)) <= most);
        if (few || !sync.fields().changeTime()) {
            return few;
        }
        try {
            export(sync, reading, query);
        } catch (WayClosedException e) {
            sync.remark("Not exported: " + e.getMessage() + ".");
            pages(sync, reading, query);
        }
        return sync.fields().changeTime();
    }

    private long pages(Sync sync, Reading reading, Function<SubscriberFields, SubscriberQuery> query) {
        return sync.asking(
                fields -> salesforce.list(query.apply(fields), Long.MAX_VALUE, page -> take(sync, reading, page)));
    }

    private void pagesByVersion(Sync sync, Reading reading) {
        for (var version : versions.versionsOf(sync.packageId())) {
            pages(sync, reading, fields -> onVersion(sync, fields, version));
        }
    }

    /** Keeps what did not come from being taken for gone: an answer may be cut off, or rows be on a version that is not listed. */
    private void ensureWhole(Sync sync, Optional<Long> counted, Optional<Long> found) throws WayClosedException {
        var asked = found.map(rows -> rows - sync.unasked());
        if (new ReadingEvidence(sync.rows(), counted, asked, Optional.empty()).whole()) {
            return;
        }
        var evidence = new ReadingEvidence(sync.rows(), counted, asked, countedNow(sync));
        if (!evidence.whole()) {
            throw new WayClosedException(evidence.doubt());
        }
    }

    private Optional<Long> countedNow(Sync sync) {
        try {
            return Optional.of(salesforce.standing(sync.packageId(), false).rows());
        } catch (PackagingException e) {
            if (!e.tookTooLong()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static SubscriberQuery onVersion(Sync sync, SubscriberFields fields, CataloguedVersion version) {
        return SubscriberQuery.all(sync.packageId(), fields).on(version.packageVersionId());
    }

    /** Returns how many rows there are, if Salesforce tells. */
    private Optional<Long> export(Sync sync, Reading reading, Function<SubscriberFields, SubscriberQuery> query)
            throws WayClosedException {
        var id = beginExport(sync, query);
        boolean ended = false;
        try {
            var export = awaitEnd(id);
            ended = export.state() != ExportState.UNDER_WAY;
            if (export.state() != ExportState.COMPLETE) {
                throw new WayClosedException(
                        ended
                                ? "Salesforce could not export them"
                                : "the export took longer than " + config.exportTimeout());
            }
            var asked = query.apply(sync.fields());
            var next = salesforce.exported(asked, id, Optional.empty(), page -> take(sync, reading, page));
            while (next.isPresent()) {
                next = salesforce.exported(asked, id, next, page -> take(sync, reading, page));
            }
            return export.rows();
        } finally {
            discard(id, ended);
        }
    }

    /** Whether subscribers can be exported is not documented: a refusal closes this way, not the others. */
    private String beginExport(Sync sync, Function<SubscriberFields, SubscriberQuery> query) throws WayClosedException {
        try {
            return sync.asking(fields -> salesforce.beginExport(query.apply(fields)));
        } catch (PackagingException e) {
            if (e.failure() == ApiFailure.BUG) {
                throw new WayClosedException(e.sentence());
            }
            throw e;
        }
    }

    /** Waits for the end of an export, but not for ever. */
    private Export awaitEnd(String id) {
        var poll = config.exportPoll();
        var waits = new Backoff(poll, poll.compareTo(LONGEST_EXPORT_POLL) < 0 ? LONGEST_EXPORT_POLL : poll);
        var until = clock.instant().plus(config.exportTimeout());
        var export = new Export(ExportState.UNDER_WAY, Optional.empty());
        for (int polls = 1;
                export.state() == ExportState.UNDER_WAY && clock.instant().isBefore(until);
                polls++) {
            Pause.of(waits.after(polls));
            export = salesforce.export(id);
        }
        return export;
    }

    /** Salesforce removes what is left by itself after 7 days. */
    private void discard(String id, boolean ended) {
        try {
            salesforce.discardExport(id, ended);
        } catch (PackagingException e) {
            LOG.infof("export %s was left to Salesforce: %s", id, e.sentence());
        }
    }

    private void take(Sync sync, Reading reading, List<Subscriber> page) {
        // Of several logins during a reading one may be to a wrong org. Costs nothing while there is no other one.
        packages.nameOf(sync.packageId());
        sync.came(page);
        QuarkusTransaction.requiringNew().run(() -> {
            inventories.keep(sync.claim());
            subscribers.store(sync.packageId(), reading.number(), page);
        });
    }
}
