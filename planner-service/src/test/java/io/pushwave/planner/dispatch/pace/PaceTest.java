package io.pushwave.planner.dispatch.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.planner.dispatch.pace.Allowance.Limit;
import io.pushwave.planner.strategy.Ramp;
import io.pushwave.planner.strategy.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
    private static final long MANY = 1_000_000;

    @Test
    void withoutARuleAStepIsFull() {
        var pace = new Pace(Optional.empty(), Optional.empty(), OptionalInt.empty(), MANY);

        assertThat(pace.allowance(load(10, 0, Optional.empty(), NOW), 2000))
                .isEqualTo(new Allowance(2000, Limit.BATCH, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "60, 40", "100, 0", "120, 0"})
    void noMoreAreInFlightThanTheStrategyAllows(long inFlight, long allowed) {
        var pace = new Pace(Optional.empty(), Optional.empty(), OptionalInt.of(100), MANY);

        assertThat(pace.allowance(load(inFlight, 0, Optional.empty(), NOW), 2000))
                .isEqualTo(new Allowance(allowed, Limit.IN_FLIGHT, Optional.empty()));
    }

    @Test
    void noMoreAreInFlightThanAllCampaignsMayHave() {
        var pace = new Pace(Optional.empty(), Optional.empty(), OptionalInt.of(100), 50);

        var allowance = pace.allowance(new Load(0, 0, 0, 0, Optional.empty(), 45, NOW), 2000);

        assertThat(allowance).isEqualTo(new Allowance(5, Limit.IN_FLIGHT_OF_ALL, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        // Steps of 20, 40, 80, 160, each after 80 % of those before it.
        "0, 0, 20",
        "20, 0, 0",
        "20, 15, 0",
        "20, 16, 40",
        "60, 47, 0",
        "60, 48, 80",
        "140, 112, 160",
        "140, 140, 160",
    })
    void theRampGrowsByStepsThatMostlyEnded(long begun, long ended, long allowed) {
        var pace = new Pace(Optional.empty(), Optional.of(new Ramp(20, 2, 80)), OptionalInt.empty(), MANY);

        var allowance = pace.allowance(new Load(begun, ended, 0, begun - ended, Optional.empty(), 0, NOW), 2000);

        assertThat(allowance).isEqualTo(new Allowance(allowed, Limit.RAMP, Optional.empty()));
    }

    @Test
    void aRampOfManyOrgsComesToAnEnd() {
        var pace = new Pace(Optional.empty(), Optional.of(new Ramp(20, 1.1, 80)), OptionalInt.empty(), MANY * MANY);

        var allowance = pace.allowance(new Load(MANY, MANY, 0, 0, Optional.empty(), 0, NOW), 2000);

        assertThat(allowance).isEqualTo(new Allowance(2000, Limit.BATCH, Optional.empty()));
    }

    @Test
    void aRateBeginsWithWhatItBringsInFiveSeconds() {
        var pace = constant(600);

        var allowance = pace.allowance(load(0, 0, Optional.empty(), NOW), 2000);

        assertThat(allowance).isEqualTo(new Allowance(50, Limit.RATE, Optional.of(NOW)));
    }

    @Test
    void aRateThatIsUsedUpSaysWhenItGoesOn() {
        var pace = constant(600);
        var used = pace.after(load(0, 0, Optional.empty(), NOW), 50);

        var allowance = pace.allowance(load(50, 0, used, NOW), 2000);

        assertThat(allowance).isEqualTo(new Allowance(0, Limit.RATE, Optional.of(NOW.plusMillis(100))));
    }

    @Test
    void overTimeNoMoreThanTheRateIsBegun() {
        var pace = constant(90);
        Optional<TokenBucket> bucket = Optional.empty();
        long begun = 0;

        for (var now = NOW; now.isBefore(NOW.plus(Duration.ofMinutes(10))); now = now.plusMillis(170)) {
            var load = load(0, 0, bucket, now);
            long allowed = pace.allowance(load, 2000).orgs();
            bucket = pace.after(load, allowed);
            begun += allowed;
        }

        assertThat(begun).isBetween(900L, 908L);
    }

    @Test
    void aDayOfHaltIsNoDaysPushesAtOnce() {
        var pace = constant(600);
        var used = pace.after(load(0, 0, Optional.empty(), NOW), 50);

        var allowance = pace.allowance(load(0, 0, used, NOW.plus(Duration.ofDays(1))), 2000);

        assertThat(allowance.orgs()).isEqualTo(50);
    }

    @Test
    void aClockThatGoesBackBringsNothing() {
        var pace = constant(600);
        var used = pace.after(load(0, 0, Optional.empty(), NOW), 50);

        var allowance = pace.allowance(load(0, 0, used, NOW.minusSeconds(60)), 2000);

        assertThat(allowance.orgs()).isZero();
    }

    @Test
    void aGrowingRateGrowsWithWhatSucceeded() {
        var pace =
                new Pace(Optional.of(new Rate.Growing(60, 2, 1000, 100)), Optional.empty(), OptionalInt.empty(), MANY);

        var allowance = pace.allowance(load(0, 350, Optional.empty(), NOW), 2000);

        assertThat(allowance.orgs()).as("480 a minute, for five seconds").isEqualTo(40);
    }

    private static Pace constant(int perMinute) {
        return new Pace(Optional.of(new Rate.Constant(perMinute)), Optional.empty(), OptionalInt.empty(), MANY);
    }

    private static Load load(long inFlight, long succeeded, Optional<TokenBucket> bucket, Instant now) {
        return new Load(inFlight + succeeded, succeeded, succeeded, inFlight, bucket, inFlight, now);
    }
}
