package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.failures.ErrorTable;
import io.pushwave.simulator.domain.failures.FailureKind;
import io.pushwave.simulator.domain.instances.InstanceQueues;
import io.pushwave.simulator.domain.requests.JobTable;
import io.pushwave.simulator.domain.requests.PushRequest;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestState;
import io.pushwave.simulator.domain.requests.RequestTable;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.domain.subscribers.SubscriberBase;
import io.pushwave.simulator.domain.time.DueQueue;
import org.jspecify.annotations.Nullable;

/** How jobs run: requests start, their jobs wait for their instance, install, and end. */
final class Installations {
    private final PlatformSettings settings;
    private final PackageCatalogue catalogue;
    private final SubscriberBase subscribers;
    private final RequestTable requests;
    private final JobTable jobs;
    private final ErrorTable errors;
    private final DueQueue due;
    private final Eligibility eligibility;
    private final Outcomes outcomes;
    private final InstanceQueues instances;

    Installations(PackagingPlatform platform, Eligibility eligibility, InstanceQueues instances, DueQueue due) {
        this.settings = platform.settings();
        this.catalogue = platform.catalogue();
        this.subscribers = platform.subscribers();
        this.requests = platform.requests();
        this.jobs = platform.jobs();
        this.errors = platform.errors();
        this.due = due;
        this.eligibility = eligibility;
        outcomes = new Outcomes(settings);
        this.instances = instances;
    }

    /** When a request that is activated now may start on its first instance; milliseconds since the epoch. */
    long startOf(PushRequest request, long now) {
        long earliest = Math.max(now, request.scheduledStart().orElse(now));
        return earliest + outcomes.startDelayMillis(PackagingPlatform.requestId(request.row()));
    }

    /**
     * Starts a request's jobs on those instances whose time has come, and plans the next. Nothing happens if the request
     * was cancelled, or rescheduled, since this was planned.
     */
    void open(PushRequest request, long now) {
        long elapsed = now - request.opensAt();
        if (!mayOpen(request) || elapsed <= request.openedUpTo()) {
            return;
        }
        var delays = outcomes.instanceDelaysMillis(PackagingPlatform.requestId(request.row()), instances.count());
        var rows = request.jobs();
        boolean starts = rows.size() == 0;
        long next = Long.MAX_VALUE;
        for (int position = 0; position < rows.size(); position++) {
            int job = rows.get(position);
            int instance = subscribers.instance(jobs.org(job));
            long delay = delays[instance];
            if (delay > elapsed) {
                next = Math.min(next, delay);
            } else if (delay > request.openedUpTo()) {
                instances.enqueue(instance, job);
                starts = true;
            }
        }
        request.openedUpTo(elapsed);
        if (next < Long.MAX_VALUE) {
            due.add(request.opensAt() + next, DueQueue.Kind.REQUEST, request.row());
        }
        if (starts) {
            start(request, now);
        }
    }

    /** A request that failed with its first failed job goes on. */
    private static boolean mayOpen(PushRequest request) {
        return switch (request.state()) {
            case RequestState.Pending _, RequestState.InProgress _ -> true;
            case RequestState.Failed _ -> request.hasUnfinishedJobs();
            case RequestState.Created _, RequestState.Succeeded _, RequestState.Canceled _ -> false;
        };
    }

    private void start(PushRequest request, long now) {
        if (request.state() instanceof RequestState.Pending pending) {
            requests.enter(request, pending.start(now), now);
            request.started(now);
        }
        for (int instance = 0; instance < instances.count(); instance++) {
            startJobs(instance, now);
        }
        endIfDone(request, now);
    }

    private void startJobs(int instance, long now) {
        for (int job = instances.takeNext(instance); job >= 0; job = instances.takeNext(instance)) {
            startJob(instance, job, now);
        }
    }

    private void startJob(int instance, int job, long now) {
        int org = jobs.org(job);
        var version = catalogue.version(jobs.version(job));
        jobs.start(job, now);
        int ordinal = jobs.startedFor(org, version.index());
        var orgKey = subscribers.orgKey(org);
        var failure = failureBeforeInstalling(requests.get(jobs.request(job)), org, instance, now);
        boolean stuck = failure == null && outcomes.isStuck(orgKey, version.id(), ordinal);
        if (failure == null) {
            failure = outcomes.isDefective(orgKey, version.id(), defectRate(version, org))
                    ? FailureKind.DEFECT
                    : outcomes.failure(orgKey, version.id(), ordinal);
        }
        if (failure != null) {
            jobs.willFail(job, failure);
        }
        if (stuck) {
            holdUp(instance, job, now);
        } else {
            due.add(
                    now + outcomes.durationMillis(orgKey, version.id(), ordinal, failure != null),
                    DueQueue.Kind.JOB,
                    job);
        }
    }

    private double defectRate(PackageVersion version, int org) {
        var production = subscribers.parentKey(org);
        return catalogue
                .defects(version)
                .rate(subscribers.instanceName(org), production == null ? subscribers.orgKey(org) : production);
    }

    private @Nullable FailureKind failureBeforeInstalling(PushRequest request, int org, int instance, long now) {
        var failure = eligibility.failureAtStart(request, org);
        return failure == null && outcomes.availableAt(request.version(), instance) > now
                ? FailureKind.NOT_YET_AVAILABLE
                : failure;
    }

    private void holdUp(int instance, int job, long now) {
        var stuck = settings.run().stuck();
        if (!stuck.holdsSlot()) {
            instances.release(instance);
        }
        stuck.endsAfter()
                .ifPresent(after -> due.add(
                        now + after.toMillis(), stuck.holdsSlot() ? DueQueue.Kind.JOB : DueQueue.Kind.LATE_JOB, job));
    }

    /** Ends a job and starts the next on its instance. */
    void endJob(int job, long now) {
        endLateJob(job, now);
        int instance = subscribers.instance(jobs.org(job));
        instances.release(instance);
        startJobs(instance, now);
    }

    /** Ends a job as was decided at its start, unless its org has changed so that nothing can be installed any more. */
    void endLateJob(int job, long now) {
        var request = requests.get(jobs.request(job));
        var version = catalogue.version(jobs.version(job));
        var failure = jobs.failure(job);
        if (failure == null) {
            failure = eligibility.failureAtEnd(version, jobs.org(job));
        }
        boolean failed = failure != null;
        if (failure != null) {
            jobs.end(job, PushStatus.FAILED, now);
            explain(request, job, failure, now);
        } else {
            jobs.end(job, PushStatus.SUCCEEDED, now);
            subscribers.install(version, jobs.org(job), now);
        }
        request.jobEnded(failed);
        if (failed
                && settings.rules().failsAtFirstFailure()
                && request.state() instanceof RequestState.InProgress inProgress) {
            requests.enter(request, inProgress.fail(), now);
        }
        endIfDone(request, now);
    }

    private void explain(PushRequest request, int job, FailureKind kind, long now) {
        if (!kind.isExplained()) {
            return;
        }
        if (kind == FailureKind.BASE_MISSING) {
            var missing = eligibility.missingBase(catalogue.version(jobs.version(job)), jobs.org(job));
            request.addError(errors.add(job, kind, missing.index(), now));
            return;
        }
        for (var told : outcomes.told(job, kind)) {
            request.addError(errors.add(job, told, outcomes.gackBits(job), now));
        }
    }

    private void endIfDone(PushRequest request, long now) {
        if (request.hasUnfinishedJobs()) {
            return;
        }
        if (request.state() instanceof RequestState.InProgress inProgress) {
            requests.enter(request, request.hasFailedJobs() ? inProgress.fail() : inProgress.succeed(), now);
        }
        request.ended(now);
    }
}
