package io.pushwave.executor.following.work;

import io.pushwave.executor.command.postgres.JobProgress;
import io.pushwave.executor.following.SeenChanges;
import io.pushwave.executor.request.PackagingApi.PushJob;
import io.pushwave.executor.request.PushRequest.Activated;
import io.pushwave.executor.request.postgres.Claim;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One question to Salesforce about the jobs of many requests: whom it is about, and what was seen of each. */
final class PollRound {
    private final Map<String, Claim> bySalesforceId;
    private final Phase phase;
    private final boolean whole;
    private final Map<String, Instant> newest = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Map<String, String> troubles = new HashMap<>();
    private Optional<Instant> newestAtFirst = Optional.empty();
    private boolean begun;

    /** What active requests wait for. */
    enum Phase {
        /** Results. */
        IN_TIME,
        /** Late answers to what was reported as timed out. */
        LATE
    }

    /** @param whole whether all jobs are read, and not those alone that changed */
    PollRound(List<Claim> claims, Phase phase, boolean whole) {
        this.phase = phase;
        this.whole = whole;
        this.bySalesforceId = claims.stream()
                .collect(Collectors.toMap(claim -> activated(claim).request().id(), claim -> claim));
    }

    Phase phase() {
        return phase;
    }

    boolean whole() {
        return whole;
    }

    Collection<Claim> claims() {
        return bySalesforceId.values();
    }

    /** The one that a request in Salesforce belongs to; null if the question was not about it. */
    @Nullable Claim claim(String salesforceId) {
        return bySalesforceId.get(salesforceId);
    }

    /** Those that the progress is about. */
    List<Claim> claims(List<JobProgress> progress) {
        var ids = progress.stream().map(JobProgress::requestId).collect(Collectors.toSet());
        return bySalesforceId.values().stream()
                .filter(claim -> ids.contains(claim.request().plan().id()))
                .toList();
    }

    void saw(List<PushJob> page) {
        page.forEach(job -> newest.merge(job.requestId(), job.modified(), PollRound::later));
        if (!begun) {
            newestAtFirst = page.stream().map(PushJob::modified).max(Instant::compareTo);
            begun = true;
        }
    }

    /** Something new was stored. */
    void changed(List<JobProgress> news) {
        news.forEach(entry -> changed.add(entry.requestId()));
    }

    boolean hasChanged(String requestId) {
        return changed.contains(requestId);
    }

    /** Something of a request could not be stored, so it is to be read again. */
    void broken(String requestId, String why) {
        troubles.put(requestId, why);
    }

    /** Why a request is to be read again, for people. */
    Optional<String> trouble(String requestId) {
        return Optional.ofNullable(troubles.get(requestId));
    }

    /**
     * Up to which change a request was read. Its own newest one, and also another request's on the first page: whatever was
     * changed before that had been changed when the question was answered. So a request that has been quiet for long does
     * not have the others read from there again and again.
     */
    Optional<Instant> seenUntil(Claim claim) {
        return Stream.of(
                        claim.following().seen().map(SeenChanges::until),
                        Optional.ofNullable(
                                newest.get(activated(claim).request().id())),
                        newestAtFirst)
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A claimed request, of which only active ones are claimed for polling. */
    static Activated activated(Claim claim) {
        if (claim.request() instanceof Activated activated) {
            return activated;
        }
        throw new IllegalStateException(
                "push request " + claim.request().plan().id() + " was claimed for polling and is not active");
    }
}
