package io.pushwave.executor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceIdTest {
    @ParameterizedTest
    @CsvSource({
        "001D000000IqhSL, 001D000000IqhSLIAZ",
        "033000000000009, 033000000000009AAA",
        "04t000000000ZZZ, 04t000000000ZZZAA2",
        "001D000000IqhSLIAZ, 001D000000IqhSLIAZ"
    })
    void anIdHasOneFullForm(String id, String full) {
        assertThat(SalesforceId.full(id)).isEqualTo(full);
    }
}
