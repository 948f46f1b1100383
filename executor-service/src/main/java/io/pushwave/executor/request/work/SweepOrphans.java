package io.pushwave.executor.request.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.request.Orphans;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import org.jboss.logging.Logger;

/** Cancels requests of ours in the status Created that nobody works with: they would lie in the org for ever. */
@ApplicationScoped
public class SweepOrphans {
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
    public boolean sweep() {
        var versions = QuarkusTransaction.requiringNew().call(requests::versionsUsed);
        if (versions.isEmpty()) {
            return false;
        }
        var created = salesforce.createdRequests(versions);
        var owners = QuarkusTransaction.requiringNew()
                .call(() -> requests.owners(
                        created.stream().map(Orphans.CreatedRequest::mark).toList()));
        var failures = new ArrayList<PackagingException>();
        for (var id : Orphans.among(created, owners)) {
            try {
                cancel(id);
            } catch (PackagingException e) {
                // One that cannot be cancelled now leaves the others no longer than needed.
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
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
