package io.pushwave.planner.strategy.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pushwave.planner.strategy.InFlight;
import io.pushwave.planner.strategy.Ramp;
import io.pushwave.planner.strategy.Rate;
import io.pushwave.planner.strategy.RetryPolicy;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.Tolerance;
import io.pushwave.planner.strategy.WaveRule;
import io.pushwave.planner.strategy.WaveSelection;
import io.pushwave.planner.strategy.WaveSize;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A document as it is stored and hashed: members in the order of their names, no blanks, numbers and durations in one form, and every
 * value that has a default written out, so that a version keeps its meaning when a default changes. Equal documents have equal texts.
 */
public final class CanonicalJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalJson() {}

    /** The document's text. */
    public static String of(StrategyDocument document) {
        try {
            return MAPPER.writeValueAsString(members(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document cannot be written as JSON", e);
        }
    }

    /** SHA-256 of a text in hex. */
    public static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Map<String, Object> members(StrategyDocument document) {
        var members = new TreeMap<String, Object>();
        members.put("description", document.description());
        members.put("ownTestOrgs", document.ownTestOrgs());
        members.put("waves", document.waves().stream().map(CanonicalJson::wave).toList());
        members.put(
                "customers",
                Map.of(
                        "sandboxesFirst", document.customers().sandboxesFirst(),
                        "onSandboxFailure",
                                document.customers().onSandboxFailure().name()));
        members.put("tolerance", tolerance(document.tolerance()));
        members.put("bake", document.bake().toString());
        members.put("retries", retries(document.retries()));
        document.rate().ifPresent(rate -> members.put("rate", rate(rate)));
        document.ramp().ifPresent(ramp -> members.put("ramp", ramp(ramp)));
        members.put("inFlight", inFlight(document.inFlight()));
        members.put("slots", document.slots().toString());
        members.put("membership", document.membership().name());
        members.put(
                "overlap",
                Map.of(
                        "whenOccupied", document.overlap().whenOccupied().name(),
                        "priority", document.overlap().priority()));
        members.put(
                "register", Map.of("maximumAge", document.registerMaximumAge().toString()));
        members.put("holdPatience", document.holdPatience().toString());
        return members;
    }

    private static Map<String, Object> wave(WaveRule wave) {
        var members = new TreeMap<String, Object>();
        members.put("name", wave.name());
        members.put("canary", wave.canary());
        members.put("selection", selection(wave.selection()));
        members.put("size", size(wave.size()));
        wave.bake().ifPresent(bake -> members.put("bake", bake.toString()));
        wave.tolerance().ifPresent(tolerance -> members.put("tolerance", tolerance(tolerance)));
        return members;
    }

    private static Map<String, Object> selection(WaveSelection selection) {
        return switch (selection) {
            case WaveSelection.Everyone _ -> kind(DocumentReader.SelectionKind.EVERYONE);
            case WaveSelection.OwnTestOrgs _ -> kind(DocumentReader.SelectionKind.OWN_TEST_ORGS);
            case WaveSelection.Sandboxes _ -> kind(DocumentReader.SelectionKind.SANDBOXES);
            case WaveSelection.Production _ -> kind(DocumentReader.SelectionKind.PRODUCTION);
            case WaveSelection.Labelled(String label, List<String> values) ->
                Map.of("kind", DocumentReader.SelectionKind.LABELLED.name(), "label", label, "values", values);
            case WaveSelection.Matching(String filter) ->
                Map.of("kind", DocumentReader.SelectionKind.MATCHING.name(), "filter", filter);
        };
    }

    private static Map<String, Object> size(WaveSize size) {
        return switch (size) {
            case WaveSize.All _ -> kind(DocumentReader.SizeKind.ALL);
            case WaveSize.Percentage(int percentage) ->
                Map.of("kind", DocumentReader.SizeKind.PERCENTAGE.name(), "percentage", percentage);
            case WaveSize.Count(int count) -> Map.of("kind", DocumentReader.SizeKind.COUNT.name(), "count", count);
        };
    }

    private static Map<String, Object> kind(Enum<?> kind) {
        return Map.of("kind", kind.name());
    }

    private static Map<String, Object> tolerance(Tolerance tolerance) {
        return Map.of("percentage", tolerance.percentage(), "minimum", tolerance.minimum());
    }

    private static Map<String, Object> retries(RetryPolicy retries) {
        return Map.of(
                "attempts", retries.attemptsMaximum(),
                "delay", retries.delay().toString(),
                "factor", number(retries.factor()));
    }

    private static Map<String, Object> rate(Rate rate) {
        return switch (rate) {
            case Rate.Constant(int perMinute) ->
                Map.of("kind", DocumentReader.RateKind.CONSTANT.name(), "perMinute", perMinute);
            case Rate.Growing growing ->
                Map.of(
                        "kind", DocumentReader.RateKind.GROWING.name(),
                        "basePerMinute", growing.basePerMinute(),
                        "factor", number(growing.factor()),
                        "maximumPerMinute", growing.maximumPerMinute(),
                        "growsAfter", growing.growsAfter());
        };
    }

    private static Map<String, Object> ramp(Ramp ramp) {
        return Map.of(
                "first", ramp.first(),
                "factor", number(ramp.factor()),
                "mostlyEndedPercentage", ramp.mostlyEndedPercentage());
    }

    private static Map<String, Object> inFlight(InFlight inFlight) {
        var members = new TreeMap<String, Object>();
        inFlight.campaign().ifPresent(orgs -> members.put("campaign", orgs));
        inFlight.perInstance().ifPresent(orgs -> members.put("perInstance", orgs));
        return members;
    }

    /** 2, and not 2.0; factors are small, so there is no exponent. */
    private static BigDecimal number(double factor) {
        var plain = BigDecimal.valueOf(factor).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
