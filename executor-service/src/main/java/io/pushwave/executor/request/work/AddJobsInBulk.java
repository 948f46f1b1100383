package io.pushwave.executor.request.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.RequestConfig;
import io.pushwave.executor.request.BulkApi;
import io.pushwave.executor.request.BulkApi.Progress;
import io.pushwave.executor.request.BulkApi.State;
import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PackagingApi.JobAnswer.Refused;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.work.Pause;
import io.pushwave.messaging.Backoff;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Adds jobs by one bulk job, and never leaves one behind that may still add any: its id is stored before it is closed, and what
 * is not closed never works.
 */
@ApplicationScoped
class AddJobsInBulk {
    private static final Logger LOG = Logger.getLogger(AddJobsInBulk.class);

    private final RequestConfig config;
    private final BulkApi salesforce;
    private final PushRequests requests;
    private final RequestStore store;
    private final StepListener listener;

    AddJobsInBulk(
            ExecutorConfig config,
            BulkApi salesforce,
            PushRequests requests,
            RequestStore store,
            StepListener listener) {
        this.config = config.request();
        this.salesforce = salesforce;
        this.requests = requests;
        this.store = store;
        this.listener = listener;
    }

    /**
     * How a bulk job ended.
     *
     * @param processed records that were tried
     * @param refused why, by org
     */
    record End(State state, long processed, Map<OrgKey, Refused> refused) {
        /** Whether every org was tried, so that those that were not refused have a job. */
        boolean triedAll(int orgs) {
            return state == State.JOB_COMPLETE && processed == orgs;
        }
    }

    /** Adds the orgs' jobs and waits for the end; empty if Salesforce takes no bulk job, and nothing was added. */
    Optional<End> add(Claim claim, NextStep.AddJobs step, List<OrgKey> orgs) {
        listener.calling(step);
        var created = create();
        listener.called(step);
        return created.map(bulkJob -> add(claim, step, orgs, bulkJob));
    }

    /** A bulk job is cheaper, no more: where none may be created, jobs are added otherwise. */
    private Optional<String> create() {
        try {
            return Optional.of(salesforce.create());
        } catch (PackagingException e) {
            if (e.failure() != ApiFailure.REJECTED && e.failure() != ApiFailure.UNAVAILABLE) {
                throw e;
            }
            LOG.warnf("jobs are added without a bulk job: %s", e.sentence());
            return Optional.empty();
        }
    }

    private End add(Claim claim, NextStep.AddJobs step, List<OrgKey> orgs, String bulkJob) {
        var request = step.request();
        var kept = store.store(claim, request.withBulkJob(bulkJob));
        listener.calling(step);
        salesforce.upload(bulkJob, request.request().id(), orgs);
        listener.called(step);
        // An executor that lost the request stops here: whoever has it now has aborted the bulk job, or will.
        keep(kept);
        listener.calling(step);
        salesforce.close(bulkJob);
        listener.called(step);
        return ended(kept, bulkJob, Optional.of(new Progress(State.UPLOAD_COMPLETE, 0, 0)));
    }

    /** Brings a bulk job to its end about which nothing is known but its id; one that is still open adds nothing. */
    End end(Claim claim, String bulkJob) {
        var progress = salesforce.progress(bulkJob);
        if (progress.map(Progress::state).filter(State.OPEN::equals).isPresent()) {
            abort(bulkJob);
            progress = salesforce.progress(bulkJob);
        }
        return ended(claim, bulkJob, progress);
    }

    private void abort(String bulkJob) {
        try {
            salesforce.abort(bulkJob);
        } catch (PackagingException e) {
            if (e.failure() != ApiFailure.REJECTED) {
                throw e;
            }
            // Its closing has arrived since the look at it, and it has ended: how, is asked next.
            LOG.infof("bulk job %s could not be aborted: %s", bulkJob, e.sentence());
        }
    }

    private End ended(Claim claim, String bulkJob, Optional<Progress> first) {
        var waits = new Backoff(config.bulkPollFirst(), config.bulkPollLongest());
        var progress = first;
        var waited = Duration.ZERO;
        for (int look = 1; progress.filter(known -> !known.state().ended()).isPresent(); look++) {
            if (waited.compareTo(config.bulkPatience()) >= 0) {
                throw new PackagingException(
                        ApiFailure.UNAVAILABLE, "", "Bulk job " + bulkJob + " still works, it is waited for");
            }
            Pause.of(waits.after(look));
            waited = waited.plus(waits.after(look));
            keep(claim);
            progress = salesforce.progress(bulkJob);
        }
        var end = progress.orElseGet(() -> new Progress(State.ABORTED, 0, 0));
        if (end.state() != State.JOB_COMPLETE) {
            LOG.warnf("bulk job %s ended as %s, what is missing is added otherwise", bulkJob, end.state());
        }
        return new End(end.state(), end.processed(), end.failed() == 0 ? Map.of() : salesforce.refused(bulkJob));
    }

    private void keep(Claim claim) {
        QuarkusTransaction.requiringNew().run(() -> requests.keep(claim));
    }
}
