package io.pushwave.status.summary;

import io.pushwave.status.StatusConfig;
import io.pushwave.status.campaign.CampaignSummary;
import io.pushwave.status.campaign.ToldEvent;
import io.pushwave.status.campaign.postgres.CampaignEventRows;
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
     * @param silent whether the watcher was sent nothing for so long that it should be shown that it is still connected
     * @param trouble why nothing can be sent, if so; said again after as long a silence
     */
    public record News(
            Optional<CampaignSummary> summary, List<ToldEvent> events, boolean silent, Optional<String> trouble) {}

    /** Begins to watch a campaign; its events are sent from the given sequence on, exclusive. */
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
        private Instant sentAt;
        private boolean troubled;

        private Watcher(Campaign campaign, long sequence) {
            this.campaign = campaign;
            this.sequence = sequence;
            this.sentAt = clock.instant();
        }

        /** What has happened since the last call. */
        public News next() {
            var newEvents = events.after(campaign.campaignId, sequence, config.eventsPerInterval());
            if (!newEvents.isEmpty()) {
                sequence = newEvents.getLast().event().sequence();
            }
            var summary = campaign.summary().filter(current -> !current.equals(shown));
            summary.ifPresent(current -> shown = current);
            boolean nothing = newEvents.isEmpty() && summary.isEmpty();
            // A watcher that was sent trouble is shown at once that it is over.
            boolean silent = nothing && (troubled || silentFor(config.heartbeat()));
            troubled = false;
            if (silent || !nothing) {
                sentAt = clock.instant();
            }
            return new News(summary, newEvents, silent, Optional.empty());
        }

        /** What is sent in place of {@link #next()} when it has failed: the watcher stays, and is shown what happens later. */
        public News trouble(String sentence) {
            if (troubled && !silentFor(config.heartbeat())) {
                return new News(Optional.empty(), List.of(), false, Optional.empty());
            }
            troubled = true;
            sentAt = clock.instant();
            return new News(Optional.empty(), List.of(), false, Optional.of(sentence));
        }

        private boolean silentFor(Duration time) {
            return Duration.between(sentAt, clock.instant()).compareTo(time) >= 0;
        }

        /** Stops watching; to be called once. */
        @Override
        public void close() {
            watched.computeIfPresent(campaign.campaignId, (_, known) -> known.left());
        }
    }
}
