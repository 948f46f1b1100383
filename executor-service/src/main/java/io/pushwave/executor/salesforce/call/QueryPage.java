package io.pushwave.executor.salesforce.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import java.util.Optional;

/**
 * One page of a query's answer.
 *
 * @param total records that the query found, on all pages
 * @param next what to ask for the next page with; empty on the last one
 */
record QueryPage(JsonNode records, long total, Optional<String> next) {
    /**
     * Reads an answer. One without records is no page of none, and one that does not say whether it is the last is not taken for
     * the last, nor one that does not say how many it found for all of them: what is missing would be taken for gone.
     */
    static QueryPage of(JsonNode answer) {
        var records = answer.path("records");
        var done = answer.path("done");
        var found = answer.path("totalSize");
        if (!records.isArray() || !done.isBoolean() || !found.isIntegralNumber()) {
            throw incomplete("without its records, how many it found, or whether they are all");
        }
        long total = found.longValue();
        if (done.booleanValue()) {
            return new QueryPage(records, total, Optional.empty());
        }
        var url = answer.path("nextRecordsUrl").asText();
        var locator = url.substring(url.lastIndexOf('/') + 1);
        if (locator.isEmpty()) {
            throw incomplete("without where the rest of its records is");
        }
        return new QueryPage(records, total, Optional.of(locator));
    }

    private static PackagingException incomplete(String what) {
        return new PackagingException(ApiFailure.UNAVAILABLE, "", "Salesforce answered a query " + what);
    }
}
