package io.pushwave.platform.demo;

import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.ledger.Agreement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a demonstration found, as {@code --json} prints it.
 *
 * @param durationSeconds from the release event to the campaign's end
 * @param orgsPerSecond planned orgs by that time
 * @param startSeconds until everything was ready
 * @param totalSeconds from the launcher's start until everything was stopped
 */
record DemoReport(
        String campaignId,
        String state,
        long seed,
        Orgs orgs,
        List<Wave> waves,
        long pushJobs,
        long duplicatePushes,
        long firstAttemptFailures,
        long healed,
        long apiCalls,
        boolean viewMatchesLedger,
        double durationSeconds,
        double orgsPerSecond,
        double startSeconds,
        double totalSeconds) {

    record Orgs(
            long planned,
            long succeeded,
            long reached,
            long failed,
            long leftOut,
            long skipped,
            long cancelled,
            long excluded) {}

    /** A wave; {@code kind} by what it takes its orgs. */
    record Wave(
            int number,
            Optional<String> name,
            Optional<String> kind,
            long planned,
            long succeeded,
            long reached,
            long failed,
            long leftOut,
            Optional<String> gate) {}

    static DemoReport of(
            long seed,
            CampaignSummary summary,
            Agreement agreement,
            long apiCalls,
            Duration campaign,
            Duration start,
            Duration total) {
        var orgs = summary.orgs();
        return new DemoReport(
                summary.campaignId(),
                summary.state(),
                seed,
                new Orgs(
                        orgs.planned(),
                        orgs.succeeded(),
                        orgs.reached(),
                        orgs.failed(),
                        orgs.leftOut(),
                        orgs.skipped(),
                        orgs.cancelled(),
                        orgs.excluded()),
                summary.waves().stream()
                        .map(wave -> new Wave(
                                wave.number(),
                                wave.name(),
                                wave.kind(),
                                wave.planned(),
                                wave.succeeded(),
                                wave.reached(),
                                wave.failed(),
                                wave.leftOut(),
                                wave.gate()))
                        .toList(),
                agreement.pushJobs(),
                agreement.duplicatePushes(),
                agreement.firstAttemptFailures(),
                agreement.healed(),
                apiCalls,
                agreement.viewMatchesLedger(),
                Stopwatch.seconds(campaign),
                perSecond(orgs.planned(), campaign),
                Stopwatch.seconds(start),
                Stopwatch.seconds(total));
    }

    private static double perSecond(long orgs, Duration time) {
        return time.isZero() ? 0 : Math.round(orgs * 10_000.0 / time.toMillis()) / 10.0;
    }
}
