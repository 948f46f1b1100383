package io.pushwave.executor.control.postgres;

import static io.pushwave.database.Columns.texts;

import io.pushwave.messaging.plans.HotStatements;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What a control does to push requests. */
public final class HotControls {
    private HotControls() {}

    public static void add(HotStatements hot, Jdbi jdbi) {
        hot.add(
                        "hasten campaigns",
                        60,
                        () -> jdbi.useHandle(handle -> handle.createUpdate(CampaignControls.HASTEN_CAMPAIGNS)
                                .bind("now", Instant.EPOCH)
                                .bind("campaigns", texts(List.of("pushed")))
                                .execute()))
                .add(
                        "hasten what waits",
                        60,
                        () -> jdbi.useHandle(handle -> handle.createUpdate(CampaignControls.HASTEN_WAITING)
                                .bind("now", Instant.EPOCH)
                                .bind("reason", "a reason")
                                .execute()));
    }
}
