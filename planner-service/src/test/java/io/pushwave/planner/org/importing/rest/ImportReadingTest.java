package io.pushwave.planner.org.importing.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.PlannerConfigs;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.importing.ImportLine;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.label.LabelChanges;
import io.pushwave.planner.org.label.LabelRules;
import io.pushwave.planner.org.policy.Edit;
import io.pushwave.planner.org.policy.PolicyEdit;
import io.pushwave.planner.org.policy.Restriction.Hold;
import io.pushwave.planner.org.policy.Restriction.OptOut;
import io.pushwave.planner.org.policy.Restriction.Pin;
import io.pushwave.planner.org.policy.rest.PolicyTerms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportReadingTest {
    private static final long SEED = Long.getLong("pushwave.seed", System.nanoTime());
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final LineCount COUNT = new LineCount(1_000_000);
    private static final OrgKey ORG = new OrgKey("00D000000000001");
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static LabelLines labels() {
        return new LabelLines(new LabelRules(20, 3), STRICT);
    }

    private static PolicyLines policies() {
        var terms = new PolicyTerms(PlannerConfigs.with(Map.of()), Clock.fixed(NOON, ZoneOffset.UTC));
        return new PolicyLines(terms, STRICT, "ann");
    }

    private static <C> ImportLines<C> csv(LineFormat<C> format, String table) {
        return csv(format, table.getBytes(StandardCharsets.UTF_8));
    }

    private static <C> ImportLines<C> csv(LineFormat<C> format, byte[] table) {
        var lines = new ImportLines<C>(100);
        try {
            CsvTable.read(new Utf8Reader(new ByteArrayInputStream(table)), format, lines, COUNT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    private static <C> ImportLines<C> json(LineFormat<C> format, boolean array, String text) {
        var lines = new ImportLines<C>(100);
        var reader = new Utf8Reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            if (array) {
                new JsonLines(STRICT, COUNT).array(reader, format, lines);
            } else {
                new JsonLines(STRICT, COUNT).lines(reader, format, lines);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return lines;
    }

    private static String faults(ImportLines<?> lines) {
        return String.join(
                "\n",
                lines.faults().first().stream()
                        .map(fault -> fault.line() + " " + fault.fault().field() + ": "
                                + fault.fault().rule())
                        .toList());
    }

    private static LabelChanges changes(Map<String, Optional<String>> changes) {
        return new LabelChanges(changes);
    }

    @Test
    void anEmptyCellLeavesALabelAndAHyphenRemovesIt() {
        var lines = csv(
                labels(),
                "\uFEFFring,orgKey,tier\r\ncanary,00D000000000001EAA,-\r\n,00D000000000002,\"a \"\"b\"\"\nc\"\r\n\r\n");

        assertThat(lines.faults().count()).isZero();
        assertThat(lines.good())
                .containsExactly(
                        new ImportLine<>(
                                2, ORG, changes(Map.of("ring", Optional.of("canary"), "tier", Optional.empty()))),
                        new ImportLine<>(
                                3, new OrgKey("00D000000000002"), changes(Map.of("tier", Optional.of("a \"b\"\nc")))));
    }

    @Test
    void everyBadLineIsToldWithItsNumberAndTheOthersAreRead() {
        var table = """
                orgKey,ring
                00D000000000001,canary
                00d000000000002,canary
                00D000000000003,"two
                lines"
                00D000000000004AAZ,canary
                00D000000000005
                00D000000000006,canary,gold
                00D000000000007,%s
                00D000000000001,early
                ,canary
                00D000000000008,early
                """.formatted("x".repeat(21));

        var lines = csv(labels(), table);

        assertThat(lines.good()).extracting(ImportLine::line).containsExactly(2, 4, 12);
        assertThat(faults(lines)).isEqualTo("""
                3 orgKey: orgKey '00d000000000002' is no org id: 15 or 18 letters and digits beginning with 00D are expected; ids are case-sensitive
                6 orgKey: orgKey '00D000000000004AAZ' has wrong check characters: 'EAA' is expected at its end; ids are case-sensitive
                7 line: the line has 1 cells, the head has 2
                8 line: the line has 3 cells, the head has 2
                9 ring: ring has 21 characters, at most 20 are allowed
                10 orgKey: orgKey 00D000000000001 is in line 2 already
                11 orgKey: orgKey is missing or blank""");
        assertThat(lines.count()).isEqualTo(10);
    }

    @Test
    void aBadByteIsAnErrorOfItsLine() {
        var head = "orgKey,ring\n00D000000000001,can".getBytes(StandardCharsets.UTF_8);
        var tail = "ry\n00D000000000002,äöü😀\n".getBytes(StandardCharsets.UTF_8);
        var table = new byte[head.length + 1 + tail.length];
        System.arraycopy(head, 0, table, 0, head.length);
        table[head.length] = (byte) 0xE4;
        System.arraycopy(tail, 0, table, head.length + 1, tail.length);

        var lines = csv(labels(), table);

        assertThat(faults(lines)).isEqualTo("2 ring: ring has the byte 0xE4, which is no UTF-8 there");
        assertThat(lines.good())
                .containsExactly(new ImportLine<>(
                        3, new OrgKey("00D000000000002"), changes(Map.of("ring", Optional.of("äöü😀")))));
    }

    @Test
    void anyTextIsReadAsItWasWrittenWhereverItsBytesAreCut() {
        System.out.printf("replay with -Dpushwave.seed=%d%n", SEED);
        var random = new SplittableRandom(SEED);
        for (int text = 0; text < 200; text++) {
            var written = random.ints(random.nextInt(0, 60_000), 1, 0x11000)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .filter(point -> point != 0xFEFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(read(written.getBytes(StandardCharsets.UTF_8))).isEqualTo(written);
        }
    }

    @Test
    void everyByteThatIsNoUtf8IsKept() {
        var bytes = new byte[128];
        IntStream.range(0, 128).forEach(at -> bytes[at] = (byte) (255 - at));

        assertThat(read(bytes)).hasSizeBetween(96, 128);
        assertThat(Utf8Reader.firstBadByte(read(bytes))).hasValue(255);
        assertThat(Utf8Reader.firstBadByte("😀 \uFFFD ä")).isEmpty();
    }

    private static String read(byte[] bytes) {
        try (var reader = new Utf8Reader(new ByteArrayInputStream(bytes))) {
            var text = new StringBuilder();
            var some = new char[777];
            for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
                text.append(some, 0, count);
            }
            return text.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                | the body is empty
            ring,tier         | has to name orgKey
            orgKey            | at least one label
            orgKey;ring       | no name of a label
            orgKey,Ring       | no name of a label
            orgKey,ring,ring  | the head has ring twice
            orgKey,"ring      | the head of the table cannot be read
            """)
    void aTableWhoseHeadNobodyUnderstandsIsRefused(String head, String rule) {
        assertThatThrownBy(() -> csv(labels(), head)).hasMessageContaining(rule);
    }

    @Test
    void aQuoteThatIsNotClosedEndsTheReading() {
        var lines = csv(labels(), "orgKey,ring\n00D000000000001,a\n00D000000000002,\"b\n00D000000000003,c\n");

        assertThat(lines.isBrokenOff()).isTrue();
        assertThat(lines.good()).hasSize(1);
        assertThat(lines.faults().first())
                .singleElement()
                .satisfies(fault -> assertThat(fault.fault().rule()).contains("a quote is not closed"));
    }

    @Test
    void jsonSaysTheSameAsATable() {
        var array = json(labels(), true, """
                [{"orgKey": "00D000000000001EAA", "labels": {"ring": "canary", "tier": null}},
                 {"orgKey": "00D000000000002", "label": {}},
                 5,
                 {"orgKey": "00D000000000003", "labels": {"Ring": "x"}},
                 {"orgKey": "00D000000000004", "labels": {"ring": "-"}},
                 {"labels": {"ring": "x"}}]""");

        assertThat(array.good())
                .containsExactly(new ImportLine<>(
                        1, ORG, changes(Map.of("ring", Optional.of("canary"), "tier", Optional.empty()))));
        assertThat(faults(array)).isEqualTo("""
                2 label: label is unknown; known are labels, orgKey
                3 line: the line is no JSON object
                4 labels: 'Ring' is no name of a label: 1 to 63 of the characters a-z, 0-9, '.', '_' and '-' are expected, the first one a letter or a digit
                5 labels.ring: labels.ring is '-': a value says something, and '-' stands for none
                6 orgKey: orgKey is missing or blank""");
    }

    @Test
    void aLineThatIsNoJsonIsBadAndTheOthersAreRead() {
        var lines = json(labels(), false, """
                {"orgKey": "00D000000000001", "labels": {"ring": "canary"}}

                {"orgKey": "00D000000000002",
                {"orgKey": "00D000000000003", "labels": {"ring": "a", "ring": "b"}}
                {"orgKey": "00D000000000004", "labels": {"ring": "early"}} {}
                {"orgKey": "00D000000000005", "labels": {"ring": "early"}}""");

        assertThat(lines.good()).extracting(ImportLine::line).containsExactly(1, 6);
        assertThat(faults(lines)).isEqualTo("""
                3 line: the line is not JSON
                4 ring: ring is there twice
                5 line: the line is not JSON: more text follows its end""");
    }

    @Test
    void anArrayThatIsNoJsonIsReadUpToThere() {
        var lines = json(labels(), true, """
                [{"orgKey": "00D000000000001", "labels": {"ring": "canary"}},
                 {"orgKey": "00D000000000002", ]""");

        assertThat(lines.isBrokenOff()).isTrue();
        assertThat(faults(lines)).isEqualTo("2 line: the line is not JSON; from here on the array is not read");
    }

    @Test
    void aTableOfPoliciesDecidesLeavesAndLifts() {
        var lines = csv(policies(), """
                orgKey,optOutReason,optOutUntil,holdReason,holdUntil,pinReason,pinVersion
                00D000000000001,asked,,incident,2027-01-01T00:00:00+01:00,certified,3.4.0.2
                00D000000000002,-,,,,-,
                """);

        assertThat(faults(lines)).isEmpty();
        assertThat(lines.good())
                .extracting(ImportLine::change)
                .containsExactly(
                        new PolicyEdit(
                                new Edit.Put<>(new OptOut("ann", "asked", Optional.empty())),
                                new Edit.Put<>(new Hold(
                                        "ann", "incident", Optional.of(Instant.parse("2026-12-31T23:00:00Z")))),
                                new Edit.Put<>(new Pin("ann", "certified", new VersionNumber(3, 4, 0, 2)))),
                        new PolicyEdit(new Edit.Lift<>(), new Edit.Leave<>(), new Edit.Lift<>()));
    }

    @Test
    void whatIsWrongWithAPolicyIsToldByItsColumn() {
        var lines = csv(policies(), """
                orgKey,holdReason,holdUntil,pinReason,pinVersion
                00D000000000001,incident,2026-11-22T12:00:00Z,,
                00D000000000002,incident,tomorrow,,
                00D000000000003,,2027-01-01T00:00:00Z,,
                00D000000000004,,,certified,3.4
                00D000000000005,,,certified,
                00D000000000006,-,2027-01-01T00:00:00Z,,
                """);

        assertThat(lines.good()).isEmpty();
        assertThat(faults(lines)).isEqualTo("""
                2 holdUntil: holdUntil is 2026-11-22T12:00:00Z: a time to come is expected, or none if it has to be lifted
                3 holdUntil: holdUntil is 'tomorrow', a time such as 2026-11-22T10:15:30Z is expected
                4 holdReason: holdReason is missing or blank: say why
                5 pinVersion: pinVersion '3.4' is no version number: four parts such as 3.4.0.2 are expected
                6 pinVersion: pinVersion is missing or blank: say up to which version the org may be brought
                7 holdUntil: holdUntil has to be empty where holdReason is '-', which lifts it""");
    }

    @Test
    void jsonOfPoliciesDecidesLeavesAndLifts() {
        var lines = json(policies(), false, """
                {"orgKey": "00D000000000001", "hold": {"reason": "incident"}, "pin": null}
                {"orgKey": "00D000000000002", "hold": {"reason": "incident", "untill": "x"}}
                {"orgKey": "00D000000000003", "hold": {"reason": "incident", "until": "x"}}
                {"orgKey": "00D000000000004", "freeze": {}}""");

        assertThat(lines.good())
                .containsExactly(new ImportLine<>(
                        1,
                        ORG,
                        new PolicyEdit(
                                new Edit.Leave<>(),
                                new Edit.Put<>(new Hold("ann", "incident", Optional.empty())),
                                new Edit.Lift<>())));
        assertThat(faults(lines)).isEqualTo("""
                2 hold.untill: hold.untill is unknown; known are reason, until
                3 hold.until: hold.until is 'x', a time such as 2026-11-22T10:15:30Z is expected
                4 freeze: freeze is unknown; known are hold, optOut, orgKey, pin""");
    }

    @Test
    void unknownColumnsOfPoliciesAreRefused() {
        assertThatThrownBy(() -> csv(policies(), "orgKey,holdReason,freezeReason\n"))
                .hasMessageContaining("the head has the unknown column 'freezeReason'; known are "
                        + String.join(", ", List.of("orgKey", "optOutReason")));
    }
}
