package io.pushwave.planner.release.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.pushwave.planner.release.RejectionReason;
import io.pushwave.planner.release.ReleaseState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted of releases. Tags come from closed sets only. */
@ApplicationScoped
public class ReleaseMetrics {
    /** Release events of which a campaign came. Prometheus: {@code pushwave_releases_accepted_total}. */
    public static final String RELEASES_ACCEPTED = "pushwave.releases.accepted";

    /** Release events of which none came, by {@link #REASON}. Prometheus: {@code pushwave_releases_rejected_total}. */
    public static final String RELEASES_REJECTED = "pushwave.releases.rejected";

    /** Releases by {@link #STATE}. Prometheus: {@code pushwave_releases}. */
    public static final String RELEASES = "pushwave.releases";

    /** Release events with the source and id of another one. Prometheus: {@code pushwave_releases_contradicting_total}. */
    public static final String RELEASES_CONTRADICTING = "pushwave.releases.contradicting";

    public static final String REASON = "reason";
    public static final String STATE = "state";

    private final MeterRegistry meters;
    private final Map<ReleaseState.Name, AtomicLong> releases = new EnumMap<>(ReleaseState.Name.class);

    ReleaseMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (var state : ReleaseState.Name.values()) {
            var count = new AtomicLong();
            releases.put(state, count);
            meters.gauge(RELEASES, Tags.of(STATE, state.name()), count);
        }
        // Present from the start, so that an alert can distinguish "none" from "not measured".
        for (var reason : RejectionReason.values()) {
            meters.counter(RELEASES_REJECTED, REASON, reason.label());
        }
        meters.counter(RELEASES_ACCEPTED);
        meters.counter(RELEASES_CONTRADICTING);
    }

    void releaseAccepted() {
        meters.counter(RELEASES_ACCEPTED).increment();
    }

    void releaseRejected(RejectionReason reason) {
        meters.counter(RELEASES_REJECTED, REASON, reason.label()).increment();
    }

    void releaseContradicted() {
        meters.counter(RELEASES_CONTRADICTING).increment();
    }

    /** Sets the numbers of releases; states without releases may be absent. */
    void releases(Map<ReleaseState.Name, Long> counts) {
        releases.forEach((state, count) -> count.set(counts.getOrDefault(state, 0L)));
    }
}
