package io.pushwave.executor.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerJob;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerOrg;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be true of a campaign that has ended, by the simulator's ledger and by the results. */
final class Verdict {
    private static final Set<String> ENDS = Set.of("Succeeded", "Failed", "Canceled");

    private Verdict() {}

    /** Whether no job is left that may still start. */
    static boolean atRest(List<LedgerOrg> ledger) {
        return ledger.stream().flatMap(org -> org.jobs().stream()).allMatch(job -> ENDS.contains(job.status()));
    }

    /** Throws an {@link AssertionError} that names the org. */
    static void on(CrashRun run, String targetVersionId, List<PushResult> told, List<LedgerOrg> ledger) {
        var terminal = told.stream().filter(PushResult::terminal).toList();
        var corrections = told.stream()
                .filter(PushCorrected.class::isInstance)
                .map(PushCorrected.class::cast)
                .toList();
        assertThat(terminal)
                .as("one final result per command")
                .extracting(end -> end.subject().commandId())
                .doesNotHaveDuplicates()
                .hasSize(run.commands());
        var orgs = ledger.stream().collect(Collectors.toMap(LedgerOrg::orgKey, Function.identity()));
        var results = terminal.stream()
                .collect(Collectors.groupingBy(end -> end.subject().orgKey()));
        onCorrections(run, terminal, corrections, orgs);
        for (var org : run.orgs()) {
            onOrg(org(orgs, org), results.getOrDefault(org, List.of()));
            if (!run.changed(org)) {
                onVersion(org(orgs, org), results.getOrDefault(org, List.of()), targetVersionId);
            }
        }
        assertThat(org(orgs, run.bystander()).startedJobs())
                .as("pushes of an org that nobody commanded")
                .isZero();
    }

    private static void onOrg(LedgerOrg org, List<PushResult> results) {
        var started = org.jobs().stream()
                .filter(LedgerJob::started)
                .map(LedgerJob::jobId)
                .toList();
        var cancelled = org.jobs().stream()
                .filter(job -> job.status().equals("Canceled"))
                .map(LedgerJob::jobId)
                .toList();
        // A refused activation is reported with the job that was prepared for it, and cancelled.
        var reported = results.stream()
                .flatMap(end -> pushed(end).stream())
                .filter(jobId -> !cancelled.contains(jobId))
                .toList();
        assertThat(started).as("pushes of %s, results %s", org, results).containsExactlyInAnyOrderElementsOf(reported);
        assertThat(started.size()).as("pushes of %s", org).isLessThanOrEqualTo(results.size());
        for (var end : results) {
            if (end instanceof PushSucceeded succeeded) {
                assertThat(org.jobs())
                        .as("the job that succeeded in %s", org)
                        .anyMatch(job -> job.jobId().equals(succeeded.pushJobId())
                                && job.status().equals("Succeeded"));
            }
            if (end instanceof PushFailed failed && failed.failure().failureClass() != FailureClass.TIMED_OUT) {
                assertThat(org.jobs())
                        .as("the job that failed in %s", org)
                        .noneMatch(job -> failed.pushJobId().equals(Optional.of(job.jobId()))
                                && job.status().equals("Succeeded"));
            }
        }
    }

    /** Salesforce's late answers: one for each command that timed out, and none for another. */
    private static void onCorrections(
            CrashRun run, List<PushResult> terminal, List<PushCorrected> corrections, Map<OrgKey, LedgerOrg> orgs) {
        var corrected =
                corrections.stream().map(late -> late.subject().commandId()).toList();
        var timedOut = timedOut(terminal);
        assertThat(corrected).as("corrections of what timed out").doesNotHaveDuplicates();
        assertThat(timedOut).as("what timed out").containsAll(corrected);
        if (run.situation() != Situation.NEVER_ANSWERED) {
            assertThat(corrected).as("corrections").containsAll(timedOut);
        }
        for (var late : corrections) {
            var status = switch (late.outcome()) {
                case SUCCEEDED -> "Succeeded";
                case FAILED, REACHED, LEFT_OUT -> "Failed";
                case CANCELLED -> "Canceled";
            };
            assertThat(org(orgs, late.subject().orgKey()).jobs())
                    .as("the job of the late answer %s", late)
                    .anyMatch(job ->
                            job.jobId().equals(late.pushJobId()) && job.status().equals(status));
        }
    }

    /** The commands that were reported as timed out although they have a job: their answers may still come. */
    static List<String> timedOut(List<PushResult> results) {
        return results.stream()
                .flatMap(end -> end instanceof PushFailed failed
                                && failed.failure().failureClass() == FailureClass.TIMED_OUT
                                && failed.pushJobId().isPresent()
                        ? Stream.of(failed.subject().commandId())
                        : Stream.of())
                .toList();
    }

    private static void onVersion(LedgerOrg org, List<PushResult> results, String targetVersionId) {
        if (results.stream().anyMatch(PushSucceeded.class::isInstance)) {
            assertThat(org.installedVersionId()).as("version of %s", org).isEqualTo(targetVersionId);
        }
    }

    /** The job that was begun in the org, if this result says so. */
    private static Optional<String> pushed(PushResult end) {
        return switch (end) {
            case PushSucceeded succeeded -> Optional.of(succeeded.pushJobId());
            case PushReached reached -> reached.pushJobId();
            case PushLeftOut leftOut -> leftOut.pushJobId();
            case PushFailed failed -> failed.pushJobId();
            default -> Optional.empty();
        };
    }

    private static LedgerOrg org(Map<OrgKey, LedgerOrg> orgs, OrgKey key) {
        return Optional.ofNullable(orgs.get(key)).orElseThrow();
    }
}
