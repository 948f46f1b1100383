package io.pushwave.simulator.bulk;

import io.pushwave.simulator.query.FlatQuery;

/**
 * What a query job was created to do.
 *
 * @param operation {@code query} or {@code queryAll}; nothing is ever deleted here, so both find the same
 * @param soql the text of the query
 * @param version of the API that it was created with, as in {@code v66.0}
 */
public record QueryDescription(String operation, String soql, FlatQuery query, CsvForm form, String version) {}
