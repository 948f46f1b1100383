package io.pushwave.simulator.domain;

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

    /** When a request that is activated now will start; milliseconds since the epoch. */
    long startOf(PushRequest request, long now) {
        long earliest = Math.max(now, request.scheduledStart().orElse(now));
        return earliest + outcomes.startDelayMillis(PackagingPlatform.requestId(request.row()));
    }

    /** Starts a request if its time has come; it may have been cancelled or rescheduled since this was planned. */
    void startRequest(PushRequest request, long now) {
        if (!(request.state() instanceof RequestState.Pending pending) || pending.startsAt() != now) {
            return;
        }
        requests.enter(request, pending.start(now), now);
        request.started(now);
        var rows = request.jobs();
        for (int position = 0; position < rows.size(); position++) {
            int job = rows.get(position);
            instances.enqueue(subscribers.instance(jobs.org(job)), job);
        }
        for (int instance = 0; instance < SubscriberSeeding.instanceCount(); instance++) {
            startJobs(instance, now);
        }
        endIfDone(request, now);
    }

    private void startJobs(int instance, long now) {
        for (int job = instances.takeNext(instance); job >= 0; job = instances.takeNext(instance)) {
            startJob(job, now);
        }
    }

    private void startJob(int job, long now) {
        int org = jobs.org(job);
        var version = catalogue.version(jobs.version(job));
        jobs.start(job, now);
        int ordinal = jobs.startedFor(org, version.index());
        var orgKey = subscribers.orgKey(org);
        var failure = eligibility.failureAtStart(version, org);
        if (failure == null) {
            failure = outcomes.failure(orgKey, version.id(), ordinal);
        }
        if (failure != null) {
            jobs.willFail(job, failure);
        }
        due.add(now + outcomes.durationMillis(orgKey, version.id(), ordinal), job);
    }

    /** Ends a job as was decided at its start. */
    void endJob(int job, long now) {
        var request = requests.get(jobs.request(job));
        var failure = jobs.failure(job);
        boolean failed = failure != null;
        if (failure != null) {
            jobs.end(job, PushStatus.FAILED, now);
            explain(request, job, failure, now);
        } else {
            jobs.end(job, PushStatus.SUCCEEDED, now);
            subscribers.install(catalogue.version(jobs.version(job)), jobs.org(job), now);
        }
        request.jobEnded(failed);
        if (failed
                && settings.rules().failsAtFirstFailure()
                && request.state() instanceof RequestState.InProgress inProgress) {
            requests.enter(request, inProgress.fail(), now);
        }
        endIfDone(request, now);
        int instance = subscribers.instance(jobs.org(job));
        instances.release(instance);
        startJobs(instance, now);
    }

    private void explain(PushRequest request, int job, FailureKind kind, long now) {
        if (kind.isExplained()) {
            request.addError(errors.add(new ErrorTable.PushError(job, kind, outcomes.gackBits(job), now)));
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
