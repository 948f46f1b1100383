package io.pushwave.status.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.campaign.CampaignSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise that everything else rests on: the order and the number of deliveries never decide what the view shows. */
class FoldTest {
    private static final int ORGS = 120;
    private static final List<CampaignScenario.Ending> ENDINGS = List.of(CampaignScenario.Ending.values());

    /** Set {@code -Dpushwave.seed=…} to repeat a run. */
    private static long seed() {
        long seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("FoldTest: -Dpushwave.seed=" + seed);
        return seed;
    }

    @RepeatedTest(50)
    void anyOrderAndAnyNumberOfDeliveriesEndInTheSameView() {
        // Given
        long seed = seed();
        var random = new Random(seed);
        var ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
        var scenario = CampaignScenario.of(seed, "campaign-1", ORGS, ending);
        var expected = InMemoryView.of(scenario);
        var shuffled = new ArrayList<>(scenario.messages());
        for (var message : scenario.messages()) {
            if (random.nextInt(3) == 0) {
                shuffled.add(message);
            }
        }
        Collections.shuffle(shuffled, random);

        // When
        var view = new InMemoryView(scenario.campaignId());
        view.fold(shuffled);

        // Then
        assertThat(view.campaign()).isEqualTo(expected.campaign());
        assertThat(view.orgs()).isEqualTo(expected.orgs());
        assertThat(view.standings()).isEqualTo(expected.standings());
        assertThat(view.counters()).isEqualTo(expected.counters());
        assertThat(view.summary()).isEqualTo(expected.summary());
        assertThat(view.summary().missing()).isEmpty();
        assertThat(view.summary().strayResults()).isEmpty();
    }

    @RepeatedTest(50)
    void strayResultsChangeNothingButTheirOwnNumberInWhateverOrderTheyCome() {
        // Given
        long seed = seed();
        var random = new Random(seed);
        var ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
        var scenario = CampaignScenario.of(seed, "campaign-1", ORGS, ending);
        var expected = InMemoryView.of(scenario);
        var strays = scenario.strays(seed, 1 + random.nextInt(60));
        var shuffled = new ArrayList<>(scenario.messages());
        shuffled.addAll(strays);
        for (var message : List.copyOf(shuffled)) {
            if (random.nextInt(4) == 0) {
                shuffled.add(message);
            }
        }
        Collections.shuffle(shuffled, random);

        // When
        var view = InMemoryView.of(scenario.campaignId(), shuffled);

        // Then
        assertThat(view.standings()).isEqualTo(expected.standings());
        assertThat(view.counters()).isEqualTo(expected.counters());
        assertThat(view.summary().orgs()).isEqualTo(expected.summary().orgs());
        assertThat(view.summary().waves()).isEqualTo(expected.summary().waves());
        long different = strays.stream()
                .map(stray -> List.of(stray.subject().orgKey(), OrgView.keyOf(stray)))
                .distinct()
                .count();
        assertThat(view.summary().strayResults().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(different);
    }

    @RepeatedTest(20)
    void aPlanThatIsMadeAnewLeadsInWhateverOrderItComes() {
        // Given
        long seed = seed();
        var random = new Random(seed);
        var scenario = CampaignScenario.of(seed, "campaign-1", ORGS, CampaignScenario.Ending.HALTED);
        var messages = new ArrayList<>(scenario.messages());
        messages.addAll(scenario.plannedAnew());
        var expected = InMemoryView.of(scenario.campaignId(), messages);
        var shuffled = new ArrayList<>(messages);
        for (var message : messages) {
            if (random.nextInt(3) == 0) {
                shuffled.add(message);
            }
        }
        Collections.shuffle(shuffled, random);

        // When
        var view = InMemoryView.of(scenario.campaignId(), shuffled);

        // Then
        assertThat(view.campaign()).isEqualTo(expected.campaign());
        assertThat(view.standings()).isEqualTo(expected.standings());
        assertThat(view.counters()).isEqualTo(expected.counters());
        assertThat(view.summary()).isEqualTo(expected.summary());
        assertThat(view.summary().planRevision()).contains(2);
        assertThat(view.summary().waves())
                .extracting(CampaignSummary.Wave::name)
                .containsExactly(Optional.of("Canary"), Optional.of("All others"));
    }

    @RepeatedTest(20)
    void itDoesNotMatterInWhichPartsMessagesAreJoined() {
        // Given
        long seed = seed();
        var random = new Random(seed);
        var scenario = CampaignScenario.of(seed, "campaign-1", 3, CampaignScenario.Ending.COMPLETED);
        var org = CampaignScenario.orgKey(1);
        var views = new ArrayList<OrgView>();
        scenario.plan().stream()
                .filter(entry -> entry.org().orgKey().equals(org))
                .map(OrgView::of)
                .forEach(views::add);
        scenario.results().stream()
                .filter(result -> result.subject().orgKey().equals(org))
                .map(OrgView::of)
                .forEach(views::add);
        for (int n = 0; n < 2 * OrgView.RESULTS_KEPT; n++) {
            views.add(OrgView.of(new PushStarted(
                    new Subject("c" + n, "campaign-1", org, 1 + random.nextInt(9), 1 + random.nextInt(99)),
                    Instant.EPOCH.plusSeconds(random.nextInt(5)),
                    "job-" + n)));
        }
        var expected = views.stream().reduce(OrgView::join).orElseThrow();
        var parts = new ArrayList<>(views);
        Collections.shuffle(parts, random);

        // When
        while (parts.size() > 1) {
            var one = parts.remove(random.nextInt(parts.size()));
            var other = parts.remove(random.nextInt(parts.size()));
            parts.add(one.join(other).join(other));
        }

        // Then
        assertThat(parts.getFirst()).isEqualTo(expected);
        assertThat(expected.results()).hasSize(OrgView.RESULTS_KEPT);
    }

    @ParameterizedTest
    @EnumSource
    void theSummaryCountsEveryPlannedOrgExactlyOnce(CampaignScenario.Ending ending) {
        // Given
        var scenario = CampaignScenario.of(seed(), "campaign-1", ORGS, ending);
        var view = new InMemoryView(scenario.campaignId());

        // When
        view.fold(scenario.messages());

        // Then
        var summary = view.summary();
        var orgs = summary.orgs();
        assertThat(orgs.planned() + orgs.excluded()).isEqualTo(ORGS);
        assertThat(orgs.waiting()
                        + orgs.scheduled()
                        + orgs.started()
                        + orgs.retrying()
                        + orgs.succeeded()
                        + orgs.reached()
                        + orgs.failed()
                        + orgs.leftOut()
                        + orgs.skipped()
                        + orgs.cancelled())
                .isEqualTo(orgs.planned());
        assertThat(summary.waves().stream()
                        .mapToLong(CampaignSummary.Wave::planned)
                        .sum())
                .isEqualTo(orgs.planned());
    }

    @ParameterizedTest
    @EnumSource
    void joiningAViewWithItselfChangesNothing(CampaignScenario.Ending ending) {
        // Given
        var scenario = CampaignScenario.of(seed(), "campaign-1", ORGS, ending);
        var view = new InMemoryView(scenario.campaignId());
        view.fold(scenario.messages());

        // When
        var joined = view.orgs().values().stream().map(org -> org.join(org)).toList();

        // Then
        assertThat(joined).containsExactlyInAnyOrderElementsOf(view.orgs().values());
    }
}
