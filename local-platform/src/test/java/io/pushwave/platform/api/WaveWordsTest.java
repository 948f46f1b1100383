package io.pushwave.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveWordsTest {
    @ParameterizedTest
    @CsvSource({
        "Ours, OWN_TEST_ORGS, 'Ours, own test orgs'",
        "Few, CANARY, 'Few, canary'",
        "First, SANDBOXES, 'First, sandboxes'",
        "Then, PRODUCTION, 'Then, production'",
        "Early, LABEL, 'Early, by label'",
        "Behind, FILTER, 'Behind, by filter'",
        "5 %, SHARE, '5 %, share'",
        "Others, REST, 'Others, rest'",
        "New, BY_MOON, 'New, by moon'",
        "Own test orgs, OWN_TEST_ORGS, Own test orgs"
    })
    void aWaveIsCalledByItsNameAndItsKindUnlessTheNameSaysIt(String name, String kind, String words) {
        assertThat(WaveWords.of(Optional.of(name), Optional.of(kind))).isEqualTo(words);
    }

    @Test
    void ofAWaveThatNobodyHasNamedNothingIsSaid() {
        assertThat(WaveWords.of(Optional.empty(), Optional.empty())).isEmpty();
    }
}
