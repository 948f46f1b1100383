package io.pushwave.messaging;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Messages for tests: the campaign is the key, the epoch is the place in the key's order. */
final class Controls {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private Controls() {}

    static CampaignControlled control(String key, long number) {
        return control(key, number, "");
    }

    static CampaignControlled control(String key, long number, String reason) {
        return new CampaignControlled(key, number, CampaignControl.State.RUNNING, reason, AT);
    }

    static List<CampaignControlled> controls(String key, int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> control(key, number))
                .toList();
    }

    /** "1" to "count": what {@link Handled} writes down for {@link #controls}. */
    static List<String> numbers(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(Long::toString).toList();
    }
}
