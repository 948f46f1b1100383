package io.pushwave.simulator.bulk.records;

import io.pushwave.simulator.bulk.csv.DataFault;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.query.FlatQuery;
import java.util.List;

/** How a batch of Bulk API 1.0 writes records: those that it uploads, and those that its query finds. */
public interface RecordFormat {
    /**
     * Reads the records of a batch.
     *
     * @throws DataFault if the data is not in this format, or the reader refuses a record
     */
    void read(byte[] data, Reader reader) throws DataFault;

    /**
     * Writes the rows that a query found.
     *
     * @param version of the API, as in {@code v66.0}
     */
    byte[] write(FlatQuery query, Rows rows, String version);

    /** Takes records one after the other. */
    @FunctionalInterface
    interface Reader {
        /**
         * Takes one.
         *
         * @param names of its fields
         * @param values one for each name, or more if the data is wrong; empty means not set, {@code #N/A} null
         */
        void take(List<String> names, List<String> values) throws DataFault;
    }
}
