package io.pushwave.simulator.http.control;

import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.query.objects.StatusNames;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which lines and jobs of the ledger somebody wants. A filter for jobs leaves only orgs that have such a job, and of each only
 * those jobs.
 */
final class LedgerFilter {
    private static final Set<String> PARAMETERS =
            Set.of("after", "limit", "org", "status", "request", "package", "jobs");
    private static final int ANY = -1;

    private final PackagingPlatform platform;
    private final int org;
    private final Optional<PushStatus> status;
    private final int request;
    private final int managedPackage;
    private final boolean onlyWithJobs;
    /** The orgs of the request, which spares a look at all others. */
    private final Optional<BitSet> orgsOfRequest;

    private LedgerFilter(PackagingPlatform platform, StatusNames statuses, Call call) {
        this.platform = platform;
        org = call.parameter("org")
                .map(key -> known(platform.subscribers().findOrg(key), "org", key))
                .orElse(ANY);
        status = call.parameter("status")
                .map(name -> statuses.status(name)
                        .orElseThrow(() -> ProblemException.badRequest("status is '" + name + "', one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(PushStatus.values())
                                                .map(statuses::name)
                                                .toList())
                                + " is expected")));
        request = call.parameter("request")
                .map(id -> known(platform.requestRow(id), "request", id))
                .orElse(ANY);
        managedPackage = call.parameter("package")
                .map(id -> known(platform.catalogue().packageRow(id), "package", id))
                .orElse(ANY);
        onlyWithJobs = call.parameter("jobs").map(LedgerFilter::withJobs).orElse(false)
                || status.isPresent()
                || request != ANY
                || managedPackage != ANY;
        orgsOfRequest = request == ANY ? Optional.empty() : Optional.of(orgs());
    }

    /**
     * The filter that a call asks for.
     *
     * @throws ProblemException if a parameter is unknown, or names nothing that there is
     */
    static LedgerFilter of(PackagingPlatform platform, StatusNames statuses, Call call) {
        for (var name : call.parameters().keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw ProblemException.badRequest(
                        "'" + name + "' is unknown: after, limit, org, status, request, package or jobs can be given");
            }
        }
        return new LedgerFilter(platform, statuses, call);
    }

    private static int known(int row, String what, String id) {
        if (row < 0) {
            throw ProblemException.badRequest(what + " is '" + id + "', and there is none with this id");
        }
        return row;
    }

    private static boolean withJobs(String text) {
        if (!text.equals("only")) {
            throw ProblemException.badRequest("jobs is '" + text + "', only is expected");
        }
        return true;
    }

    private BitSet orgs() {
        var orgs = new BitSet();
        var rows = platform.requests().get(request).jobs();
        for (int position = 0; position < rows.size(); position++) {
            orgs.set(platform.jobs().org(rows.get(position)));
        }
        return orgs;
    }

    /** The next org from this one on that has a line, or the number of orgs. */
    int next(int from) {
        int end = platform.subscribers().orgs();
        int candidate = from;
        while (candidate < end) {
            if (org != ANY) {
                return candidate <= org && fits(org) ? org : end;
            }
            if (orgsOfRequest.isPresent()) {
                candidate = orgsOfRequest.get().nextSetBit(candidate);
            }
            if (candidate < 0) {
                return end;
            }
            if (fits(candidate)) {
                return candidate;
            }
            candidate++;
        }
        return end;
    }

    private boolean fits(int candidate) {
        return !onlyWithJobs || jobs(candidate).length > 0;
    }

    /** The org's jobs that are wanted, oldest first. */
    int[] jobs(int of) {
        var all = platform.jobs().ofOrg(of);
        return Arrays.stream(all).filter(this::wants).toArray();
    }

    private boolean wants(int job) {
        var jobs = platform.jobs();
        return (status.isEmpty() || jobs.status(job) == status.get())
                && (request == ANY || jobs.request(job) == request)
                && (managedPackage == ANY || packageOf(job) == managedPackage);
    }

    private int packageOf(int job) {
        return platform.catalogue()
                .version(platform.jobs().version(job))
                .managedPackage()
                .index();
    }

    /** The package whose versions the lines tell. */
    int shownPackage() {
        return Math.max(0, managedPackage);
    }
}
