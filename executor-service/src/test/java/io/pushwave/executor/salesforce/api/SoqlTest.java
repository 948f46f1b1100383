package io.pushwave.executor.salesforce.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SoqlTest {
    @Test
    void datesAreReadAsSalesforceWritesThem() {
        assertThat(Soql.instant("2025-09-02T01:01:01.000+0000")).isEqualTo(Instant.parse("2025-09-02T01:01:01Z"));
        assertThat(Soql.text("O'Neill \\")).isEqualTo("'O\\'Neill \\\\'");
    }
}
