package io.pushwave.planner.strategy.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.pushwave.planner.org.label.LabelRules;
import io.pushwave.planner.strategy.StrategyDocument;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyDocumentsTest {
    private static final StrategyDocuments DOCUMENTS = new StrategyDocuments();

    private static JsonNode schema() {
        return DocumentSamples.object(DocumentSchema.text());
    }

    private static StrategyDocument checked(JsonNode json) {
        try {
            return DOCUMENTS.checked(json);
        } catch (InvalidDocumentException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Violation> violations(JsonNode json) {
        var refusal = catchThrowableOfType(InvalidDocumentException.class, () -> DOCUMENTS.checked(json));
        assertThat(refusal).as(json.toString()).isNotNull();
        return refusal.violations();
    }

    /** The whole sample with another value at a place, or without it where there is none. */
    private static ObjectNode with(String place, String value) {
        var whole = DocumentSamples.whole();
        var pointer = JsonPointer.compile(place);
        var last = pointer.last().getMatchingProperty();
        switch (whole.at(pointer.head())) {
            case ObjectNode object when value == null -> object.remove(last);
            case ObjectNode object -> object.set(last, json(value));
            case ArrayNode list -> list.set(pointer.last().getMatchingIndex(), json(value));
            default -> throw new AssertionError(place);
        }
        return whole;
    }

    private static JsonNode json(String value) {
        try {
            return DocumentSamples.JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(value, e);
        }
    }

    @Test
    void theSchemaIsOneOfItsDraft() {
        // When
        var faults = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012))
                .validate(schema());

        // Then
        assertThat(faults).isEmpty();
    }

    @Test
    void thePatternsOfTheSchemaAreThoseOfTheDomain() {
        assertThat(schema().findValuesAsText("pattern"))
                .containsOnly(
                        DocumentSchema.anchored(StrategyDocument.LINE),
                        DocumentSchema.anchored(LabelRules.NAME),
                        DocumentSchema.anchored(Part.DURATION));
    }

    @Test
    void theDefaultsOfTheSchemaAreThoseOfADocumentThatSaysLittle() {
        // When
        var document = json(CanonicalJson.of(
                checked(DocumentSamples.object("{\"description\": \"Little\", \"waves\": [{\"name\": \"All\"}]}"))));

        // Then
        var members = schema().path("properties");
        var defaults = members.properties().stream()
                .filter(member -> member.getValue().has("default"))
                .toList();
        assertThat(defaults).hasSizeGreaterThan(10);
        defaults.forEach(member -> assertThat(normal(document.path(member.getKey())))
                .as(member.getKey())
                .isEqualTo(normal(member.getValue().path("default"))));
        var wave = schema().at("/$defs/wave/properties");
        List.of("canary", "selection", "size")
                .forEach(member -> assertThat(document.at("/waves/0/" + member))
                        .isEqualTo(wave.path(member).path("default")));
    }

    /** The same duration in one form. */
    private static String normal(JsonNode value) {
        return value.isTextual() && value.textValue().startsWith("P")
                ? Duration.parse(value.textValue()).toString()
                : value.toString()
                        .replaceAll("[{}]", "")
                        .chars()
                        .sorted()
                        .boxed()
                        .toList()
                        .toString();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsShippedOrWrittenIsReadBackAsItWas(ObjectNode sample) throws InvalidDocumentException {
        // Given
        var document = checked(sample);

        // When
        var text = CanonicalJson.of(document);

        // Then
        assertThat(DOCUMENTS.checked(text)).isEqualTo(document);
        assertThat(StrategyDocuments.stored(text)).isEqualTo(document);
        assertThat(CanonicalJson.of(StrategyDocuments.stored(text))).isEqualTo(text);
    }

    static Stream<ObjectNode> samples() {
        return Stream.concat(
                Stream.of(DocumentSamples.whole()),
                DocumentSamples.builtIn().stream().map(DocumentSamples::builtIn));
    }

    @Test
    void theSameDocumentInAnotherSpellingHasTheSameText() {
        // When
        var spelled = checked(DocumentSamples.object("""
                {"waves": [{"size": {"percentage": 5.0, "kind": "PERCENTAGE"}, "name": "A"}, {"name": "\\u0042", "canary": false}],
                 "retries": {"factor": 2.0, "delay": "PT300S", "attempts": 3}, "bake": "PT0.5H", "description": "d"}""".replace("PT0.5H", "PT1800S")));
        var plain = checked(DocumentSamples.object("""
                {"description": "d", "bake": "PT30M",
                 "waves": [{"name": "A", "selection": {"kind": "EVERYONE"}, "size": {"kind": "PERCENTAGE", "percentage": 5}},
                           {"name": "B"}]}"""));

        // Then
        assertThat(spelled).isEqualTo(plain);
        assertThat(CanonicalJson.of(spelled)).isEqualTo(CanonicalJson.of(plain));
    }

    @Test
    void theCanonicalTextHasItsMembersInOrderAndNoBlanks() {
        // When
        var text = CanonicalJson.of(
                checked(DocumentSamples.object("{\"waves\": [{\"name\": \"All\"}], \"description\": \"Little\"}")));

        // Then
        assertThat(text)
                .isEqualTo("{\"bake\":\"PT30M\",\"customers\":{\"onSandboxFailure\":\"HOLD\",\"sandboxesFirst\":false},"
                        + "\"description\":\"Little\",\"holdPatience\":\"PT168H\",\"inFlight\":{},\"membership\":\"SNAPSHOT\","
                        + "\"overlap\":{\"priority\":500,\"whenOccupied\":\"WAIT\"},"
                        + "\"ownTestOrgs\":\"label.own-test-org==true\",\"register\":{\"maximumAge\":\"PT1H\"},"
                        + "\"retries\":{\"attempts\":3,\"delay\":\"PT5M\",\"factor\":2},\"slots\":\"PT15M\","
                        + "\"tolerance\":{\"minimum\":2,\"percentage\":10},\"waves\":[{\"canary\":false,\"name\":\"All\","
                        + "\"selection\":{\"kind\":\"EVERYONE\"},\"size\":{\"kind\":\"ALL\"}}]}");
        assertThat(CanonicalJson.digest(text)).hasSize(64).matches("[0-9a-f]+");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongMemberIsNamedWithItsPlaceValueAndRule(String place, String value, String field, String rule) {
        // When
        var violations = violations(with(place, value));

        // Then
        assertThat(violations).anySatisfy(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.rule()).startsWith(rule);
        });
    }

    static List<Arguments> wrong() {
        return WrongMembers.all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/waves/0",
                "/waves/1/selection",
                "/waves/1/size",
                "/waves/0/tolerance",
                "/customers",
                "/tolerance",
                "/retries",
                "/rate",
                "/ramp",
                "/inFlight",
                "/overlap",
                "/register"
            })
    void aMemberThatNobodyKnowsIsRefusedWhereverItStands(String place) {
        for (var name : List.of("dryRun", "#comment", "$schema", "Name")) {
            // Given
            var whole = DocumentSamples.whole();
            ((ObjectNode) (place.isEmpty() ? whole : whole.at(place))).put(name, true);

            // When
            var violation = violations(whole).getFirst();

            // Then
            assertThat(violation.unknown()).isTrue();
            assertThat(violation.field()).endsWith(name);
            assertThat(violation.value()).isEqualTo("true");
            assertThat(violation.rule()).startsWith("is unknown; known are ");
        }
    }

    @Test
    void everyRuleOfTheSchemaThatIsBrokenIsNamed() {
        // Given
        var whole = DocumentSamples.whole();
        whole.put("bake", "soon")
                .put("membership", "dynamic")
                .put("dryRun", true)
                .remove("description");
        ((ObjectNode) whole.at("/waves/2/size")).put("percentage", 0);

        // When
        var violations = violations(whole);

        // Then
        assertThat(violations)
                .extracting(Violation::sentence)
                .containsExactlyInAnyOrder(
                        "description is missing",
                        "waves[2].size.percentage is 0, 1 to 100 is expected",
                        "bake is 'soon', a duration such as PT15M or P2DT12H is expected",
                        "membership is 'dynamic', one of SNAPSHOT, DYNAMIC is expected",
                        "dryRun is unknown; known are bake, customers, description, holdPatience, inFlight, membership,"
                                + " overlap, ownTestOrgs, ramp, rate, register, retries, slots, tolerance, waves");
    }

    @Test
    void everyFilterThatCannotBeReadIsNamedWithItsPosition() {
        // Given
        var whole = DocumentSamples.whole().put("ownTestOrgs", "colour==red");
        ((ObjectNode) whole.at("/waves/2/selection")).put("filter", "type==Sandbox;");

        // When
        var violations = violations(whole);

        // Then
        assertThat(violations)
                .extracting(Violation::sentence)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("ownTestOrgs is no filter at character 1 (colour): this is no field;"),
                        second -> assertThat(second)
                                .startsWith("waves[2].selection.filter is no filter at character 15 (the end): "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                  | the document
            {                                   | the document is not JSON
            []                                  | the document has the wrong type: an object is expected
            "x"                                 | the document has the wrong type: an object is expected
            {"description": "a", "description": "b"} | description is there twice
            {} {}                               | the document is not JSON: more text follows its end
            """)
    void aTextThatIsNoDocumentIsRefused(String text, String sentence) {
        assertThatThrownBy(() -> DOCUMENTS.checked(text))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageStartingWith(sentence);
    }
}
