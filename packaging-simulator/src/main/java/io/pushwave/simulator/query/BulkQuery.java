package io.pushwave.simulator.query;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.soql.SoqlException;

/** The queries that can be asked in bulk, by both APIs. */
public final class BulkQuery {
    /** Evidence: Salesforce's connectors name this refusal. */
    private static final Refusal CHILDREN =
            Refusal.of("API_ERROR", "Aggregate Relationships not supported in Bulk Query");

    private BulkQuery() {}

    /**
     * Binds a query.
     *
     * @throws RefusedQueryException if it is none, or one that cannot be asked in bulk
     */
    public static FlatQuery compile(Schema schema, PlatformSettings settings, String soql)
            throws RefusedQueryException {
        try {
            var unsupported = FlatQuery.unsupported(soql);
            if (unsupported.isPresent()) {
                throw new RefusedQueryException(refusal(unsupported.get(), settings));
            }
            return FlatQuery.compile(schema, soql);
        } catch (SoqlException refused) {
            throw new RefusedQueryException(Refusal.of(refused.code(), refused.text()));
        }
    }

    private static Refusal refusal(FlatQuery.Unsupported what, PlatformSettings settings) {
        return switch (what) {
            case CHILDREN -> CHILDREN;
            case GROUP_BY -> settings.answer(UnverifiedAnswer.BULK_QUERY_REFUSED, "GROUP BY");
            case AGGREGATES -> settings.answer(UnverifiedAnswer.BULK_QUERY_REFUSED, "Aggregate functions");
            case OFFSET -> settings.answer(UnverifiedAnswer.BULK_QUERY_REFUSED, "OFFSET");
        };
    }

    /** A query that is not answered, and why. */
    public static final class RefusedQueryException extends Exception {
        private static final long serialVersionUID = 1L;

        // Lives no longer than the call or the batch; never serialised.
        private final transient Refusal refusal;

        public RefusedQueryException(Refusal refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }

        public Refusal refusal() {
            return refusal;
        }
    }
}
