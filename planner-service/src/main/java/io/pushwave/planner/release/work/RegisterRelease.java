package io.pushwave.planner.release.work;

import io.pushwave.messaging.AfterCommit;
import io.pushwave.messaging.IdSource;
import io.pushwave.planner.release.ReleaseContent;
import io.pushwave.planner.release.ReleaseState;
import io.pushwave.planner.release.postgres.IncomingRelease;
import io.pushwave.planner.release.postgres.Releases;
import io.pushwave.planner.release.postgres.StoredRelease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Takes a release event in, and has it decided; the same event again finds what came of it. */
@ApplicationScoped
public class RegisterRelease {
    private static final Logger LOG = Logger.getLogger(RegisterRelease.class);

    private final Releases releases;
    private final DecideRelease decideRelease;
    private final RejectedRelease rejected;
    private final ReleaseMetrics metrics;
    private final AfterCommit afterCommit;
    private final IdSource ids;
    private final Clock clock;

    RegisterRelease(
            Releases releases,
            DecideRelease decideRelease,
            RejectedRelease rejected,
            ReleaseMetrics metrics,
            AfterCommit afterCommit,
            IdSource ids,
            Clock clock) {
        this.releases = releases;
        this.decideRelease = decideRelease;
        this.rejected = rejected;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Registers an event whose texts were checked; its record becomes a dead letter if it cannot be done. */
    @Transactional
    public Registration register(IncomingRelease incoming) {
        var id = ids.next();
        var digest = ReleaseContent.digest(incoming.release());
        boolean fresh = releases.add(id, incoming, digest, clock.instant());
        var release = releases.lockEvent(incoming.source(), incoming.eventId());
        if (!release.digest().equals(digest)) {
            return contradicting(release, incoming);
        }
        if (!release.state().settled()) {
            incoming.origin().ifPresent(origin -> releases.keepOrigin(release.id(), origin));
        } else if (release.state() instanceof ReleaseState.Rejected decision) {
            incoming.origin().ifPresent(origin -> rejected.giveUp(origin, decision));
        }
        if (!fresh) {
            return new Registration.Registered(release);
        }
        LOG.infof(
                "release %s: version %s of package %s, event %s from %s",
                id, release.packageVersionId(), release.packageId(), incoming.eventId(), incoming.source());
        decideRelease.begin(id);
        return new Registration.Registered(releases.find(id).orElseThrow());
    }

    private Registration contradicting(StoredRelease first, IncomingRelease incoming) {
        var rule = ReleaseContent.contradiction(
                first.source(), first.eventId(), first.packageId(), first.packageVersionId(), incoming.release());
        incoming.origin().ifPresent(origin -> rejected.giveUp(origin, "other-content: " + rule));
        afterCommit.run(() -> {
            LOG.warnf("release %s keeps its content: %s", first.id(), rule);
            metrics.releaseContradicted();
        });
        return new Registration.Contradicting(first, rule);
    }
}
