package io.pushwave.executor.request.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.command.postgres.PushIntents;
import io.pushwave.executor.request.JobComparison;
import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.PackagingApi.AddedJob;
import io.pushwave.executor.request.PushRequestLife;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.request.postgres.PushRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import org.jboss.logging.Logger;

/** Compares the jobs that a push request has in Salesforce with those that it shall have. */
@ApplicationScoped
class CompareJobs {
    private static final Logger LOG = Logger.getLogger(CompareJobs.class);

    private final PackagingApi salesforce;
    private final PushRequests requests;
    private final PushIntents intents;
    private final RequestStore store;

    CompareJobs(PackagingApi salesforce, PushRequests requests, PushIntents intents, RequestStore store) {
        this.salesforce = salesforce;
        this.requests = requests;
        this.intents = intents;
        this.store = store;
    }

    Claim verify(Claim claim, NextStep.VerifyJobs step) {
        var filled = step.request();
        var plan = filled.plan();
        if (filled.request().twinsPossible()) {
            salesforce.findCreatedRequests(plan.packageVersionId(), plan.scheduledStart()).stream()
                    .filter(id -> !id.equals(filled.request().id()))
                    .forEach(this::cancelTwin);
        }
        var found = new HashMap<OrgKey, String>();
        salesforce.jobsOf(filled.request().id(), () -> keep(claim)).stream()
                .forEach((AddedJob job) -> found.put(job.orgKey(), job.id()));
        var intended = QuarkusTransaction.requiringNew().call(() -> intents.intended(plan.id()));
        var comparison = JobComparison.of(intended, found.keySet());
        return store.store(claim, PushRequestLife.verification(filled, comparison), () -> {
            intents.recordJobs(plan.id(), found);
            if (!comparison.missing().isEmpty()) {
                intents.forgetJobs(plan.id(), comparison.missing());
            }
        });
    }

    private void keep(Claim claim) {
        QuarkusTransaction.requiringNew().run(() -> requests.keep(claim));
    }

    private void cancelTwin(String id) {
        LOG.warnf("push request %s exists beside the one that was adopted, it is cancelled", id);
        salesforce.cancel(id);
    }
}
