package io.pushwave.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.MessageType;
import io.pushwave.platform.api.CampaignEvent;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.api.CampaignSummary.OrgCounts;
import io.pushwave.platform.api.CampaignSummary.WaveSummary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignDrawingTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aWaveShowsItsCountsAndItsGate() {
        var lines = drawn(picture(), 120);

        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line).contains("Wave 1").contains("50").containsPattern("0 +0 +0 +49 +1  passed"));
        assertThat(lines)
                .anySatisfy(
                        line -> assertThat(line).contains("Wave 2").containsPattern("100 +120 +5 +20 +5  ≤ 25 failed"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("Wave 3").contains("waits"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("RUNNING").contains("1,000 of 1,030"));
        assertThat(lines).contains("  Left out: 30 org inactive");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("00:03  gate of wave 1 passed"));
    }

    @Test
    void aWaveIsCalledByItsNameAndKind() {
        assertThat(drawn(picture(), 120)).contains("    Canary", "    Early adopters, by label", "    rest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W", "界", "🌊"})
    void aLongNameIsCutSoThatItsKindIsSeen(String character) {
        // Given
        var wave = wave(1, Optional.of(character.repeat(60)), Optional.of("OWN_TEST_ORGS"));

        // When
        var lines = drawn(picture(List.of(wave)), 70);

        // Then
        assertThat(lines)
                .filteredOn(line -> line.startsWith("    " + character))
                .singleElement()
                .asString()
                .matches("    " + character + "{20,}…, own test orgs")
                .satisfies(line -> assertThat(line.codePoints()
                                .map(each -> each >= 0x1100 && each != '…' ? 2 : 1)
                                .sum())
                        .isBetween(69, 70));
    }

    @Test
    void aNameThatFitsIsNotCut() {
        var wave = wave(1, Optional.of("W".repeat(60)), Optional.of("OWN_TEST_ORGS"));

        assertThat(drawn(picture(List.of(wave)), 120)).contains("    " + "W".repeat(60) + ", own test orgs");
    }

    @Test
    void aWaveOfWhichOnlyTheNumberIsKnownIsDrawnByThatAlone() {
        var nameless = picture(List.of(wave(1, Optional.empty(), Optional.empty())));

        assertThat(drawn(nameless, 120))
                .hasSize(drawn(picture(List.of(canary())), 120).size() - 1);
    }

    @Test
    void endsThatHaveNoColumnAreSaidBesideThese() {
        assertThat(drawn(picture(), 120)).contains("  Beside these: 3 reached by their customers, 4 left out");
    }

    @Test
    void theEndsOfOrgsAreSaidInWords() {
        var orgs = new OrgCounts(560, 0, 0, 0, 0, 0, 552, 3, 1, 4, 0, 0);

        assertThat(CampaignDrawing.ends(orgs))
                .isEqualTo("552 succeeded, 3 reached by their customers, 4 left out, 1 failed");
        assertThat(orgs.ended()).isEqualTo(560);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120, 250})
    void noLineIsWiderThanTheTerminal(int width) {
        var lines = CampaignDrawing.draw(picture(), width);

        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(visible(line.coloured(width)).length()).isLessThanOrEqualTo(width));
    }

    @Test
    void everyStateThatHasOrgsHasACell() {
        var shares = CampaignDrawing.Bar.shares(new long[] {10_000, 1, 1, 0, 1}, 20);

        assertThat(shares).containsExactly(17, 1, 1, 0, 1);
    }

    @Test
    void aBarIsFullWidthWhateverTheCounts() {
        for (long succeeded = 0; succeeded <= 300; succeeded++) {
            var shares = CampaignDrawing.Bar.shares(new long[] {succeeded, 3, 7, 11, 300 - succeeded}, 33);

            assertThat(shares[0] + shares[1] + shares[2] + shares[3] + shares[4])
                    .isEqualTo(33);
        }
    }

    @Test
    void beforeThePlanStandsItSaysWhatIsGoingOn() {
        var before = new Picture("Acme 4.2.0", Duration.ofSeconds(1), "http://c", Optional.empty(), List.of());

        assertThat(drawn(before, 100))
                .anySatisfy(line -> assertThat(line).contains("asks for the list of customer orgs"));
    }

    @Test
    void aPipeGetsALineForEachEventAndNoneTwice() {
        var bytes = new ByteArrayOutputStream();
        var view = new PlainView(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        view.show(picture());
        view.show(picture());

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "00:04  Plan made. Waves of 50 (Canary), 250 (Early adopters, by label), 700 (rest); left out: 30 org inactive.",
                        "00:04  wave 1 opened",
                        "00:04  gate of wave 1 passed");
    }

    private static List<String> drawn(Picture picture, int width) {
        return CampaignDrawing.draw(picture, width).stream()
                .map(StyledLine::plain)
                .collect(Collectors.toList());
    }

    private static String visible(String coloured) {
        return coloured.replaceAll("\u001b\\[[0-9]+m", "");
    }

    private static Picture picture() {
        return picture(List.of(
                canary(),
                wave(2, "Early adopters", "LABEL", 250, "OPEN", Optional.empty(), 100, 120, 5, 20, 5),
                wave(3, "rest", "REST", 700, "WAITING", Optional.empty(), 700, 0, 0, 0, 0)));
    }

    private static Picture picture(List<WaveSummary> waves) {
        var summary = new CampaignSummary(
                "c1",
                "RUNNING",
                "Acme",
                "04t",
                "v",
                "4.2.0",
                NOON,
                Optional.empty(),
                new OrgCounts(1000, 30, 800, 60, 60, 5, 62, 3, 6, 4, 0, 0),
                Map.of("ORG_INACTIVE", 30L),
                waves);
        return new Picture(
                "Acme 4.2.0",
                Duration.ofSeconds(4),
                "http://127.0.0.1:8083",
                Optional.of(summary),
                List.of(
                        new CampaignEvent(1, NOON, MessageType.CAMPAIGN_PLANNED.name(), Optional.empty(), "Plan made."),
                        new CampaignEvent(
                                2,
                                NOON.plusSeconds(1),
                                MessageType.WAVE_OPENED.name(),
                                Optional.of(1),
                                "wave 1 opened"),
                        new CampaignEvent(
                                3,
                                NOON.plusSeconds(3),
                                MessageType.GATE_DECIDED.name(),
                                Optional.of(1),
                                "gate of wave 1 passed")));
    }

    private static WaveSummary canary() {
        return wave(1, "Canary", "CANARY", 50, "PASSED", Optional.of("PASSED"), 0, 0, 0, 49, 1);
    }

    private static WaveSummary wave(int number, Optional<String> name, Optional<String> kind) {
        return wave(number, name, kind, 50, "WAITING", Optional.empty(), 50, 0, 0, 0, 0);
    }

    private static WaveSummary wave(
            int number,
            String name,
            String kind,
            long planned,
            String state,
            Optional<String> gate,
            long waiting,
            long started,
            long retrying,
            long succeeded,
            long failed) {
        return wave(
                number,
                Optional.of(name),
                Optional.of(kind),
                planned,
                state,
                gate,
                waiting,
                started,
                retrying,
                succeeded,
                failed);
    }

    private static WaveSummary wave(
            int number,
            Optional<String> name,
            Optional<String> kind,
            long planned,
            String state,
            Optional<String> gate,
            long waiting,
            long started,
            long retrying,
            long succeeded,
            long failed) {
        return new WaveSummary(
                number,
                name,
                kind,
                planned,
                planned / 10,
                state,
                gate,
                Optional.empty(),
                state.equals("WAITING") ? Optional.empty() : Optional.of(NOON),
                gate.map(_ -> NOON),
                waiting,
                0,
                started,
                retrying,
                succeeded,
                0,
                failed,
                0,
                0,
                0);
    }
}
