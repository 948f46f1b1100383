package io.pushwave.planner.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeVersionNumberTest {
    @Test
    void aNumberIsReadAsItIsWritten() {
        var number = new VersionNumber(3, 14, 0, 999_999_999);

        assertThat(VersionNumber.whole(number.toString())).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "3.4",
                "3.4.0",
                "3.4.0.2.1",
                "3.4.0.x",
                "3.4.0.-2",
                " 3.4.0.2",
                "3,4,0,2",
                "3.4.0.9999999999",
                "٣.4.0.2"
            })
    void whatHasNotAllFourPartsIsRefusedInASentence(String text) {
        assertThatThrownBy(() -> VersionNumber.whole(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is no version number: four parts such as 3.4.0.2 are expected");
    }
}
