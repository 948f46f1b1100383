package io.pushwave.platform.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One org's two accounts side by side: the view's and the ledger's jobs for the campaign's version. */
final class OrgAccount {
    private final ViewOrg view;
    private final LedgerOrg ledger;
    private final Target target;
    private final List<LedgerJob> jobs;
    private final List<LedgerJob> started;

    OrgAccount(ViewOrg view, LedgerOrg ledger, Target target) {
        this.view = view;
        this.ledger = ledger;
        this.target = target;
        this.jobs = ledger.jobs().stream()
                .filter(job -> job.packageVersionId().equals(target.versionId()))
                .toList();
        this.started = jobs.stream()
                .filter(LedgerJob::started)
                .sorted(Comparator.comparing(job -> job.startedAt().orElse(Instant.MAX)))
                .toList();
    }

    long pushJobs() {
        return started.size();
    }

    boolean firstAttemptFailed() {
        return !started.isEmpty() && started.getFirst().status() == JobStatus.FAILED;
    }

    boolean healed() {
        return view.state() == OrgState.SUCCEEDED && started.stream().anyMatch(job -> job.status() == JobStatus.FAILED);
    }

    /** Whether a push began while another of this org was running, or after one had succeeded. */
    boolean pushedTwice() {
        for (int later = 1; later < started.size(); later++) {
            var before = started.get(later - 1);
            var began = started.get(later).startedAt().orElse(Instant.MAX);
            boolean overlaps = before.endedAt().isEmpty()
                    || began.isBefore(before.endedAt().get());
            if (overlaps || before.status() == JobStatus.SUCCEEDED) {
                return true;
            }
        }
        return false;
    }

    /** What the two accounts say differently, if anything. */
    Optional<String> difference() {
        var unfinished = jobs.stream().filter(job -> !job.ended()).findFirst();
        if (unfinished.isPresent()) {
            return Optional.of("Salesforce still has job " + unfinished.get().jobId() + " in "
                    + unfinished.get().status() + ", the view says " + view.state());
        }
        return switch (view.state()) {
            case SUCCEEDED -> succeededDifference();
            case REACHED -> reachedDifference();
            case FAILED -> failedDifference();
            case LEFT_OUT -> succeededAllTheSame();
            case EXCLUDED, SKIPPED, CANCELLED ->
                started.isEmpty()
                        ? Optional.empty()
                        : Optional.of("the view says " + view.state() + ", Salesforce started " + startedInWords());
            case WAITING, SCHEDULED, STARTED, RETRYING ->
                Optional.of("the view says " + view.state() + " although the campaign has ended; Salesforce started "
                        + startedInWords());
        };
    }

    private Optional<String> succeededDifference() {
        long succeeded = started.stream()
                .filter(job -> job.status() == JobStatus.SUCCEEDED)
                .count();
        if (succeeded != 1) {
            return Optional.of("the view says SUCCEEDED, Salesforce has " + startedInWords() + ", " + succeeded
                    + " of them succeeded");
        }
        if (!ledger.installedVersionId().equals(target.versionId())) {
            return Optional.of("the view says SUCCEEDED, the org has version " + ledger.installedVersionId());
        }
        return attemptsDifference();
    }

    /** The customer did it: no job of ours, and if there was one, it came too late. */
    private Optional<String> reachedDifference() {
        var succeeded = succeededAllTheSame();
        if (succeeded.isPresent()) {
            return succeeded;
        }
        if (!target.isReachedBy(ledger.installedVersionId())) {
            return Optional.of("the view says REACHED, the org has "
                    + (ledger.installedVersionId().isEmpty()
                            ? "no version"
                            : "version " + ledger.installedVersionId()));
        }
        if (view.pushJobId().isEmpty()) {
            return Optional.empty();
        }
        var last = started.isEmpty() ? Optional.<LedgerJob>empty() : Optional.of(started.getLast());
        return last.filter(job -> job.failedForTheVersionWasThere()
                                && view.pushJobId().equals(Optional.of(job.jobId())))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("the view says REACHED by job " + view.pushJobId().get() + ", Salesforce's last is "
                        + last.map(job -> job.jobId() + ", " + job.status()
                                        + (job.error().isEmpty() ? "" : ": " + job.error()))
                                .orElse("none"));
    }

    /** What no org may have that has the version by nobody's push, or not at all. */
    private Optional<String> succeededAllTheSame() {
        return started.stream().anyMatch(job -> job.status() == JobStatus.SUCCEEDED)
                ? Optional.of("the view says " + view.state() + ", Salesforce has a job that succeeded")
                : Optional.empty();
    }

    private Optional<String> failedDifference() {
        if (view.pushJobId().isEmpty()) {
            // The last attempt was refused: no job of it was ever started, and nothing before it brought the version.
            return succeededAllTheSame();
        }
        if (started.isEmpty() || started.getLast().status() != JobStatus.FAILED) {
            return Optional.of("the view says FAILED, Salesforce has " + startedInWords() + ", the last of them "
                    + (started.isEmpty() ? "none" : started.getLast().status().toString()));
        }
        return attemptsDifference();
    }

    private Optional<String> attemptsDifference() {
        if (started.size() != view.attempt()) {
            return Optional.of(
                    "the view counts " + view.attempt() + " attempts, Salesforce started " + startedInWords());
        }
        var last = started.getLast().jobId();
        return view.pushJobId().filter(last::equals).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the view names job " + view.pushJobId().orElse("none") + ", Salesforce's last is " + last);
    }

    private String startedInWords() {
        return started.size() == 1 ? "1 job" : started.size() + " jobs";
    }
}
