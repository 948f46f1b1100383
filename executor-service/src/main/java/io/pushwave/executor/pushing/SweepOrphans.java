package io.pushwave.executor.pushing;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.domain.ApiFailure;
import io.pushwave.executor.domain.Orphans;
import io.pushwave.executor.domain.PackagingApi;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.postgres.PushRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Cancels requests of ours in the status Created that nobody works with: they would lie in the org for ever. */
@ApplicationScoped
class SweepOrphans {
    static final String ORPHANS = "pushwave.executor.orphans.cancelled";

    private static final Logger LOG = Logger.getLogger(SweepOrphans.class);

    private final PackagingApi salesforce;
    private final PushRequests requests;
    private final MeterRegistry metrics;

    SweepOrphans(PackagingApi salesforce, PushRequests requests, MeterRegistry metrics) {
        this.salesforce = salesforce;
        this.requests = requests;
        this.metrics = metrics;
    }

    /** Looks once through what Salesforce has in Created; there is never more to do at once. */
    boolean sweep() {
        var versions = QuarkusTransaction.requiringNew().call(requests::versionsUsed);
        if (versions.isEmpty()) {
            return false;
        }
        var created = salesforce.createdRequests(versions);
        var owners = QuarkusTransaction.requiringNew()
                .call(() -> requests.owners(
                        created.stream().map(Orphans.CreatedRequest::mark).toList()));
        for (var id : Orphans.among(created, owners)) {
            cancel(id);
        }
        return false;
    }

    private void cancel(String id) {
        try {
            salesforce.cancel(id);
            metrics.counter(ORPHANS).increment();
            LOG.warnf("push request %s belonged to nobody any more, it was cancelled", id);
        } catch (PackagingException e) {
            if (e.failure() != ApiFailure.REJECTED) {
                throw e;
            }
            LOG.infof("push request %s cannot be cancelled: %s", id, e.sentence());
        }
    }
}
