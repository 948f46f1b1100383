package io.pushwave.executor.request;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.executor.result.PushError;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What Pushwave asks of Salesforce. Every method may block up to the call timeout times the tries of a read, and throws
 * {@link PackagingException}; only those that change something throw {@link ApiFailure#UNKNOWN_OUTCOME}.
 */
public interface PackagingApi {
    /** Most records of one {@code composite/sobjects} call. */
    int JOBS_PER_CALL_MAXIMUM = 200;

    /** Creates a push request and returns its id (0DV…). */
    String createPushRequest(String packageVersionId, Instant scheduledStart);

    /** Requests with the status Created for exactly this version and start second. */
    List<String> findCreatedRequests(String packageVersionId, Instant scheduledStart);

    /** Requests of any of the versions with the status Created. */
    List<Orphans.CreatedRequest> createdRequests(Collection<String> packageVersionIds);

    /**
     * Adds jobs to a request; one org's refusal does not touch the others.
     *
     * @param orgs at most {@value #JOBS_PER_CALL_MAXIMUM}
     * @return one answer per org, in the same order
     */
    List<JobAnswer> addJobs(String requestId, List<OrgKey> orgs);

    /**
     * All jobs of one request.
     *
     * @param pageRead done after each page of up to 2,000 jobs: many of them may take longer than work is anybody's own
     */
    List<AddedJob> jobsOf(String requestId, Runnable pageRead);

    /**
     * Waits for a turn among the calls that may run at once, and does some work whose calls need no other one: what was looked
     * at in it is not old by the time of the call.
     *
     * @throws PackagingException {@link ApiFailure#THROTTLED} if no turn came in time, and nothing was done
     */
    <T> T inTurn(Supplier<T> work);

    /**
     * Created to Pending.
     *
     * @param latest last moment of sending it: it was allowed a moment ago, and nothing says for how long. After it nothing is
     *     sent, whatever the call had to wait for (its turn, a login, this process), and {@link ApiFailure#UNAVAILABLE} is thrown
     */
    void activate(String requestId, Instant latest);

    /** Created or Pending to Canceled. */
    void cancel(String requestId);

    /** The request's status; empty if Salesforce has no such request. */
    Optional<JobStatus> statusOf(String requestId);

    /**
     * Jobs of any of the requests, page by page. Where Salesforce cannot be asked for changes, these are all their jobs.
     *
     * @param changedSince by request: only rows that changed at this moment of Salesforce's clock or later; empty means all
     */
    void changedJobs(Map<String, Optional<Instant>> changedSince, Consumer<List<PushJob>> page);

    /**
     * Some jobs of requests, page by page.
     *
     * @param jobIds by request
     */
    void jobs(Map<String, List<String>> jobIds, Consumer<List<PushJob>> page);

    /** The errors of failed jobs by job id; a job without an error row has no entry. */
    Map<String, List<PushError>> errorsOf(Collection<String> jobIds);

    /** The package's name and prefix; empty if Salesforce does not know it. */
    Optional<PackageName> packageNamed(String packageId);

    /** Every version of a package. */
    List<CataloguedVersion> versionsOf(String packageId);

    /** A {@code MetadataPackage}; the prefix is empty for unlocked packages without a namespace. */
    record PackageName(String name, Optional<String> namespacePrefix) {}

    /** That an org has a job in a request. */
    record AddedJob(String id, OrgKey orgKey) {}

    /**
     * A {@code PackagePushJob}.
     *
     * @param modified {@code SystemModstamp}, by Salesforce's clock; the epoch where Salesforce does not tell it
     */
    record PushJob(String id, String requestId, OrgKey orgKey, JobStatus status, Instant modified) {}

    /** What Salesforce says to one job that was to be added. */
    sealed interface JobAnswer {
        record Added(String jobId) implements JobAnswer {}

        record Refused(String statusCode, String message) implements JobAnswer {
            /** The request has a job for this org already. */
            public boolean duplicate() {
                return statusCode.equals("DUPLICATE_VALUE");
            }
        }
    }
}
