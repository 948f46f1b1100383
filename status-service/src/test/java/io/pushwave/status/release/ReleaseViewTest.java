package io.pushwave.status.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.ReleaseReport.Release;
import io.pushwave.contracts.ReleaseReport.ReleaseAccepted;
import io.pushwave.contracts.ReleaseReport.ReleaseReceived;
import io.pushwave.contracts.ReleaseReport.ReleaseRejected;
import io.pushwave.status.ReleaseScenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ReleaseViewTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final Release RELEASE = new Release(
            "release-1",
            "/ci",
            "build-1",
            "033000000000001",
            "04t000000000009",
            Optional.of("somebody"),
            Optional.empty());

    private static Map<String, ReleaseView> folded(List<ReleaseReport> reports) {
        var views = new HashMap<String, ReleaseView>();
        reports.forEach(report -> views.merge(report.key(), ReleaseView.of(report), ReleaseView::join));
        return views;
    }

    @RepeatedTest(20)
    void whateverTheOrderAndHoweverOftenTheLaterReportHolds() {
        // Given
        long seed = Long.getLong("pushwave.seed", System.nanoTime());
        var scenario = ReleaseScenario.of(seed, "release", "033000000000001", 40, AT);
        var random = new Random(seed);
        var received = new ArrayList<>(scenario.reports());
        scenario.reports().stream().filter(_ -> random.nextBoolean()).forEach(received::add);
        Collections.shuffle(received, random);

        // When
        var views = folded(received);

        // Then
        assertThat(views)
                .as("-Dpushwave.seed=" + seed)
                .isEqualTo(scenario.ends().stream()
                        .collect(Collectors.toMap(ReleaseView::releaseId, Function.identity())));
    }

    @Test
    void aRejectionHoldsAgainstAnAcceptanceOfALaterTime() {
        // Given
        var rejected = ReleaseView.of(
                new ReleaseRejected(RELEASE, AT, "nobody-left", "Nobody is left.", Optional.of("campaign-1")));
        var accepted = ReleaseView.of(new ReleaseAccepted(RELEASE, AT.plusSeconds(60), "campaign-1"));

        // When
        var joined = rejected.join(accepted);

        // Then
        assertThat(joined).isEqualTo(accepted.join(rejected));
        assertThat(joined.standing().outcome()).isEqualTo(ReleaseOutcome.REJECTED);
        assertThat(joined.standing().because()).contains("nobody-left");
    }

    @Test
    void aReleaseCameInWhenItsEarliestReportWasMade() {
        // Given
        var accepted = ReleaseView.of(new ReleaseAccepted(RELEASE, AT.plusSeconds(60), "campaign-1"));

        // When
        var joined = accepted.join(ReleaseView.of(new ReleaseReceived(RELEASE, AT)));

        // Then
        assertThat(joined.firstAt()).isEqualTo(AT);
        assertThat(joined.standing().at()).isEqualTo(AT.plusSeconds(60));
    }

    @Test
    void ofTwoRejectionsTheSameOneIsKeptInAnyOrder() {
        // Given
        var one = ReleaseView.of(new ReleaseRejected(RELEASE, AT, "a", "One.", Optional.empty()));
        var other = ReleaseView.of(new ReleaseRejected(RELEASE, AT, "b", "Other.", Optional.empty()));

        // When
        var joined = one.join(other);

        // Then
        assertThat(joined).isEqualTo(other.join(one));
    }
}
