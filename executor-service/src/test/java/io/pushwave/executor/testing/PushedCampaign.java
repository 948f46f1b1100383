package io.pushwave.executor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerOrg;
import io.pushwave.executor.testing.SalesforceStandIn.Target;
import io.pushwave.messaging.testing.KafkaTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A campaign as the planner would drive it, and what the executor and the simulator's ledger say about it. */
public final class PushedCampaign {
    private static final AtomicInteger CAMPAIGNS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String id;
    private final KafkaTopics topics;
    private final SalesforceStandIn salesforce;
    private final Target target;
    private final List<OrgKey> orgs;
    private final AtomicInteger epoch = new AtomicInteger();
    private final AtomicInteger messages = new AtomicInteger();

    public PushedCampaign(KafkaTopics topics, SalesforceStandIn salesforce, List<LedgerOrg> orgs) {
        this(topics, salesforce, orgs, salesforce.target());
    }

    public PushedCampaign(KafkaTopics topics, SalesforceStandIn salesforce, List<LedgerOrg> orgs, Target target) {
        this.id = "campaign-" + CAMPAIGNS.incrementAndGet() + "-"
                + ProcessHandle.current().pid();
        this.topics = topics;
        this.salesforce = salesforce;
        this.target = target;
        this.orgs = orgs.stream().map(LedgerOrg::orgKey).toList();
        topics.fromNowOn(Topic.PUSH_RESULTS);
    }

    public String id() {
        return id;
    }

    /** A control that is sent as it is not written: its record, to be spoilt before it is published. */
    public ProducerRecord<byte[], byte[]> unsent(State state) {
        var control = new CampaignControlled(id, epoch.incrementAndGet(), state, "test", Instant.EPOCH);
        return topics.cloudEvent(id + "-control-" + messages.incrementAndGet(), control);
    }

    /** Says what may be done from now on. */
    public void control(State state) {
        var control = new CampaignControlled(id, epoch.incrementAndGet(), state, "test", Instant.EPOCH);
        topics.publish(id + "-control-" + messages.incrementAndGet(), control);
    }

    /** Commands every org; a second time brings the same commands in other envelopes. */
    public void commandAll() {
        commandAll(Optional.empty());
    }

    public void commandAll(Optional<Instant> notAfter) {
        topics.publish(orgs.stream()
                .map(org -> topics.cloudEvent(id + "-command-" + messages.incrementAndGet(), command(org, 1, notAfter)))
                .toList());
    }

    /** Commands every org in envelopes that were seen before. */
    public void deliverAgain() {
        topics.publish(topics.read(Topic.PUSH_COMMANDS.topicName()).stream()
                .map(seen -> new ProducerRecord<>(
                        seen.topic(), null, seen.key().getBytes(UTF_8), seen.value(), seen.headers()))
                .toList());
    }

    public OrgPushCommanded command(OrgKey org, int attempt, Optional<Instant> notAfter) {
        return new OrgPushCommanded(
                id + "/" + org + "/" + attempt,
                id,
                org,
                target.packageId(),
                target.packageVersionId(),
                1,
                attempt,
                Instant.EPOCH,
                notAfter);
    }

    /** Everything that the executor has said about the campaign. */
    public List<PushResult> results() {
        return topics.messages(Topic.PUSH_RESULTS, id).stream()
                .map(PushResult.class::cast)
                .filter(result -> result.subject().campaignId().equals(id))
                .toList();
    }

    public <R extends PushResult> List<R> results(Class<R> kind) {
        return results().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits until every command has a final result. */
    public List<PushResult> awaitEnds() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(terminal()).hasSize(orgs.size()));
        return terminal();
    }

    public List<PushResult> terminal() {
        return results().stream().filter(PushResult::terminal).toList();
    }

    /** The campaign's orgs in the simulator's ledger. */
    public Map<OrgKey, LedgerOrg> ledger() {
        return salesforce.ledger(orgs);
    }

    /** Promise 1 and 6: one final result per command, one push per org that has one, and both say the same. */
    public void assertPushedOnce() {
        var ends = awaitEnds();
        assertThat(ends).extracting(end -> end.subject().commandId()).doesNotHaveDuplicates();
        var ledger = ledger();
        for (var end : ends) {
            var org = requireNonNull(ledger.get(end.subject().orgKey()), "an org that is not in the ledger");
            switch (end) {
                case PushSucceeded succeeded -> {
                    assertThat(org.startedJobs()).as("pushes of %s", org).isEqualTo(1);
                    assertThat(org.installedVersionId()).isEqualTo(target.packageVersionId());
                    assertThat(org.jobs()).anyMatch(job -> job.jobId().equals(succeeded.pushJobId()));
                }
                case PushFailed failed -> assertStarted(org, failed.pushJobId());
                case PushReached reached -> assertStarted(org, reached.pushJobId());
                case PushLeftOut leftOut -> assertStarted(org, leftOut.pushJobId());
                default -> assertThat(org.startedJobs()).as("pushes of %s", org).isZero();
            }
        }
    }

    /** A job that is reported was begun; without one nothing was. */
    private static void assertStarted(LedgerOrg org, Optional<String> jobId) {
        assertThat(org.startedJobs()).as("pushes of %s", org).isEqualTo(jobId.isPresent() ? 1 : 0);
    }

    /** The push requests in which the ledger has the campaign's orgs. */
    public List<String> requestsInLedger() {
        return ledger().values().stream()
                .flatMap(org -> org.jobs().stream())
                .map(SalesforceStandIn.LedgerJob::requestId)
                .distinct()
                .toList();
    }
}
