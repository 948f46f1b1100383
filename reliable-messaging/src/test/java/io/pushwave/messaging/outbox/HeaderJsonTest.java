package io.pushwave.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderJsonTest {
    @Test
    void whateverAHeaderHoldsComesBackAndIsAsciiOnTheWay() {
        var headers = Map.of("plain", "value", "odd", "\0 \uD800 ü \n \" \uFFFD", "empty", "");

        var json = HeaderJson.write(headers);

        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(json)).isTrue();
        assertThat(HeaderJson.read(json)).isEqualTo(headers);
    }
}
