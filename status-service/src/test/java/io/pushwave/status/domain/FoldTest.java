package io.pushwave.status.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.status.CampaignStory;
import io.pushwave.status.InMemoryView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promise that everything else rests on: the order and the number of deliveries never decide what the view shows. */
class FoldTest {
    private static final int ORGS = 120;
    private static final List<CampaignStory.Ending> ENDINGS = List.of(CampaignStory.Ending.values());

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
        var story = CampaignStory.of(seed, "campaign-1", ORGS, ending);
        var expected = InMemoryView.of(story);
        var shuffled = new ArrayList<>(story.messages());
        for (var message : story.messages()) {
            if (random.nextInt(3) == 0) {
                shuffled.add(message);
            }
        }
        Collections.shuffle(shuffled, random);

        // When
        var view = new InMemoryView(story.campaignId());
        view.fold(shuffled);

        // Then
        assertThat(view.campaign()).isEqualTo(expected.campaign());
        assertThat(view.orgs()).isEqualTo(expected.orgs());
        assertThat(view.counters()).isEqualTo(expected.counters()).isEqualTo(view.recount());
        assertThat(view.summary()).isEqualTo(expected.summary());
    }

    @ParameterizedTest
    @EnumSource
    void theSummaryCountsEveryPlannedOrgExactlyOnce(CampaignStory.Ending ending) {
        // Given
        var story = CampaignStory.of(seed(), "campaign-1", ORGS, ending);
        var view = new InMemoryView(story.campaignId());

        // When
        view.fold(story.messages());

        // Then
        var summary = view.summary();
        var orgs = summary.orgs();
        assertThat(orgs.planned() + orgs.excluded()).isEqualTo(ORGS);
        assertThat(orgs.waiting()
                        + orgs.scheduled()
                        + orgs.started()
                        + orgs.retrying()
                        + orgs.succeeded()
                        + orgs.failed()
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
    void joiningAViewWithItselfChangesNothing(CampaignStory.Ending ending) {
        // Given
        var story = CampaignStory.of(seed(), "campaign-1", ORGS, ending);
        var view = new InMemoryView(story.campaignId());
        view.fold(story.messages());

        // When
        var joined = view.orgs().values().stream().map(org -> org.join(org)).toList();

        // Then
        assertThat(joined).containsExactlyInAnyOrderElementsOf(view.orgs().values());
    }
}
