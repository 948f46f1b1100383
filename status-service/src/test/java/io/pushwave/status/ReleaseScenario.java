package io.pushwave.status;

import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.ReleaseReport.Release;
import io.pushwave.contracts.ReleaseReport.ReleaseAccepted;
import io.pushwave.contracts.ReleaseReport.ReleaseReceived;
import io.pushwave.contracts.ReleaseReport.ReleaseRejected;
import io.pushwave.status.release.ReleaseOutcome;
import io.pushwave.status.release.ReleaseView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a planner reports of some releases, made up from a seed, in the order in which it would; every outcome comes in turn.
 *
 * @param ends what each release is in the end, in the order in which they came in
 */
public record ReleaseScenario(List<ReleaseReport> reports, List<ReleaseView> ends) {
    private static final int MINUTES_EACH = 10;

    /** Makes up so many releases of a package, the first one at a time. */
    public static ReleaseScenario of(long seed, String prefix, String packageId, int releases, Instant begin) {
        var random = new Random(seed);
        var reports = new ArrayList<ReleaseReport>();
        var ends = new ArrayList<ReleaseView>();
        for (int n : IntStream.range(0, releases).toArray()) {
            var release = new Release(
                    prefix + "-" + n,
                    "/ci",
                    prefix + "-build-" + n,
                    packageId,
                    "04t00000000%04d".formatted(n),
                    random.nextBoolean() ? Optional.of("somebody " + n) : Optional.empty(),
                    random.nextBoolean() ? Optional.of("reason " + n) : Optional.empty());
            var at = begin.plus(Duration.ofMinutes((long) n * MINUTES_EACH));
            var reported = reports(release, at, random, n % 4);
            reports.addAll(reported);
            ends.add(end(release, at, reported.getLast()));
        }
        return new ReleaseScenario(List.copyOf(reports), List.copyOf(ends));
    }

    private static List<ReleaseReport> reports(Release release, Instant at, Random random, int kind) {
        var later = at.plusSeconds(1 + random.nextInt(60));
        var received = new ReleaseReceived(release, at);
        var campaignId = "campaign of " + release.releaseId();
        var accepted = new ReleaseAccepted(release, later, campaignId);
        return switch (kind) {
            case 0 -> List.of(received);
            case 1 -> List.of(received, accepted);
            case 2 ->
                List.of(
                        received,
                        new ReleaseRejected(release, later, "beta-version", "It is a beta.", Optional.empty()));
            default ->
                List.of(
                        received,
                        accepted,
                        new ReleaseRejected(
                                release,
                                later.plusSeconds(5),
                                "nobody-left",
                                "Nobody is left.",
                                Optional.of(campaignId)));
        };
    }

    private static ReleaseView end(Release release, Instant at, ReleaseReport last) {
        return new ReleaseView(release, at, ReleaseView.of(last).standing());
    }

    /** The ends, newest first, of one outcome or of all. */
    public List<ReleaseView> newestFirst(Optional<ReleaseOutcome> outcome) {
        return ends.stream()
                .filter(view ->
                        outcome.isEmpty() || outcome.get() == view.standing().outcome())
                .sorted(Comparator.comparing(ReleaseView::firstAt)
                        .thenComparing(ReleaseView::releaseId)
                        .reversed())
                .toList();
    }
}
