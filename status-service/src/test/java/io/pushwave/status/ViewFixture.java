package io.pushwave.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.Message;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.messaging.testing.KafkaTopics;
import io.pushwave.status.campaign.postgres.Campaigns;
import io.pushwave.status.org.Bucket;
import io.pushwave.status.org.OrgId;
import io.pushwave.status.org.OrgStanding;
import io.pushwave.status.org.postgres.OrgPages;
import io.pushwave.status.org.postgres.WaveCountRows;
import io.pushwave.status.summary.CampaignSummaries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Jdbi;

/** The stored view, and the topics that it is folded from, for tests. */
@ApplicationScoped
public class ViewFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 500;

    private final Campaigns campaigns;
    private final CampaignSummaries summaries;
    private final OrgPages orgs;
    private final WaveCountRows counters;
    private final Jdbi jdbi;

    ViewFixture(Campaigns campaigns, CampaignSummaries summaries, OrgPages orgs, WaveCountRows counters, Jdbi jdbi) {
        this.counters = counters;
        this.campaigns = campaigns;
        this.summaries = summaries;
        this.orgs = orgs;
        this.jdbi = jdbi;
    }

    /** Publishes messages in the given order, each with an id of its own that is the same whenever it is published. */
    public static void publish(KafkaBroker broker, List<? extends Message> messages) {
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            topics.publish(records(topics, messages));
        }
    }

    /** The records that {@link #publish} publishes. */
    public static List<ProducerRecord<byte[], byte[]>> records(KafkaTopics topics, List<? extends Message> messages) {
        return messages.stream()
                .map(message -> topics.cloudEvent(idOf(message), message))
                .toList();
    }

    private static String idOf(Message message) {
        return Integer.toHexString(message.getClass().hashCode()) + "-"
                + Integer.toHexString(message.toString().hashCode()) + "-" + message.key();
    }

    /** Waits until the stored view is the one in memory, org by org. */
    public void awaitEqualTo(InMemoryView expected) {
        var campaignId = expected.campaign().campaignId();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            assertThat(campaigns.find(campaignId)).contains(expected.campaign());
            // Whether what is missing may still come depends on the log, which the view in memory does not have.
            assertThat(summaries.find(campaignId))
                    .get()
                    .usingRecursiveComparison()
                    .ignoringFields("missing.stillReading", "missing.text")
                    .isEqualTo(expected.summary());
            assertThat(orgs(campaignId)).isEqualTo(expected.standings());
            assertThat(counters(campaignId)).isEqualTo(expected.counters());
        });
    }

    /** All orgs of a campaign, read page by page. */
    public Map<OrgId, OrgStanding> orgs(String campaignId) {
        var rules = campaigns.find(campaignId).orElseThrow().rules();
        var all = new HashMap<OrgId, OrgStanding>();
        var after = Optional.<io.pushwave.contracts.OrgKey>empty();
        while (true) {
            var filter = new OrgPages.Filter(
                    Set.of(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), after);
            var page = orgs.list(campaignId, rules, filter, PAGE);
            page.forEach(view -> all.put(view.id(), view));
            if (page.size() < PAGE) {
                return all;
            }
            after = Optional.of(page.getLast().id().orgKey());
        }
    }

    private Map<Bucket, Long> counters(String campaignId) {
        return counters.of(List.of(campaignId)).getOrDefault(campaignId, Map.of());
    }

    /** Every row of every table of the view, as text. */
    public Map<String, List<String>> dump() {
        var dump = new HashMap<String, List<String>>();
        for (var table : TABLES) {
            // A counter that went back to nothing is as good as none.
            var condition = table.endsWith("_count") ? " where n <> 0" : "";
            dump.put(table, query("select t::text from " + table + " t" + condition + " order by 1"));
        }
        return dump;
    }

    /** As if the view had never been folded. */
    public void clear() {
        execute("truncate " + String.join(", ", TABLES));
        forgetWhatWasHandled();
    }

    /** As if the inbox had been cleaned up. */
    public void forgetWhatWasHandled() {
        execute("truncate inbox");
    }

    /** As a consumer of the view does that comes upon records that are gone. */
    public void noteGap(Topic topic, String consumer, int partition, long from, long to) {
        execute("""
                insert into log_gap (consumer, topic, partition, kind, from_offset, to_offset, noticed_at)
                values ('%s', '%s', %d, 'PURGED', %d, %d, now())
                """.formatted(consumer, topic.topicName(), partition, from, to));
    }

    /** As somebody who has seen them and lives with them. */
    public void forgetGaps() {
        execute("delete from log_gap");
    }

    private static final Collection<String> TABLES = List.of(
            "campaign_view",
            "wave_view",
            "campaign_event",
            "org_view",
            "org_timeline",
            "org_name",
            "wave_count",
            "stray_count",
            "release_view");

    private List<String> query(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private void execute(String sql) {
        jdbi.useHandle(handle -> handle.execute(sql));
    }
}
