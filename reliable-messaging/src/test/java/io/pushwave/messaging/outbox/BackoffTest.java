package io.pushwave.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.messaging.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitsDoubleUpToTheMaximumAndBeginAnewAfterASuccess() {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(300));

        var waits = Stream.generate(backoff::advance)
                .limit(4)
                .map(Duration::toMillis)
                .toList();
        backoff.reset();

        assertThat(waits).isEqualTo(List.of(100L, 200L, 300L, 300L));
        assertThat(backoff.advance()).isEqualTo(Duration.ofMillis(100));
    }
}
