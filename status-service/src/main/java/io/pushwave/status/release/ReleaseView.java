package io.pushwave.status.release;

import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.ReleaseReport.Release;
import io.pushwave.contracts.ReleaseReport.ReleaseAccepted;
import io.pushwave.contracts.ReleaseReport.ReleaseReceived;
import io.pushwave.contracts.ReleaseReport.ReleaseRejected;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A release as its reports describe it: joined from any of them, in any order, any number of times.
 *
 * @param firstAt when the earliest report that was seen was made: when the release came in
 * @param standing by the report that holds
 */
public record ReleaseView(Release release, Instant firstAt, Standing standing) {
    private static final Comparator<Optional<String>> ABSENT_FIRST = Comparator.comparing(text -> text.orElse(""));

    /** Two reports of one kind differ in nothing that matters; which of them is kept must not depend on the order all the same. */
    private static final Comparator<ReleaseView> LATER_REPORT = Comparator.comparing(
                    (ReleaseView view) -> view.standing().outcome())
            .thenComparing(view -> view.standing().at())
            .thenComparing(view -> view.standing().campaignId(), ABSENT_FIRST)
            .thenComparing(view -> view.standing().because(), ABSENT_FIRST)
            .thenComparing(view -> view.standing().detail(), ABSENT_FIRST)
            .thenComparing(view -> view.release().toString());

    /**
     * Where a release stands.
     *
     * @param at since when
     * @param campaignId of the campaign that came of it; of a rejected one, of the campaign that was begun and aborted
     * @param because the rule by which it was rejected
     * @param detail why it was rejected: a sentence that names the values
     */
    public record Standing(
            ReleaseOutcome outcome,
            Instant at,
            Optional<String> campaignId,
            Optional<String> because,
            Optional<String> detail) {}

    /** What one report says. */
    public static ReleaseView of(ReleaseReport report) {
        return new ReleaseView(report.release(), report.at(), standing(report));
    }

    private static Standing standing(ReleaseReport report) {
        return switch (report) {
            case ReleaseReceived received ->
                new Standing(
                        ReleaseOutcome.RECEIVED, received.at(), Optional.empty(), Optional.empty(), Optional.empty());
            case ReleaseAccepted accepted ->
                new Standing(
                        ReleaseOutcome.ACCEPTED,
                        accepted.at(),
                        Optional.of(accepted.campaignId()),
                        Optional.empty(),
                        Optional.empty());
            case ReleaseRejected rejected ->
                new Standing(
                        ReleaseOutcome.REJECTED,
                        rejected.at(),
                        rejected.campaignId(),
                        Optional.of(rejected.because()),
                        Optional.of(rejected.detail()));
        };
    }

    public String releaseId() {
        return release.releaseId();
    }

    /** What both say together; whichever comes first, and however often, it is the same. */
    public ReleaseView join(ReleaseView other) {
        var later = LATER_REPORT.compare(this, other) >= 0 ? this : other;
        return new ReleaseView(
                later.release, firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt, later.standing);
    }
}
