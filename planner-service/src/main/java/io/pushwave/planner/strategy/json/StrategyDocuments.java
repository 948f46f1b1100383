package io.pushwave.planner.strategy.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pushwave.contracts.JsonFault;
import io.pushwave.planner.org.filter.FilterLimits;
import io.pushwave.planner.org.filter.InvalidFilterException;
import io.pushwave.planner.org.filter.rsql.RsqlFilters;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.WaveSelection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reads strategies' documents. */
@ApplicationScoped
public class StrategyDocuments {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Filters of documents are shorter than the longest that there may be; their text has a limit of its own. */
    private final RsqlFilters filters = new RsqlFilters(FilterLimits.DEFAULT);

    /**
     * Takes a document that somebody has written.
     *
     * @throws InvalidDocumentException with every rule of the schema that it breaks; if it breaks none, with the first one of the
     *     domain, or with every filter that cannot be read
     */
    public StrategyDocument checked(JsonNode json) throws InvalidDocumentException {
        var violations = DocumentSchema.violations(json);
        if (!violations.isEmpty()) {
            throw new InvalidDocumentException(violations);
        }
        var document = DocumentReader.read(json);
        var faults = filterFaults(document);
        if (!faults.isEmpty()) {
            throw new InvalidDocumentException(faults);
        }
        return document;
    }

    /** The same of a text, which may be no JSON at all. */
    public StrategyDocument checked(String text) throws InvalidDocumentException {
        return checked(tree(text));
    }

    /**
     * Reads a document that was checked when it was stored.
     *
     * @throws IllegalStateException if it is none
     */
    public static StrategyDocument stored(String text) {
        try {
            return DocumentReader.read(tree(text));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a stored strategy cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonNode tree(String text) throws InvalidDocumentException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            var fault = JsonFault.of(e);
            throw new InvalidDocumentException(List.of(new Violation(fault.field(), null, fault.rule(), false)));
        }
    }

    private List<Violation> filterFaults(StrategyDocument document) {
        var faults = new ArrayList<Violation>();
        check("ownTestOrgs", document.ownTestOrgs(), faults);
        for (int number = 0; number < document.waves().size(); number++) {
            if (document.waves().get(number).selection() instanceof WaveSelection.Matching(String filter)) {
                check("waves[" + number + "].selection.filter", filter, faults);
            }
        }
        return faults;
    }

    private void check(String field, String text, List<Violation> faults) {
        try {
            var _ = filters.parse(text);
        } catch (InvalidFilterException e) {
            faults.add(new Violation(field, text, "is no filter " + e.fault(), false));
        }
    }
}
