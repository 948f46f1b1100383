package io.pushwave.executor.budget.postgres;

import io.pushwave.executor.postgres.InstanceName;
import io.pushwave.messaging.IdSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Slots as other executors of the same database have them. */
@Singleton
public class TestSlots {
    private final IdSource ids;
    private final Jdbi jdbi;

    TestSlots(IdSource ids, Jdbi jdbi) {
        this.ids = ids;
        this.jdbi = jdbi;
    }

    /** In transactions of its own, as an executor's are. */
    public ApiSlots ofAnotherInstance() {
        return new ApiSlots(new InstanceName(ids), jdbi) {
            @Override
            public Division renew(String login, int slots, Duration lease, Duration alive) {
                return QuarkusTransaction.requiringNew().call(() -> super.renew(login, slots, lease, alive));
            }

            @Override
            public void release(String login, int count) {
                QuarkusTransaction.requiringNew().run(() -> super.release(login, count));
            }
        };
    }
}
