package io.pushwave.planner.release;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.messaging.IdSource;
import io.pushwave.messaging.Outbox;
import io.pushwave.planner.domain.ReleaseState;
import io.pushwave.planner.postgres.Releases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes a release event in and asks for the package's inventory; the same event again finds what came of it. */
@ApplicationScoped
public class RegisterRelease {
    private static final Logger LOG = Logger.getLogger(RegisterRelease.class);

    private final Releases releases;
    private final RejectedRelease rejected;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;

    RegisterRelease(Releases releases, RejectedRelease rejected, Outbox outbox, IdSource ids, Clock clock) {
        this.releases = releases;
        this.rejected = rejected;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** The release of this event, as it is now. */
    @Transactional
    public StoredRelease register(IncomingRelease incoming) {
        var id = ids.next();
        boolean fresh = releases.add(id, incoming, clock.instant());
        var release = releases.lockEvent(incoming.source(), incoming.eventId());
        if (fresh) {
            LOG.infof(
                    "release %s: version %s of package %s, event %s from %s",
                    id, release.packageVersionId(), release.packageId(), incoming.eventId(), incoming.source());
            outbox.append(List.of(new InventoryRequested(id, release.packageId().value())), incoming.traceParent());
        }
        incoming.origin().ifPresent(origin -> {
            switch (release.state()) {
                case ReleaseState.Checking _ -> releases.keepOrigin(release.id(), origin);
                case ReleaseState.Rejected decision -> rejected.giveUp(origin, decision);
                case ReleaseState.Accepted _ -> {
                    // The same event came before: its campaign is there.
                }
            }
        });
        return release;
    }
}
