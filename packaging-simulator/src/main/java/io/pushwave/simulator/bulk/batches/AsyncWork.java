package io.pushwave.simulator.bulk.batches;

import io.pushwave.simulator.bulk.records.IngestOperation;
import io.pushwave.simulator.query.objects.SObjectTable;

/** What the batches of a job of Bulk API 1.0 do. */
public sealed interface AsyncWork {
    /** The API's word. */
    String operation();

    /** The object that they do it to. */
    SObjectTable table();

    /** Each writes records. */
    record Load(IngestOperation what, SObjectTable table) implements AsyncWork {
        @Override
        public String operation() {
            return what.apiName();
        }
    }

    /**
     * Each asks a query.
     *
     * @param operation {@code query} or {@code queryAll}; nothing is ever deleted here, so both find the same
     */
    record Query(String operation, SObjectTable table) implements AsyncWork {}
}
