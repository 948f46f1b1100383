package io.pushwave.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.pushwave.contracts.Message;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.messaging.testing.KafkaTopics;
import io.pushwave.status.domain.OrgId;
import io.pushwave.status.domain.OrgView;
import io.pushwave.status.postgres.Campaigns;
import io.pushwave.status.postgres.OrgPages;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The stored view, and the topics that it is folded from, for tests. */
@ApplicationScoped
public class ViewFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 500;

    private final Campaigns campaigns;
    private final CampaignSummaries summaries;
    private final OrgPages orgs;
    private final AgroalDataSource dataSource;

    ViewFixture(Campaigns campaigns, CampaignSummaries summaries, OrgPages orgs, AgroalDataSource dataSource) {
        this.campaigns = campaigns;
        this.summaries = summaries;
        this.orgs = orgs;
        this.dataSource = dataSource;
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
            assertThat(summaries.find(campaignId)).contains(expected.summary());
            assertThat(orgs(campaignId)).isEqualTo(expected.orgs());
        });
    }

    /** All orgs of a campaign, read page by page. */
    public Map<OrgId, OrgView> orgs(String campaignId) {
        var rules = campaigns.find(campaignId).orElseThrow().rules();
        var all = new HashMap<OrgId, OrgView>();
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

    /** Every row of every table of the view, as text. */
    public Map<String, List<String>> dump() {
        var dump = new HashMap<String, List<String>>();
        for (var table : TABLES) {
            // A counter that went back to nothing is as good as none.
            var condition = table.equals("wave_count") ? " where n <> 0" : "";
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

    private static final Collection<String> TABLES =
            List.of("campaign_view", "wave_view", "campaign_event", "org_view", "org_timeline", "wave_count");

    private List<String> query(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void execute(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
