package io.pushwave.simulator.query.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LikePatternTest {

    @ParameterizedTest
    @CsvSource({
        "appl%,Apple,true",
        "appl%,Bappl,false",
        "%,'',true",
        "'','',true",
        "'',a,false",
        "_,'',false",
        "_pp_e,APPLE,true",
        "%p%e,apple,true",
        "%p%x,apple,false",
        "a%b%a,abba,true",
        "100\\%,100%,true",
        "100\\%,1000,false",
        "a\\_b,axb,false",
        "a\\_b,A_B,true",
        "a\\\\%,a\\b,true",
        "a\\\\%,ab,false"
    })
    void wildcardsMatchAndEscapesDoNot(String pattern, String text, boolean matches) {
        assertThat(new LikePattern(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void aHostilePatternTakesNoLongerThanItsLengthTimesTheTexts() {
        // Given
        var pattern = new LikePattern("%a".repeat(5_000) + "%b");

        // When
        boolean matches = pattern.matches("a".repeat(20_000));

        // Then
        assertThat(matches).isFalse();
    }
}
