package io.pushwave.executor.budget.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.postgres.ApiSlots;
import io.pushwave.executor.salesforce.login.Credentials;
import io.pushwave.messaging.schema.SchemaMigration;

/** Calls at once of an instance whose heart beats when a test says so. */
public final class TestCallSlots {
    private TestCallSlots() {}

    public static CallSlots of(
            ApiSlots slots,
            Credentials credentials,
            ExecutorConfig config,
            SchemaMigration schema,
            MeterRegistry metrics) {
        return new CallSlots(slots, credentials, config, schema, metrics);
    }

    public static CallPermits permits(ApiBudget budget, CallSlots slots, ApiUsage usage) {
        return new CallPermits(budget, slots, usage);
    }

    /** One heartbeat. */
    public static void renew(CallSlots slots) {
        slots.renew();
    }
}
