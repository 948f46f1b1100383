package io.pushwave.executor.budget.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ApiUsageTest {
    @Test
    void theLimitIsReadFromTheHeader() {
        var now = Instant.parse("2026-11-22T10:00:00Z");
        var usage = new ApiUsage(Clock.fixed(now, ZoneOffset.UTC));

        usage.reported("api-usage=10018/100000; per-app-api-usage=17/250(appName=x)");

        assertThat(usage.limit()).contains(new ApiUsage.Limit(10_018, 100_000, now));
    }
}
