package io.pushwave.executor.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {

    @Test
    void theNewestThatBothSidesKnowIsChosen() {
        assertThat(ApiVersion.newestOf(List.of("65.0", "66.0", "67.0", "68.0", "69.0")))
                .contains(ApiVersion.NEWEST);
        assertThat(ApiVersion.newestOf(List.of("66.0", "65.0"))).contains(new ApiVersion(66));
    }

    @Test
    void thereMayBeNone() {
        assertThat(ApiVersion.newestOf(List.of("38.0", "65.0", "something else")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"66", "66.1", "v", "", "66.0 "})
    void whatIsNoVersionIsRefused(String text) {
        assertThatThrownBy(() -> ApiVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
