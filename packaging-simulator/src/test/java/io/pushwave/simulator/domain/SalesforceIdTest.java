package io.pushwave.simulator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SalesforceIdTest {

    @Test
    void anIdLeadsBackToItsNumber() {
        for (long number : new long[] {0, 1, 61, 62, 999_999, SalesforceId.NUMBERS - 1}) {
            assertThat(SalesforceId.number("0DX", SalesforceId.longId("0DX", number)))
                    .isEqualTo(number);
            assertThat(SalesforceId.number("0DX", SalesforceId.shortId("0DX", number)))
                    .isEqualTo(number);
        }
    }

    @Test
    void theCheckCharactersAreThoseOfSalesforce() {
        // An example of Salesforce's own documentation of the algorithm.
        assertThat(SalesforceId.lengthen("001A0000006Vm9u")).isEqualTo("001A0000006Vm9uIAC");
    }

    @Test
    void wrongCheckCharactersAndOtherPrefixesAreNoIds() {
        assertThat(SalesforceId.shorten("001A0000006Vm9uIAA")).isNull();
        assertThat(SalesforceId.shorten("001A")).isNull();
        assertThat(SalesforceId.shorten("001A0000006Vm9-")).isNull();
        assertThat(SalesforceId.number("0DX", SalesforceId.shortId("0DV", 1))).isEqualTo(-1);
    }
}
