package io.pushwave.status.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.PushResult;
import io.pushwave.status.CampaignStory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
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

    /** A view in memory, folded with the same functions as the stored one. */
    private static final class InMemoryView {
        private final Map<OrgId, OrgView> orgs = new HashMap<>();
        private final Map<Bucket, Long> counters = new HashMap<>();
        private CampaignView campaign;

        private InMemoryView(String campaignId) {
            this.campaign = CampaignView.unknown(campaignId);
        }

        private void fold(List<Message> messages) {
            for (var message : messages) {
                if (message instanceof CampaignEvent event) {
                    campaign = campaign.with(event);
                } else if (message instanceof CampaignPlanEntry entry) {
                    fold(OrgView.of(entry));
                } else if (message instanceof PushResult result) {
                    fold(OrgView.of(result));
                }
            }
        }

        private void fold(OrgView told) {
            var before = orgs.get(told.id());
            var after = before == null ? told : before.join(told);
            orgs.put(told.id(), after);
            if (before != null) {
                counters.merge(before.bucket(), -1L, Long::sum);
            }
            counters.merge(after.bucket(), 1L, Long::sum);
            counters.values().removeIf(n -> n == 0);
        }

        private Map<Bucket, Long> recount() {
            return orgs.values().stream().collect(Collectors.groupingBy(OrgView::bucket, Collectors.counting()));
        }
    }

    @RepeatedTest(50)
    void anyOrderAndAnyNumberOfDeliveriesEndInTheSameView() {
        // Given
        long seed = seed();
        var random = new Random(seed);
        var ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
        var story = CampaignStory.of(seed, "campaign-1", ORGS, ending);
        var expected = new InMemoryView(story.campaignId());
        expected.fold(story.messages());
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
        assertThat(view.campaign).isEqualTo(expected.campaign);
        assertThat(view.orgs).isEqualTo(expected.orgs);
        assertThat(view.counters).isEqualTo(expected.counters).isEqualTo(view.recount());
        assertThat(CampaignSummary.of(view.campaign, view.counters))
                .isEqualTo(CampaignSummary.of(expected.campaign, expected.counters));
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
        var summary = CampaignSummary.of(view.campaign, view.counters).orElseThrow();
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
        var joined = view.orgs.values().stream().map(org -> org.join(org)).toList();

        // Then
        assertThat(joined).containsExactlyInAnyOrderElementsOf(view.orgs.values());
    }
}
