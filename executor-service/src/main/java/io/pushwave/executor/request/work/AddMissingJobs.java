package io.pushwave.executor.request.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.RequestConfig;
import io.pushwave.executor.command.postgres.PushIntents;
import io.pushwave.executor.request.JobInsertion;
import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.PackagingApi.AddedJob;
import io.pushwave.executor.request.PackagingApi.JobAnswer;
import io.pushwave.executor.request.PackagingApi.JobAnswer.Added;
import io.pushwave.executor.request.PackagingApi.JobAnswer.Refused;
import io.pushwave.executor.request.PushRequest.Filling;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.result.ErrorPolicy;
import io.pushwave.executor.work.Pause;
import io.pushwave.messaging.Backoff;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives the orgs of a request their jobs, by a bulk job or 200 a call, and answers those that Salesforce refuses. */
@ApplicationScoped
class AddMissingJobs {
    private final RequestConfig config;
    private final PackagingApi salesforce;
    private final AddJobsInBulk bulk;
    private final PushIntents intents;
    private final PushRequests requests;
    private final RefuseOrgs refusals;
    private final StepListener listener;

    AddMissingJobs(
            ExecutorConfig config,
            PackagingApi salesforce,
            AddJobsInBulk bulk,
            PushIntents intents,
            PushRequests requests,
            RefuseOrgs refusals,
            StepListener listener) {
        this.config = config.request();
        this.salesforce = salesforce;
        this.bulk = bulk;
        this.intents = intents;
        this.requests = requests;
        this.refusals = refusals;
        this.listener = listener;
    }

    /**
     * Adds what is missing. Jobs are not stored: those of a request that was interrupted are read from Salesforce, and all are
     * when they are compared. Refusals are stored, and are final.
     */
    void add(Claim claim, NextStep.AddJobs step) {
        var request = step.request();
        var salesforceId = request.request().id();
        if (step.inDoubt()) {
            request.bulkJob().ifPresent(bulkJob -> {
                var end = bulk.end(claim, bulkJob);
                refusals.refuse(claim, finalAmong(end.refused()));
            });
            adoptExisting(claim, salesforceId);
        }
        var remaining = unanswered(request);
        if (JobInsertion.cheapest(remaining.size(), config.bulkFrom()) == JobInsertion.BULK) {
            remaining = addInBulk(claim, step, remaining);
        }
        for (int start = 0; start < remaining.size(); start += PackagingApi.JOBS_PER_CALL_MAXIMUM) {
            int end = Math.min(start + PackagingApi.JOBS_PER_CALL_MAXIMUM, remaining.size());
            addBatch(claim, step, salesforceId, remaining.subList(start, end));
        }
    }

    private List<OrgKey> unanswered(Filling request) {
        return QuarkusTransaction.requiringNew()
                .call(() -> intents.unanswered(request.plan().id()));
    }

    /** What a bulk job leaves over is few, or the bulk job failed: it is left to the calls that answer at once. */
    private List<OrgKey> addInBulk(Claim claim, NextStep.AddJobs step, List<OrgKey> orgs) {
        var ended = bulk.add(claim, step, orgs);
        if (ended.isEmpty()) {
            return orgs;
        }
        var end = ended.get();
        refusals.refuse(claim, finalAmong(end.refused()));
        if (end.triedAll(orgs.size())) {
            return orgs.stream()
                    .filter(end.refused()::containsKey)
                    .filter(org -> passes(end.refused().get(org)))
                    .toList();
        }
        adoptExisting(claim, step.request().request().id());
        return unanswered(step.request());
    }

    private static boolean passes(@Nullable Refused refusal) {
        return refusal != null && ErrorPolicy.refusalPasses(refusal.statusCode(), refusal.message());
    }

    /** Neither those that may pass nor those of orgs that have a job. */
    private static Map<OrgKey, Refused> finalAmong(Map<OrgKey, Refused> refused) {
        return refused.entrySet().stream()
                .filter(entry -> !passes(entry.getValue()) && !entry.getValue().duplicate())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Jobs that Salesforce has already are ours: nobody else knows the request. */
    private void adoptExisting(Claim claim, String salesforceId) {
        var existing = jobIds(salesforce.jobsOf(salesforceId, () -> keep(claim)));
        QuarkusTransaction.requiringNew().run(() -> {
            requests.keep(claim);
            if (!existing.isEmpty()) {
                intents.recordJobs(claim.request().plan().id(), existing);
            }
            listener.storing(claim.request());
        });
    }

    private void keep(Claim claim) {
        QuarkusTransaction.requiringNew().run(() -> requests.keep(claim));
    }

    private void addBatch(Claim claim, NextStep step, String salesforceId, List<OrgKey> batch) {
        var waits =
                new Backoff(config.refusalRetryWait(), config.refusalRetryWait().multipliedBy(1 << 10));
        var remaining = batch;
        for (int attempt = 1; !remaining.isEmpty(); attempt++) {
            listener.calling(step);
            var answers = salesforce.addJobs(salesforceId, remaining);
            listener.called(step);
            boolean lastAttempt = attempt > config.refusalRetries();
            remaining = answered(claim, salesforceId, remaining, answers, lastAttempt);
            if (!remaining.isEmpty()) {
                Pause.of(waits.after(attempt));
            }
        }
    }

    /** Stores what is final among the answers and returns the orgs to be tried again. */
    private List<OrgKey> answered(
            Claim claim, String salesforceId, List<OrgKey> orgs, List<JobAnswer> answers, boolean lastAttempt) {
        var refused = new HashMap<OrgKey, Refused>();
        var again = new ArrayList<OrgKey>();
        boolean duplicates = false;
        for (int index = 0; index < orgs.size(); index++) {
            var org = orgs.get(index);
            switch (answers.get(index)) {
                case Added _ -> {}
                case Refused refusal -> {
                    duplicates |= refusal.duplicate();
                    if (!lastAttempt && passes(refusal)) {
                        again.add(org);
                    } else {
                        refused.put(org, refusal);
                    }
                }
            }
        }
        if (duplicates) {
            // The request has a job for the org already: it is found and adopted, and no refusal.
            var existing =
                    jobIds(salesforce.jobsOf(salesforceId, () -> keep(claim))).keySet();
            refused.entrySet().removeIf(entry -> entry.getValue().duplicate() && existing.contains(entry.getKey()));
        }
        refusals.refuse(claim, refused);
        return again;
    }

    private static Map<OrgKey, String> jobIds(List<AddedJob> jobs) {
        return jobs.stream().collect(Collectors.toMap(AddedJob::orgKey, AddedJob::id, (first, _) -> first));
    }
}
