package io.pushwave.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrgKeyTest {

    @Test
    void fifteenCharactersAreKeptAsTheyAre() {
        assertThat(new OrgKey("00D0000000000aB").value()).isEqualTo("00D0000000000aB");
    }

    @Test
    void aWellKnownEighteenCharacterIdIsAccepted() {
        // The example of Salesforce's own documentation of the 18-character form.
        assertThat(new OrgKey("00Dxx0000001gEREAY").value()).isEqualTo("00Dxx0000001gER");
    }

    @Test
    void wrongCheckCharactersAreRefusedWithTheRightOnes() {
        assertThatThrownBy(() -> new OrgKey("00Dxx0000001gEREAZ"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "orgKey '00Dxx0000001gEREAZ' has wrong check characters: 'EAY' is expected at its end; ids are"
                                + " case-sensitive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "00D", "00d0000000000aB", "00D0000000000a", "00D0000000000aBc", "00D00000000-0aB"})
    void whatIsNoOrgIdIsRefused(String value) {
        assertThatThrownBy(() -> new OrgKey(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("orgKey");
    }
}
