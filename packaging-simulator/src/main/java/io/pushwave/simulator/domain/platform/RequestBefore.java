package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.requests.PushRequest;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestState;
import java.util.OptionalLong;

/**
 * A push request and its jobs as they were, so that a transaction that is rolled back can put them back. Meant for changes
 * of one moment: between remembering and restoring no simulated time passes, and jobs that were added are taken back first.
 *
 * <p>A start that was planned meanwhile stays in the queue and means nothing, because the request does not wait for it.
 */
public final class RequestBefore {
    private final PackagingPlatform platform;
    private final PushRequest request;
    private final RequestState state;
    private final PackageVersion version;
    private final OptionalLong scheduledStart;
    private final long modifiedAt;
    private final long opensAt;
    private final long openedUpTo;
    private final PushStatus[] jobStatuses;
    private final long[] jobsModifiedAt;

    private RequestBefore(PackagingPlatform platform, PushRequest request) {
        this.platform = platform;
        this.request = request;
        state = request.state();
        version = request.version();
        scheduledStart = request.scheduledStart();
        modifiedAt = request.modifiedAt();
        opensAt = request.opensAt();
        openedUpTo = request.openedUpTo();
        var rows = request.jobs();
        jobStatuses = new PushStatus[rows.size()];
        jobsModifiedAt = new long[rows.size()];
        for (int position = 0; position < rows.size(); position++) {
            jobStatuses[position] = platform.jobs().status(rows.get(position));
            jobsModifiedAt[position] = platform.jobs().modifiedAt(rows.get(position));
        }
    }

    /** Remembers the request of a row. */
    public static RequestBefore of(PackagingPlatform platform, int row) {
        return new RequestBefore(platform, platform.requests().get(row));
    }

    /** Makes the request and its jobs what they were. */
    public void restore() {
        platform.requests().target(request, version, scheduledStart, modifiedAt);
        platform.requests().enter(request, state, modifiedAt);
        request.opensAt(opensAt);
        request.openedUpTo(openedUpTo);
        var rows = request.jobs();
        for (int position = 0; position < rows.size(); position++) {
            int job = rows.get(position);
            platform.jobs().retarget(job, version);
            platform.jobs().setStatus(job, jobStatuses[position], jobsModifiedAt[position]);
        }
    }
}
