package io.pushwave.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceIdTest {
    @ParameterizedTest
    @CsvSource({
        "001, 001D000000IqhSL, 001D000000IqhSLIAZ",
        "033, 033000000000009, 033000000000009AAA",
        "04t, 04t000000000ZZZ, 04t000000000ZZZAA2",
        "001, 001D000000IqhSLIAZ, 001D000000IqhSLIAZ"
    })
    void anIdHasOneFullForm(String prefix, String id, String full) {
        assertThat(SalesforceId.full(id, prefix, "id")).isEqualTo(full);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "033",
                "03300000000000",
                "0330000000000090",
                "0330000000000090A",
                "033000000000009AAA0",
                "033/00000000009",
                "033:00000000009",
                "033@00000000009",
                "033[00000000009",
                "033`00000000009",
                "033{00000000009",
                "033é00000000009",
                "033000000000009AA6",
                "033000000000009aAA",
                "033000000000009AA "
            })
    void whatHasAnotherFormIsNoId(String value) {
        assertThatThrownBy(() -> SalesforceId.checked(value, "033", "packageId"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("packageId '" + value + "' is no package id");
    }

    @Test
    void whatIsNoIdHasNoFullForm() {
        assertThatThrownBy(() -> SalesforceId.full("033", "033", "packageId"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("packageId '033' is no package id");
    }
}
