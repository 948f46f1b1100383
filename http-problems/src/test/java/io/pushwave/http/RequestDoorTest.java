package io.pushwave.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDoorTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 199, 32_001})
    void aLimitOutOfItsRangeEndsTheStartAndIsNamed(int value) {
        assertThatThrownBy(() -> RequestDoor.checkRange("uri-maximum", value, 200))
                .hasMessage("pushwave.http.uri-maximum is " + value + ", 200 to 32000 is allowed");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 32_000})
    void aLimitWithinItsRangeIsTaken(int value) {
        assertThatCode(() -> RequestDoor.checkRange("uri-maximum", value, 200)).doesNotThrowAnyException();
    }
}
