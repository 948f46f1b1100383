package io.pushwave.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeAndIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final IdSource ids = TimeAndIds.versionSeven(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void idsAreVersionSevenUuidsOfTheClock() {
        var id = UUID.fromString(ids.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void idsGrowWithinAMillisecond() {
        assertThat(Stream.generate(ids::next).limit(10_000).toList()).isSorted();
    }

    @Test
    void idsOfManyThreadsAreDifferent() {
        assertThat(IntStream.range(0, 100_000)
                        .parallel()
                        .mapToObj(_ -> ids.next())
                        .distinct())
                .hasSize(100_000);
    }
}
