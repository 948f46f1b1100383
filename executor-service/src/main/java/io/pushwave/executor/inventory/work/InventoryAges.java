package io.pushwave.executor.inventory.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.pushwave.executor.inventory.postgres.Inventories;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** The metric {@code pushwave_executor_inventory_age_seconds}: how old each package's copy is, whichever instance read it. */
@ApplicationScoped
class InventoryAges {
    static final String AGE = "pushwave.executor.inventory.age";

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Inventories inventories;
    private final Clock clock;
    private final MultiGauge gauge;

    InventoryAges(Inventories inventories, MeterRegistry metrics, Clock clock) {
        this.inventories = inventories;
        this.clock = clock;
        this.gauge = MultiGauge.builder(AGE)
                .baseUnit("seconds")
                .description("How old the copy of a package's subscribers is")
                .register(metrics);
    }

    /** Takes over what was read since; between two looks the ages grow by themselves. */
    boolean lookAgain() {
        gauge.register(
                inventories.ages().stream()
                        .<MultiGauge.Row<?>>map(copy -> {
                            Supplier<Number> age = () -> Duration.between(copy.asOf(), clock.instant())
                                            .toMillis()
                                    / MILLIS_PER_SECOND;
                            return MultiGauge.Row.of(Tags.of("package", copy.packageId()), age);
                        })
                        .toList(),
                true);
        return false;
    }
}
