package io.pushwave.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.planner.TextLimits.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextLimitsTest {
    private final TextLimits limits = new TextLimits(5, 8);

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\t\n"})
    void aNameHasToSaySomething(@Nullable String name) {
        assertThat(limits.nameFault("by", name).map(Fault::rule)).contains("by is missing or blank: say who wants it");
    }

    @Test
    void aTextAsLongAsItMayBeIsFine() {
        assertThat(limits.nameFault("by", "abcde")).isEmpty();
        assertThat(limits.reasonFault("reason", "abcdefgh")).isEmpty();
        assertThat(limits.reasonFault("reason", "")).isEmpty();
    }

    @Test
    void aLongerTextIsRefusedWithBothNumbers() {
        assertThat(limits.nameFault("by", "abcdef").map(Fault::rule))
                .contains("by has 6 characters, at most 5 are allowed");
        assertThat(limits.reasonFault("reason", "abcdefghi").map(Fault::rule))
                .contains("reason has 9 characters, at most 8 are allowed");
    }

    @ParameterizedTest
    @CsvSource({"0, U+0000", "55357, U+D83D", "56832, U+DE00"})
    void whatCannotBeStoredIsRefusedWithItsPlace(int character, String name) {
        assertThat(limits.reasonFault("reason", "ab" + (char) character).map(Fault::rule))
                .contains("reason has the character " + name + " at position 3, which cannot be stored");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "10001, 1", "1, 10001"})
    void limitsHaveARange(int name, int reason) {
        assertThatThrownBy(() -> new TextLimits(name, reason)).hasMessageContaining("1 to 10000 is expected");
    }
}
