package io.pushwave.simulator.bulk.records;

import io.pushwave.simulator.domain.Answer;
import java.util.List;

/** Writes the records of ingest jobs, the same way as records of single calls. */
@FunctionalInterface
public interface RecordSink {
    /**
     * The records of a batch follow.
     *
     * @param job number of the job, from 0
     * @param batch number of the batch in its job, from 0
     */
    default void begin(int job, int batch) {}

    /**
     * Writes one record.
     *
     * @param columns names as in the header, all of them fields of the object
     * @param values one for each column; empty means not set, {@code #N/A} null
     */
    Answer write(IngestDescription job, List<String> columns, List<String> values);
}
