package io.pushwave.status;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.status.domain.CampaignSummary;
import io.pushwave.status.postgres.CampaignEventRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What the watchers of campaigns are shown. All watchers of a campaign share one reading of it, at most one an interval; a
 * watcher itself is nothing but what it was shown last, so however slow it is, nothing piles up for it.
 *
 * <p>The database is asked, not the fold of this instance listened to: the partition that a campaign's results are on may be
 * folded by another instance.
 */
@ApplicationScoped
public class CampaignFeed {
    private final CampaignSummaries summaries;
    private final CampaignEventRows events;
    private final Clock clock;
    private final StatusConfig.Stream config;
    private final ConcurrentMap<String, Campaign> watched = new ConcurrentHashMap<>();

    CampaignFeed(CampaignSummaries summaries, CampaignEventRows events, Clock clock, StatusConfig config) {
        this.summaries = summaries;
        this.events = events;
        this.clock = clock;
        this.config = config.stream();
    }

    /**
     * What is new for a watcher; both parts may be empty.
     *
     * @param silent whether the watcher has been told nothing for so long that it should be told that it is still connected
     */
    public record News(Optional<CampaignSummary> summary, List<CampaignEvent> events, boolean silent) {}

    /** Begins to watch a campaign; its events are told from the given sequence on, exclusive. */
    public Watcher watch(String campaignId, long afterSequence) {
        var campaign = watched.compute(campaignId, (id, known) -> (known == null ? new Campaign(id) : known).joined());
        return new Watcher(campaign, afterSequence);
    }

    /** The shared reading of one campaign. */
    private final class Campaign {
        private final String campaignId;
        private int watchers;
        private Instant readAt = Instant.MIN;
        private Optional<CampaignSummary> summary = Optional.empty();

        private Campaign(String campaignId) {
            this.campaignId = campaignId;
        }

        private Campaign joined() {
            watchers++;
            return this;
        }

        private @Nullable Campaign left() {
            watchers--;
            return watchers == 0 ? null : this;
        }

        /** Read again if the last reading is an interval old; who comes meanwhile waits for the one reading. */
        private synchronized Optional<CampaignSummary> summary() {
            var now = clock.instant();
            if (readAt.isBefore(now.minus(config.interval()))) {
                summary = summaries.find(campaignId);
                readAt = now;
            }
            return summary;
        }
    }

    /** One who watches; used by one thread at a time. */
    public final class Watcher implements AutoCloseable {
        private final Campaign campaign;
        private long sequence;
        private @Nullable CampaignSummary shown;
        private Instant toldAt;

        private Watcher(Campaign campaign, long sequence) {
            this.campaign = campaign;
            this.sequence = sequence;
            this.toldAt = clock.instant();
        }

        /** What has happened since the last call. */
        public News next() {
            var newEvents = events.after(campaign.campaignId, sequence, config.eventsPerInterval());
            if (!newEvents.isEmpty()) {
                sequence = newEvents.getLast().sequence();
            }
            var summary = campaign.summary().filter(current -> !current.equals(shown));
            summary.ifPresent(current -> shown = current);
            var now = clock.instant();
            boolean nothing = newEvents.isEmpty() && summary.isEmpty();
            boolean silent = nothing && Duration.between(toldAt, now).compareTo(config.heartbeat()) >= 0;
            if (silent || !nothing) {
                toldAt = now;
            }
            return new News(summary, newEvents, silent);
        }

        /** Stops watching; to be called once. */
        @Override
        public void close() {
            watched.computeIfPresent(campaign.campaignId, (_, known) -> known.left());
        }
    }
}
