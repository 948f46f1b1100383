package io.pushwave.status.lag;

import io.pushwave.contracts.Topic;
import io.pushwave.messaging.domain.LogGap;
import io.pushwave.messaging.offsets.ConsumerLag;
import io.pushwave.messaging.offsets.ConsumerLag.Lag;
import io.pushwave.messaging.offsets.ConsumerLag.Measurement;
import io.pushwave.status.campaign.LogProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far the view is behind each topic, by what {@link ConsumerLag} has measured beside the consumers; answered from memory. */
@ApplicationScoped
public class ViewLag {
    private static final double MILLISECONDS_PER_SECOND = 1_000;

    /** The topics that the view is folded from, by the names that their consumers receive under. */
    private static final Map<Topic, String> CONSUMERS = new EnumMap<>(Map.of(
            Topic.CAMPAIGN_PLAN, "campaign-plan",
            Topic.CAMPAIGN_EVENTS, "campaign-events",
            Topic.PUSH_RESULTS, "push-results",
            Topic.RELEASE_REPORTS, "release-reports"));

    private final Clock clock;
    private final ConsumerLag consumers;

    ViewLag(Clock clock, ConsumerLag consumers) {
        this.clock = clock;
        this.consumers = consumers;
    }

    /**
     * How late one topic is; what is not known at the moment is empty.
     *
     * @param recordsBehind records that are not folded yet
     * @param secondsBehind since the oldest of them was written; 0 if there is none
     * @param measuredAt when that was found out
     */
    public record TopicLag(
            String topic, Optional<Long> recordsBehind, Optional<Double> secondsBehind, Optional<Instant> measuredAt) {}

    /** The topics that the view is folded from. */
    public static List<Topic> topicsFolded() {
        return List.copyOf(CONSUMERS.keySet());
    }

    /** Why log or database cannot be asked at the moment. */
    public Optional<String> failure() {
        return consumers.failure();
    }

    /** How late each topic is. */
    public List<TopicLag> topics() {
        var measured = consumers.measured();
        return CONSUMERS.keySet().stream()
                .map(topic -> {
                    var lag = measured.flatMap(now -> now.of(topic.topicName()));
                    return new TopicLag(
                            topic.topicName(),
                            lag.map(Lag::unread),
                            lag.flatMap(this::seconds),
                            measured.map(Measurement::at));
                })
                .toList();
    }

    /** The newest gaps that the log had, as they were measured last. */
    public List<LogGap> gaps() {
        return consumers.measured().map(Measurement::gaps).orElse(List.of());
    }

    /** Seconds since the oldest record of a topic was written that is not folded yet; not a number while that is not known. */
    public double seconds(Topic topic) {
        return consumers
                .measured()
                .flatMap(now -> now.of(topic.topicName()))
                .flatMap(this::seconds)
                .orElse(Double.NaN);
    }

    private Optional<Double> seconds(Lag lag) {
        return lag.unread() > 0 && lag.oldestUnread().isEmpty()
                ? Optional.empty()
                : Optional.of(lag.age(clock.instant()).toMillis() / MILLISECONDS_PER_SECOND);
    }

    /**
     * Until when everything that was said is in the view.
     *
     * @param gaps what the log no longer had, as the state knows it
     */
    public LogProgress progress(List<LogGap> gaps) {
        return new LogProgress(
                caughtUpAt(Topic.CAMPAIGN_PLAN),
                caughtUpAt(Topic.CAMPAIGN_EVENTS),
                caughtUpAt(Topic.PUSH_RESULTS),
                gaps);
    }

    private Optional<Instant> caughtUpAt(Topic topic) {
        return Optional.ofNullable(CONSUMERS.get(topic))
                .flatMap(consumer -> consumers.caughtUpAt(consumer, topic.topicName()));
    }
}
