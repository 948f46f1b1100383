package io.pushwave.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignPlannedTest {
    private static final String HASH = "0a".repeat(32);

    @ParameterizedTest
    @ValueSource(strings = {"a", "Österreich & Schweiz (früh)", "5 %", "日本のサンドボックス"})
    void aWaveHasANameInOneLine(String name) {
        assertThat(wave(name).name()).isEqualTo(name);
    }

    @Test
    void theCharactersOfANameAreCountedAsPeopleDo() {
        assertThat(wave("🌊".repeat(60)).name()).hasSize(120);
        assertThatThrownBy(() -> wave("🌊".repeat(61)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name has 61 characters, at most 60 are allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "0x09,   has a control character",
        "0x0A,   has a control character",
        "0x85,   has a control character",
        "0x2028, has a control character",
        "0x00,   has the character U+0000",
        "0xD800, has the character U+D800"
    })
    void aNameThatIsNoLineIsRefused(int character, String reason) {
        var name = "a" + (char) character + "b";

        assertThatThrownBy(() -> wave(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aNameThatSaysNothingIsRefused(String name) {
        assertThatThrownBy(() -> wave(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name is missing or blank");
    }

    @Test
    void twoWavesOfOneNameAreRefused() {
        assertThatThrownBy(() -> planned(1, HASH, "Canary", "Rest", "Canary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("waves has two of one name");
    }

    @Test
    void aRevisionCountsFromOne() {
        assertThatThrownBy(() -> planned(0, HASH, "Rest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("planRevision is 0, at least 1 is expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a", "0A0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"})
    void whatIsNoHashIsRefused(String hash) {
        assertThatThrownBy(() -> planned(1, hash, "Rest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("planHash is no hash");
    }

    private static PlannedWave wave(String name) {
        return new PlannedWave(1, name, WaveKind.REST, 1, 0);
    }

    private static CampaignPlanned planned(int revision, String hash, String... names) {
        var waves = IntStream.rangeClosed(1, names.length)
                .mapToObj(number -> new PlannedWave(number, names[number - 1], WaveKind.FILTER, 1, 0))
                .toList();
        return new CampaignPlanned("campaign-1", 2, Instant.EPOCH, revision, hash, waves, waves.size(), 0, 3, Map.of());
    }
}
