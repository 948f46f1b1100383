package io.pushwave.executor.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadMarkTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void everyPartitionHasToBeReadToItsEnd() {
        var mark = new ReadMark(NOW, Map.of(0, 7L, 1, 3L));

        assertThat(mark.reachedBy(Map.of(0, 7L, 1, 2L))).isFalse();
        assertThat(mark.reachedBy(Map.of(0, 7L))).isFalse();
        assertThat(mark.reachedBy(Map.of(0, 7L, 1, 4L))).isTrue();
    }

    @Test
    void anEmptyTopicIsReadAtOnce() {
        assertThat(new ReadMark(NOW, Map.of(0, 0L, 1, 0L)).reachedBy(Map.of(0, 0L, 1, 0L)))
                .isTrue();
    }
}
