package io.pushwave.executor.crash;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.request.JobStatus;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.result.PushError;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Stands before and behind every call about a push request: a process dies there, or the call has trouble. */
@Decorator
@Priority(1)
public abstract class CrashingSalesforce implements PackagingApi {
    @Inject
    @Delegate
    @Any
    PackagingApi salesforce;

    @Inject
    CrashHub hub;

    @Override
    public String createPushRequest(String packageVersionId, Instant scheduledStart) {
        var request = hub.marked(packageVersionId, scheduledStart);
        return hub.call("createPushRequest", request, trouble -> {
            var id = salesforce.createPushRequest(packageVersionId, scheduledStart);
            if (trouble != Trouble.TWICE) {
                return id;
            }
            request.ifPresent(known -> hub.known(id, known));
            return salesforce.createPushRequest(packageVersionId, scheduledStart);
        });
    }

    @Override
    public List<String> findCreatedRequests(String packageVersionId, Instant scheduledStart) {
        var request = hub.marked(packageVersionId, scheduledStart);
        return hub.call("findCreatedRequests", request, _ -> {
            var found = salesforce.findCreatedRequests(packageVersionId, scheduledStart);
            request.ifPresent(known -> found.forEach(id -> hub.known(id, known)));
            return found;
        });
    }

    @Override
    public List<JobAnswer> addJobs(String requestId, List<OrgKey> orgs) {
        return hub.call("addJobs", hub.named(requestId), trouble -> {
            if (trouble != Trouble.PRETEND) {
                return salesforce.addJobs(requestId, orgs);
            }
            var answers = new ArrayList<JobAnswer>();
            if (orgs.size() > 1) {
                answers.addAll(salesforce.addJobs(requestId, orgs.subList(0, orgs.size() - 1)));
            }
            answers.add(new JobAnswer.Added("0DX000000000000"));
            return answers;
        });
    }

    @Override
    public List<AddedJob> jobsOf(String requestId, Runnable pageRead) {
        return hub.call("jobsOf", hub.named(requestId), _ -> salesforce.jobsOf(requestId, pageRead));
    }

    @Override
    public void activate(String requestId, Instant latest) {
        hub.call("activate", hub.named(requestId), trouble -> {
            if (trouble == Trouble.CANCELLED_BEFORE) {
                salesforce.cancel(requestId);
            }
            salesforce.activate(requestId, latest);
            return requestId;
        });
    }

    @Override
    public void cancel(String requestId) {
        hub.call("cancel", hub.named(requestId), _ -> {
            salesforce.cancel(requestId);
            return requestId;
        });
    }

    @Override
    public Optional<JobStatus> statusOf(String requestId) {
        return hub.call("statusOf", hub.named(requestId), _ -> salesforce.statusOf(requestId));
    }

    @Override
    public void changedJobs(Map<String, Optional<Instant>> changedSince, Consumer<List<PushJob>> page) {
        hub.round(changedSince.keySet());
        hub.pages(
                hub.roundIsLate() ? "lateJobs" : "changedJobs",
                watched -> salesforce.changedJobs(changedSince, watched),
                page);
    }

    @Override
    public void jobs(Map<String, List<String>> jobIds, Consumer<List<PushJob>> page) {
        hub.round(jobIds.keySet());
        hub.pages(hub.roundIsLate() ? "lateJobs" : "changedJobs", watched -> salesforce.jobs(jobIds, watched), page);
    }

    @Override
    public Map<String, List<PushError>> errorsOf(Collection<String> jobIds) {
        return hub.errors(() -> salesforce.errorsOf(jobIds));
    }
}
