package io.pushwave.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyMaximumTest {
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1_001})
    void aLimitThatTheServerWouldNotKeepEndsTheStartAndIsNamed(long value) {
        assertThatThrownBy(() -> BodyMaximum.check(Optional.of(value), 1_000))
                .hasMessage("pushwave.http.body-maximum is " + value
                        + ", 1 to 1000 is allowed: quarkus.http.limits.max-body-size is what no body may exceed");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000})
    void aLimitWithinItsRangeIsTaken(long value) {
        assertThatCode(() -> BodyMaximum.check(Optional.of(value), 1_000)).doesNotThrowAnyException();
    }
}
