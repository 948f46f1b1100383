package io.pushwave.simulator.bulk;

import io.pushwave.simulator.query.SObjectTable;

/**
 * What an ingest job was created to do.
 *
 * @param version of the API that it was created with, as in {@code v66.0}
 */
public record IngestDescription(IngestOperation operation, SObjectTable table, CsvForm form, String version) {}
