package io.pushwave.executor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.executor.inventory.SyncRule.Step;
import io.pushwave.executor.inventory.SyncRule.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant NEWEST = Instant.parse("2026-11-22T11:30:00Z");
    private static final SyncRule RULE =
            new SyncRule(Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofMinutes(1), 20_000);

    @Test
    void withoutAWholeCopyEverythingIsRead() {
        var copy = new InventoryCopy(Optional.empty(), Optional.empty(), Optional.of(NEWEST), 0, false);

        assertThat(RULE.decide(copy, NOW)).isInstanceOf(Step.Everything.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1H, false, Nothing",
        "PT59S, PT1H, false, Nothing",
        "PT1M, PT1H, false, Changes",
        "PT1M, PT23H59M, false, Changes",
        "PT1M, PT24H, false, Everything",
        "PT0S, PT24H, false, Everything",
        "PT0S, PT1H, true, Everything"
    })
    void whatIsReadDependsOnTheAgesOfTheCopy(Duration age, Duration fullAge, boolean wanted, String expected) {
        var copy = new InventoryCopy(
                Optional.of(NOW.minus(age)), Optional.of(NOW.minus(fullAge)), Optional.of(NEWEST), 0, wanted);

        assertThat(RULE.decide(copy, NOW).getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void changesAreAskedForFromABitBeforeTheNewestOne() {
        var copy = new InventoryCopy(
                Optional.of(NOW.minusSeconds(3600)),
                Optional.of(NOW.minusSeconds(3600)),
                Optional.of(NEWEST),
                0,
                false);

        assertThat(RULE.decide(copy, NOW)).isEqualTo(new Step.Changes(NEWEST.minusSeconds(60)));
    }

    @Test
    void withoutTimesOfChangeEverythingIsRead() {
        var hourAgo = Optional.of(NOW.minusSeconds(3600));
        var copy = new InventoryCopy(hourAgo, hourAgo, Optional.empty(), 0, false);

        assertThat(RULE.decide(copy, NOW)).isInstanceOf(Step.Everything.class);
    }

    @Test
    void fewRowsAreReadInPagesFirst() {
        assertThat(RULE.ways(Optional.of(19_999L))).startsWith(Way.PAGES).containsExactlyInAnyOrder(Way.values());
    }

    @Test
    void manyRowsOrSoManyThatTheyCannotBeCountedAreExportedFirst() {
        assertThat(RULE.ways(Optional.of(20_000L)))
                .isEqualTo(RULE.ways(Optional.empty()))
                .startsWith(Way.EXPORT)
                .containsExactlyInAnyOrder(Way.values());
    }
}
