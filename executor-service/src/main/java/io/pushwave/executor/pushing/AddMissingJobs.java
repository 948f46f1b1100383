package io.pushwave.executor.pushing;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.ApiFailure;
import io.pushwave.executor.domain.Backoff;
import io.pushwave.executor.domain.ErrorPolicy;
import io.pushwave.executor.domain.NextStep;
import io.pushwave.executor.domain.PackagingApi;
import io.pushwave.executor.domain.PackagingApi.JobAnswer;
import io.pushwave.executor.domain.PackagingApi.JobAnswer.Added;
import io.pushwave.executor.domain.PackagingApi.JobAnswer.Refused;
import io.pushwave.executor.domain.PackagingApi.PushJob;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.postgres.Claim;
import io.pushwave.executor.postgres.PushIntents;
import io.pushwave.executor.postgres.PushRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives the orgs of a request their jobs, 200 a call, and answers those that Salesforce refuses. */
@ApplicationScoped
class AddMissingJobs {
    private final ExecutorConfig.Request config;
    private final PackagingApi salesforce;
    private final PushIntents intents;
    private final PushRequests requests;
    private final ResultReports reports;
    private final StepListener listener;

    AddMissingJobs(
            ExecutorConfig config,
            PackagingApi salesforce,
            PushIntents intents,
            PushRequests requests,
            ResultReports reports,
            StepListener listener) {
        this.config = config.request();
        this.salesforce = salesforce;
        this.intents = intents;
        this.requests = requests;
        this.reports = reports;
        this.listener = listener;
    }

    /** Adds what is missing. What was stored before an exception stays stored, and is not added again. */
    void add(Claim claim, NextStep.AddJobs step) {
        var requestId = claim.request().plan().id();
        var salesforceId = step.request().request().id();
        if (step.inDoubt()) {
            adoptExisting(claim, salesforceId);
        }
        var remaining = QuarkusTransaction.requiringNew().call(() -> intents.unanswered(requestId));
        for (int start = 0; start < remaining.size(); start += PackagingApi.JOBS_PER_CALL_MAXIMUM) {
            int end = Math.min(start + PackagingApi.JOBS_PER_CALL_MAXIMUM, remaining.size());
            addBatch(claim, step, salesforceId, remaining.subList(start, end));
        }
    }

    /** Jobs that Salesforce has already are ours: nobody else knows the request. */
    private void adoptExisting(Claim claim, String salesforceId) {
        var existing = jobIds(salesforce.jobsOf(salesforceId));
        store(claim, existing, Map.of());
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
                pause(waits.after(attempt));
            }
        }
    }

    /** Stores what is final among the answers and returns the orgs to be tried again. */
    private List<OrgKey> answered(
            Claim claim, String salesforceId, List<OrgKey> orgs, List<JobAnswer> answers, boolean lastAttempt) {
        var added = new HashMap<OrgKey, String>();
        var refused = new HashMap<OrgKey, Refused>();
        var again = new ArrayList<OrgKey>();
        var duplicates = new HashSet<OrgKey>();
        for (int index = 0; index < orgs.size(); index++) {
            var org = orgs.get(index);
            switch (answers.get(index)) {
                case Added(String jobId) -> added.put(org, jobId);
                case Refused refusal
                when refusal.duplicate() -> {
                    duplicates.add(org);
                    refused.put(org, refusal);
                }
                case Refused refusal -> {
                    if (!lastAttempt && ErrorPolicy.refusalPasses(refusal.statusCode(), refusal.message())) {
                        again.add(org);
                    } else {
                        refused.put(org, refusal);
                    }
                }
            }
        }
        if (!duplicates.isEmpty()) {
            // The request has a job for the org already: it is found and adopted, and no refusal.
            jobIds(salesforce.jobsOf(salesforceId)).forEach((org, jobId) -> {
                if (duplicates.contains(org)) {
                    added.put(org, jobId);
                    refused.remove(org);
                }
            });
        }
        store(claim, added, refused);
        return again;
    }

    private void store(Claim claim, Map<OrgKey, String> added, Map<OrgKey, Refused> refused) {
        var requestId = claim.request().plan().id();
        QuarkusTransaction.requiringNew().run(() -> {
            requests.keep(claim);
            if (!added.isEmpty()) {
                intents.recordJobs(requestId, added);
            }
            if (!refused.isEmpty()) {
                reports.failed(intents.refused(requestId, refused.keySet()), row -> {
                    var refusal = refused.get(row.subject().orgKey());
                    return refusal == null
                            ? ErrorPolicy.ofRefusedJob("", "")
                            : ErrorPolicy.ofRefusedJob(refusal.statusCode(), refusal.message());
                });
            }
        });
    }

    private static Map<OrgKey, String> jobIds(List<PushJob> jobs) {
        return jobs.stream().collect(Collectors.toMap(PushJob::orgKey, PushJob::id, (first, _) -> first));
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackagingException(ApiFailure.UNAVAILABLE, "", "The service is stopping", e);
        }
    }
}
