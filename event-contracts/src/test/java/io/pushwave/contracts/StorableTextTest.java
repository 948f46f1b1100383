package io.pushwave.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Ärger & 漢字", "line\nbreak\ttab", "\uD83D\uDE00", "\u0001\u001F\u007F", "\uFFFE"})
    void whatPostgresqlAndJsonCarryIsKept(String text) {
        assertThat(StorableText.fault(text)).isEmpty();
        assertThat(StorableText.replaced(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\uD800b", "a\uDC00b", "a\uDE00\uD83D"})
    void whatTheyCannotCarryIsToldWithItsPlace(String text) {
        assertThat(StorableText.fault(text)).get().asString().contains("at position 2, which cannot be stored");
    }

    @Test
    void whatCannotBeRefusedIsReplacedVisibly() {
        assertThat(StorableText.replaced("a\0b\uD800c\uDC00")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    }
}
