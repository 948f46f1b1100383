package io.pushwave.planner.strategy.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.planner.org.OrgFixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The published schema and the rules of the domain were written apart: documents that differ at random from good ones are taken by
 * both or by neither, but for the rules that no schema can say. {@code -Dpushwave.strategies=N} tries N documents.
 */
class SchemaAgreesWithDomainTest {
    private static final int DOCUMENTS = Integer.getInteger("pushwave.strategies", 6_000);
    private static final long SEED = OrgFixtures.seed();

    /** What the schema's description says that it cannot say, and members with a # that the library passes over. */
    private static final List<Pattern> BEYOND_THE_SCHEMA = Stream.of(
                    "is '.*', and so is that of waves\\[.*",
                    "comes after wave '.*', which leaves it nobody;.*",
                    "is .*, which makes .* with those before it; at most 100 is expected",
                    "is PT\\S*, PT\\S* to PT\\S* is expected",
                    "is PT\\S*, a whole part of a day is expected",
                    "is .*, at least basePerMinute, which is .*, is expected",
                    "has the character U\\+D[89A-F].*",
                    "is unknown; .*")
            .map(rule -> Pattern.compile(rule, Pattern.DOTALL))
            .toList();

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"PT5M\"",
            "\"P1D\"",
            "\"PT\"",
            "\"P\"",
            "\"-PT5M\"",
            "\"P1Y\"",
            "\"PT0.5S\"",
            "\"PT0.0001S\"",
            "\"P40D\"",
            "\"PT99999999S\"",
            "\"PT99999999M\"",
            "\"PT7M\"",
            "-1",
            "0",
            "1",
            "2",
            "5.0",
            "99",
            "100",
            "101",
            "1000",
            "1000000",
            "1000001",
            "2147483648",
            "18446744073709551617",
            "1.0",
            "1.1",
            "1.5",
            "4.99",
            "1e30",
            "1e999",
            "-1e999",
            "0.1e1",
            "[]",
            "{}",
            "[\"a\"]",
            "[\"a\",\"a\"]",
            "[[]]",
            "{\"kind\":\"ALL\"}",
            "{\"kind\":\"EVERYONE\"}",
            "{\"kind\":\"CONSTANT\",\"perMinute\":7}",
            "\"EVERYONE\"",
            "\"LABELLED\"",
            "\"MATCHING\"",
            "\"SANDBOXES\"",
            "\"ALL\"",
            "\"COUNT\"",
            "\"PERCENTAGE\"",
            "\"CONSTANT\"",
            "\"HOLD\"",
            "\"WAIT\"",
            "\"REJECT\"",
            "\"DYNAMIC\"",
            "\"a\\nb\"",
            "\"ab\\n\"",
            "\"ab\\r\\n\"",
            "\"a\\u0085\"",
            "\"a\\u2028\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\u00a0a\"",
            "\"a\\u00a0\"",
            "\"\\u2003\"",
            "\"\\ufeffa\"",
            "\"\\u0635\"",
            "\"a.b_c-d\"");

    private static final List<String> NAMES = List.of(
            "dryRun",
            "#note",
            "kind",
            "label",
            "filter",
            "values",
            "percentage",
            "count",
            "bake",
            "tolerance",
            "Name",
            "");

    private final SplittableRandom random = new SplittableRandom(SEED);

    private static JsonNode json(String text) {
        try {
            return DocumentSamples.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void bothTakeTheSameDocuments() throws InvalidDocumentException {
        System.out.printf("%d documents, replay with -Dpushwave.seed=%d%n", DOCUMENTS, SEED);
        int taken = 0;
        int refused = 0;
        for (int number = 0; number < DOCUMENTS; number++) {
            // Given
            var document = sample();
            for (int change = random.nextInt(4); change > 0; change--) {
                change(document);
            }
            var place = "document " + number + " of seed " + SEED + ": " + document;

            // When
            var bySchema = DocumentSchema.violations(document);
            var byDomain = byDomain(document);

            // Then
            if (byDomain.isEmpty()) {
                assertThat(bySchema).as(place).isEmpty();
                assertThat(DocumentSchema.violations(json(CanonicalJson.of(DocumentReader.read(document)))))
                        .as(place)
                        .isEmpty();
                taken++;
            } else if (bySchema.isEmpty()) {
                assertThat(BEYOND_THE_SCHEMA)
                        .as(place + "; the domain says: " + byDomain)
                        .anyMatch(
                                rule -> rule.matcher(byDomain.getFirst().rule()).matches());
            } else {
                refused++;
            }
        }
        assertThat(List.of(taken, refused)).as("seed " + SEED).allMatch(count -> count > DOCUMENTS / 10);
    }

    private static List<Violation> byDomain(JsonNode document) {
        try {
            var _ = DocumentReader.read(document);
            return List.of();
        } catch (InvalidDocumentException e) {
            return e.violations();
        }
    }

    private ObjectNode sample() {
        var names = DocumentSamples.builtIn();
        int which = random.nextInt(2 * names.size());
        return which < names.size() ? DocumentSamples.builtIn(names.get(which)) : DocumentSamples.whole();
    }

    private void change(ObjectNode document) {
        var containers = new ArrayList<ContainerNode<?>>();
        collect(document, containers);
        switch (pick(containers)) {
            case ObjectNode object -> change(object, random.nextInt(10));
            case ArrayNode list -> change(list, random.nextInt(5));
            default -> throw new IllegalStateException("JSON has two containers");
        }
    }

    private void change(ObjectNode object, int how) {
        var names = object.propertyStream().map(Map.Entry::getKey).toList();
        if (how == 0 || names.isEmpty()) {
            object.set(pick(NAMES), json(pick(VALUES)));
        } else if (how <= 2) {
            object.remove(pick(names));
        } else {
            object.set(pick(names), json(pick(VALUES)));
        }
    }

    private void change(ArrayNode list, int how) {
        if (list.isEmpty() || how == 0) {
            list.add(json(pick(VALUES)));
        } else if (how == 1) {
            list.remove(random.nextInt(list.size()));
        } else if (how == 2) {
            // More of them than are allowed, now and then.
            var copied = list.get(random.nextInt(list.size()));
            for (int copy = random.nextInt(25); copy >= 0; copy--) {
                list.add(named(copied.deepCopy(), copy));
            }
        } else if (how == 3) {
            list.insert(0, list.remove(list.size() - 1));
        } else {
            list.set(random.nextInt(list.size()), json(pick(VALUES)));
        }
    }

    /** Most copies of a wave get a name of their own. */
    private JsonNode named(JsonNode copy, int number) {
        if (copy instanceof ObjectNode object && object.has("name") && random.nextInt(20) > 0) {
            object.put("name", "Copy " + number);
        }
        return copy;
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> into) {
        if (node instanceof ContainerNode<?> container) {
            into.add(container);
            container.forEach(child -> collect(child, into));
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
