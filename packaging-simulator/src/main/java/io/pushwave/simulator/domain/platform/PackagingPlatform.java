package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.catalogue.ManagedPackage;
import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.catalogue.Publishing;
import io.pushwave.simulator.domain.customers.CustomerActs;
import io.pushwave.simulator.domain.failures.ErrorTable;
import io.pushwave.simulator.domain.instances.InstanceQueues;
import io.pushwave.simulator.domain.requests.JobTable;
import io.pushwave.simulator.domain.requests.PushRequest;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestChange;
import io.pushwave.simulator.domain.requests.RequestDraft;
import io.pushwave.simulator.domain.requests.RequestState;
import io.pushwave.simulator.domain.requests.RequestTable;
import io.pushwave.simulator.domain.requests.StatusChange;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.domain.subscribers.Customizations;
import io.pushwave.simulator.domain.subscribers.OrgImport;
import io.pushwave.simulator.domain.subscribers.OrgRows;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import io.pushwave.simulator.domain.subscribers.SubscriberBase;
import io.pushwave.simulator.domain.subscribers.UpgradeBlock;
import io.pushwave.simulator.domain.time.DueQueue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The simulated platform: everything that clients write, and everything that happens by itself as simulated time passes.
 *
 * <p>Event-driven with one writer: {@link #advanceTo} works off what is due, in the order of due times, and must be called
 * before each read or write. Not thread-safe.
 */
public final class PackagingPlatform {
    private final PlatformSettings settings;
    private final PackageCatalogue catalogue;
    private final SubscriberBase subscribers;
    private final RequestTable requests;
    private final JobTable jobs;
    private final ErrorTable errors;
    private final Eligibility eligibility;
    private final InstanceQueues instances;
    private final DueQueue due;
    private final CustomerActs customerActs;
    private final Installations installations;
    private final Customers customers;
    private long now;

    /** @param startedAt milliseconds since the epoch at which the simulated time begins */
    public PackagingPlatform(PlatformSettings settings, long startedAt) {
        this(settings, PlatformState.seeded(settings, startedAt));
    }

    PackagingPlatform(PlatformSettings settings, PlatformState state) {
        this.settings = settings;
        this.now = state.now();
        catalogue = state.catalogue();
        subscribers = state.subscribers();
        requests = state.requests();
        jobs = state.jobs();
        errors = state.errors();
        instances = state.instances();
        due = state.due();
        customerActs = state.customerActs();
        eligibility = new Eligibility(settings, catalogue, subscribers, this::now);
        installations = new Installations(this, eligibility, instances, due);
        customers = new Customers(this, eligibility, due);
        customers.begin(now);
    }

    /** Writes everything into a snapshot. */
    public void save(DataOutput out) throws IOException {
        new PlatformState(catalogue, subscribers, requests, jobs, errors, instances, due, customerActs, now)
                .save(out, settings.seed());
    }

    /** A platform that goes on where the saved one stood; seed and number of orgs are the saved ones. */
    public static PackagingPlatform load(DataInput in, PlatformSettings settings) throws IOException {
        long seed = in.readLong();
        var state = PlatformState.load(in, seed, settings);
        return new PackagingPlatform(settings.of(seed, state.subscribers().orgs()), state);
    }

    public PlatformSettings settings() {
        return settings;
    }

    public PackageCatalogue catalogue() {
        return catalogue;
    }

    /** What the publisher does with its packages. */
    public Publishing publishing() {
        return new Publishing(catalogue, subscribers::addPackages, this::now);
    }

    /** What clients write into {@code PushUpgradeCustomization}. */
    public Customizations customizations() {
        return new Customizations(catalogue, subscribers, this::now);
    }

    public SubscriberBase subscribers() {
        return subscribers;
    }

    public RequestTable requests() {
        return requests;
    }

    public JobTable jobs() {
        return jobs;
    }

    public ErrorTable errors() {
        return errors;
    }

    /** What customers did by themselves. */
    public CustomerActs customerActs() {
        return customerActs;
    }

    /** 18 characters. */
    public static String requestId(int row) {
        return SalesforceId.longId(SalesforceId.PUSH_REQUEST, row + 1L);
    }

    /** 18 characters. */
    public static String jobId(int row) {
        return SalesforceId.longId(SalesforceId.PUSH_JOB, row + 1L);
    }

    /** 18 characters. */
    public static String errorId(int row) {
        return SalesforceId.longId(SalesforceId.PUSH_ERROR, row + 1L);
    }

    /** The row of a request id of 15 or 18 characters, or -1. */
    public int requestRow(String id) {
        long row = SalesforceId.number(SalesforceId.PUSH_REQUEST, id) - 1;
        return row >= 0 && row < requests.size() ? (int) row : -1;
    }

    /** The time up to which everything has happened, milliseconds since the epoch. */
    public long now() {
        return now;
    }

    /** Lets everything happen that is due up to a time; an earlier time than before changes nothing. */
    public void advanceTo(long time) {
        while (due.nextAt() <= time) {
            now = Math.max(now, due.nextAt());
            happen(due.nextKind(), due.poll());
        }
        now = Math.max(now, time);
    }

    private void happen(DueQueue.Kind kind, int subject) {
        switch (kind) {
            case REQUEST -> {
                // A request that was taken back may have had its start planned.
                if (subject < requests.size()) {
                    installations.open(requests.get(subject), now);
                }
            }
            case JOB -> installations.endJob(subject, now);
            case LATE_JOB -> installations.endLateJob(subject, now);
            case CUSTOMER -> customers.act(subject, now);
        }
    }

    /** Creates a push request in status Created. */
    public Answer createRequest(RequestDraft draft) {
        if (draft.version().isEmpty()) {
            return missing("PackageVersionId");
        }
        var version = PushTarget.find(catalogue, settings, draft.version().get());
        if (version.refusal() != null) {
            return new Answer.Refused(version.refusal());
        }
        if (draft.status().isPresent() && draft.status().get() != PushStatus.CREATED) {
            return refused(
                    UnverifiedAnswer.STATUS_ON_CREATE_REFUSED, draft.status().get());
        }
        return new Answer.Done(requests.add(version.found(), draft.scheduledStart(), draft.migration(), now)
                .row());
    }

    /** Adds an org's job to a push request. */
    public Answer createJob(Optional<String> requestId, Optional<String> orgKey) {
        if (requestId.isEmpty()) {
            return missing("PackagePushRequestId");
        }
        if (orgKey.isEmpty()) {
            return missing("SubscriberOrganizationKey");
        }
        if (SalesforceId.shorten(requestId.get()) == null) {
            return Answer.refused(
                    "MALFORMED_ID",
                    "Package Push Request ID: id value of incorrect type: " + requestId.get(),
                    "PackagePushRequestId");
        }
        int row = requestRow(requestId.get());
        if (row < 0) {
            return Answer.refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "PackagePushRequestId");
        }
        return createJob(requests.get(row), subscribers.findOrg(orgKey.get()));
    }

    private Answer createJob(PushRequest request, int org) {
        boolean joins = settings.rules().jobsMayJoinPending()
                && request.status() == PushStatus.PENDING
                && now < request.opensAt();
        if (request.status() != PushStatus.CREATED && !joins) {
            return refused(UnverifiedAnswer.JOB_AFTER_CREATED_REFUSED, request.status());
        }
        if (org < 0) {
            return new Answer.Refused(Eligibility.NOT_ELIGIBLE);
        }
        int duplicate = jobs.find(request.row(), org);
        if (duplicate >= 0) {
            return refused(UnverifiedAnswer.DUPLICATE_JOB, jobId(duplicate));
        }
        var refusal = eligibility.refusal(request, org);
        if (refusal != null) {
            return new Answer.Refused(refusal);
        }
        int migrations = settings.rules().migrationsADay();
        if (request.isMigration() && new Migrations(requests, jobs).isFull(org, migrations, now)) {
            return refused(UnverifiedAnswer.MIGRATION_LIMIT, migrations);
        }
        int job = jobs.add(org, request.row(), request.version(), request.status(), now);
        request.addJob(job);
        return new Answer.Done(job);
    }

    /**
     * Takes back the job that was created last, as a rolled-back collection does.
     *
     * @param requestModifiedAt when its request was last modified before that
     */
    public void takeBackLastJob(long requestModifiedAt) {
        requests.get(jobs.request(jobs.size() - 1)).removeLastJob(requestModifiedAt);
        jobs.removeLast();
    }

    /** Takes back the request that was created last; it has no jobs. */
    public void takeBackLastRequest() {
        requests.removeLast();
    }

    /** Changes a push request; all of the change or nothing of it. */
    public Answer changeRequest(int row, RequestChange change) {
        var request = requests.get(row);
        var version = request.version();
        if (change.version().isPresent()) {
            var wanted = PushTarget.find(catalogue, settings, change.version().get());
            if (wanted.refusal() != null) {
                return new Answer.Refused(wanted.refusal());
            }
            version = wanted.found();
        }
        var start = change.scheduledStart().orElse(request.scheduledStart());
        boolean retargets = !version.equals(request.version()) || !start.equals(request.scheduledStart());
        boolean retargetable = request.status() == PushStatus.CREATED
                || (request.status() == PushStatus.PENDING && settings.rules().changeAfterActivation());
        if (retargets && !retargetable) {
            return refused(UnverifiedAnswer.CHANGE_AFTER_ACTIVATION_REFUSED, request.status());
        }
        var decided = change.status()
                .map(wanted -> StatusChange.decide(request.state(), wanted))
                .orElse(new StatusChange.Nothing());
        var refusal = statusRefusal(request, decided);
        if (refusal != null) {
            return refusal;
        }
        if (retargets) {
            requests.target(request, version, start, now);
            retargetJobs(request);
            if (request.state() instanceof RequestState.Pending pending) {
                enterPending(request, pending.reschedule(installations.startOf(request, now)));
            }
        }
        apply(request, decided);
        return new Answer.Done(row);
    }

    private Answer.@Nullable Refused statusRefusal(PushRequest request, StatusChange decided) {
        return switch (decided) {
            case StatusChange.Activate _ ->
                request.hasUnfinishedJobs() || settings.rules().emptyRequestMayStart()
                        ? null
                        : refused(UnverifiedAnswer.EMPTY_REQUEST_REFUSED);
            case StatusChange.Cancel _, StatusChange.Nothing _ -> null;
            case StatusChange.CancelRefused(var current) -> refused(UnverifiedAnswer.CANCEL_REFUSED, current);
            case StatusChange.JumpRefused(var current, var wanted) ->
                refused(UnverifiedAnswer.STATUS_JUMP_REFUSED, current, wanted);
        };
    }

    private void apply(PushRequest request, StatusChange decided) {
        switch (decided) {
            case StatusChange.Activate(var created) -> {
                enterPending(request, created.activate(installations.startOf(request, now)));
                setStatusOfJobs(request, PushStatus.PENDING);
            }
            case StatusChange.Cancel(var canceled) -> {
                requests.enter(request, canceled, now);
                setStatusOfJobs(request, PushStatus.CANCELED);
            }
            case StatusChange.Nothing _, StatusChange.CancelRefused _, StatusChange.JumpRefused _ -> {
                // Nothing to do, or refused before.
            }
        }
    }

    private void enterPending(PushRequest request, RequestState.Pending pending) {
        requests.enter(request, pending, now);
        request.opensAt(pending.startsAt());
        due.add(pending.startsAt(), DueQueue.Kind.REQUEST, request.row());
    }

    private void retargetJobs(PushRequest request) {
        var rows = request.jobs();
        for (int position = 0; position < rows.size(); position++) {
            jobs.retarget(rows.get(position), request.version());
        }
    }

    private void setStatusOfJobs(PushRequest request, PushStatus to) {
        var rows = request.jobs();
        for (int position = 0; position < rows.size(); position++) {
            jobs.setStatus(rows.get(position), to, now);
        }
    }

    /** Changes an org as its customer, or Salesforce, would. Empty leaves as it is. */
    public void changeOrg(int org, OrgChange change) {
        change.status().ifPresent(status -> subscribers.changeStatus(org, status, now));
        change.installedVersion().ifPresent(version -> subscribers.install(version, org, now));
        change.uninstalled().ifPresent(of -> subscribers.uninstall(of.index(), org, now));
        change.blocked().ifPresent(blocked -> subscribers.tickBlock(0, org, blocked, now));
    }

    /**
     * Adds orgs, and changes those that are there.
     *
     * @param rows sorted, each key once; none is new if there are jobs
     * @param replace whether all other orgs go; not while there are jobs
     * @return how many of the rows are new
     * @throws IllegalStateException if there would be too many orgs or instances; nothing has changed then
     */
    public int importOrgs(OrgRows rows, boolean replace) {
        var before = new OrgImport(subscribers, rows, replace).into(now);
        instances.grow(settings.run().slots(subscribers.instances().names()));
        if (jobs.size() == 0) {
            jobs.resize(before.length);
        }
        customerActs.renumber(before);
        return (int) Arrays.stream(before).filter(org -> org < 0).count();
    }

    /** Changes what an org itself says about pushes of a package. */
    public void changeBlock(int packageIndex, int org, UpgradeBlock to) {
        subscribers.changeBlock(packageIndex, org, to, now);
    }

    /** What {@link #changeOrg} shall change. */
    public record OrgChange(
            Optional<OrgStatus> status,
            Optional<PackageVersion> installedVersion,
            Optional<ManagedPackage> uninstalled,
            Optional<Boolean> blocked) {}

    private Answer.Refused refused(UnverifiedAnswer which, Object... values) {
        return new Answer.Refused(settings.answer(which, values));
    }

    private static Answer missing(String field) {
        return Answer.refused("REQUIRED_FIELD_MISSING", "Required fields are missing: [" + field + "]", field);
    }
}
