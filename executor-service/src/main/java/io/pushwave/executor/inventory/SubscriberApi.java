package io.pushwave.executor.inventory;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.executor.salesforce.PackagingException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What Pushwave asks of Salesforce about subscribers. Every method may block up to the call timeout times the tries of a read,
 * and throws {@link PackagingException}; nothing is changed by any of them.
 */
public interface SubscriberApi {

    /**
     * How many have the package installed; one call.
     *
     * @param withNewest whether the newest change is asked for too
     */
    Standing standing(String packageId, boolean withNewest);

    /**
     * The rows, page by page, in no particular order; a call for 2,000 of them.
     *
     * @param most rows; if there are more, nothing is handed over
     * @return how many there are, as Salesforce tells
     */
    long list(SubscriberQuery query, long most, Consumer<List<Subscriber>> page);

    /** Has Salesforce write the rows to a file (Bulk API 2.0 query) and returns the job's id. */
    String beginExport(SubscriberQuery query);

    /** How far the file is. */
    Export export(String id);

    /**
     * Rows of the file that a query was written to, in parts of at most 2,000.
     *
     * @param from empty for the first part of the file, otherwise what the call before returned
     * @return where the next part begins; empty at the end
     */
    Optional<String> exported(SubscriberQuery query, String id, Optional<String> from, Consumer<List<Subscriber>> rows);

    /** Removes a file that is there, or that nobody waits for any more. */
    void discardExport(String id, boolean ended);

    /**
     * How many and how new.
     *
     * @param rows with the package installed
     * @param newest {@code SystemModstamp} of the row that changed last; empty if it was not asked for
     */
    record Standing(long rows, Optional<Instant> newest) {}

    /**
     * A file that is written.
     *
     * @param rows in it so far, as Salesforce tells; empty if it does not
     */
    record Export(ExportState state, Optional<Long> rows) {}

    /** Where a bulk query job is. */
    enum ExportState {
        UNDER_WAY,
        COMPLETE,
        /** Failed, or aborted by somebody. */
        FAILED
    }

    /** A {@code PackageSubscriber}. */
    sealed interface Subscriber {
        /** Empty if Salesforce does not tell it. */
        Optional<Instant> changedAt();

        /** The package is installed. */
        record Installed(SubscriberRow row, Optional<Instant> changedAt) implements Subscriber {}

        /** It was, and is not any more. */
        record Gone(OrgKey orgKey, Optional<Instant> changedAt) implements Subscriber {}

        /**
         * A row that tells of an org that has the package, and cannot be used.
         *
         * @param reason for people
         */
        record Unreadable(String reason) implements Subscriber {
            @Override
            public Optional<Instant> changedAt() {
                return Optional.empty();
            }
        }

        /** A row that was not asked for; it counts among those that Salesforce says there are, and for nothing else. */
        record Unasked() implements Subscriber {
            @Override
            public Optional<Instant> changedAt() {
                return Optional.empty();
            }
        }
    }
}
