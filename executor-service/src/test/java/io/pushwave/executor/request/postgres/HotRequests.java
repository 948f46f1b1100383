package io.pushwave.executor.request.postgres;

import static io.pushwave.database.Columns.longs;
import static io.pushwave.database.Columns.texts;
import static io.pushwave.executor.postgres.HotRows.requestIds;

import io.pushwave.messaging.plans.HotStatements;
import io.pushwave.messaging.plans.MeasuredSchema;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Every statement on push requests that is more than one row found by its key. */
public final class HotRequests {
    private HotRequests() {}

    public static void add(HotStatements hot, MeasuredSchema schema, Jdbi jdbi) {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var claimed = Map.<String, Object>of(
                "owner", "here", "lease", 60_000L, "now", now, "soon", now, "most", 25, "overdue", false);
        var one = Map.<String, Object>of("id", "request-9", "fence", 0L, "lease", 60_000L);
        hot.add("claim steppable", 60, () -> schema.run(PushRequests.CLAIM_STEPPABLE, claimed))
                .add("claim active", 60, () -> schema.run(PushRequests.CLAIM_ACTIVE, claimed))
                .add(
                        "keep all",
                        25,
                        () -> jdbi.useHandle(handle -> handle.createUpdate(PushRequests.KEEP_ALL)
                                .bind("lease", 60_000L)
                                .bind("ids", texts(requestIds(1, 26)))
                                .bind("fences", longs(requestIds(1, 26), _ -> 0L))
                                .execute()))
                .add("keep", 1, () -> schema.run(PushRequests.KEEP, one))
                .add("give back", 1, () -> schema.run(PushRequests.GIVE_BACK, one));
    }
}
