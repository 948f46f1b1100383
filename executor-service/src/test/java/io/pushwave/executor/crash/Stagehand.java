package io.pushwave.executor.crash;

import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.executor.request.BulkApi;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.PushRequest.Filling;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.executor.testing.SalesforceStandIn.Target;
import io.pushwave.messaging.testing.KafkaTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Does what others do: the planner, people in Salesforce, customers, and calls that arrive late. */
final class Stagehand {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CALLS_LOST_MAXIMUM = 20;

    private final KafkaTopics topics;
    private final SalesforceStandIn salesforce;
    private final PackagingApi api;
    private final BulkApi bulk;
    private final CrashHub hub;
    private final DeadLeases deadLeases;
    private final Target target;
    private final AtomicLong messages = new AtomicLong();
    private final Map<String, Long> epochs = new ConcurrentHashMap<>();
    private final Map<String, List<ProducerRecord<byte[], byte[]>>> sent = new ConcurrentHashMap<>();

    Stagehand(
            KafkaTopics topics,
            SalesforceStandIn salesforce,
            PackagingApi api,
            BulkApi bulk,
            CrashHub hub,
            DeadLeases deadLeases) {
        this.topics = topics;
        this.salesforce = salesforce;
        this.api = api;
        this.bulk = bulk;
        this.hub = hub;
        this.deadLeases = deadLeases;
        this.target = salesforce.target();
    }

    Target target() {
        return target;
    }

    void begin(CrashRun run) {
        switch (run.situation()) {
            case ALL_ORGS_REFUSED -> run.orgs().forEach(this::expire);
            case SOME_ORGS_REFUSED -> expire(run.orgs().getFirst());
            default -> {
                if (run.situation().inBulk()) {
                    expire(run.orgs().getFirst());
                }
            }
        }
        run(run);
        var commands = commands(run);
        sent.put(run.id(), commands);
        topics.publish(commands);
    }

    void run(CrashRun run) {
        say(run, State.RUNNING);
    }

    /** Returns when the executor has stored it. */
    void halt(CrashRun run) {
        awaitStored(run, say(run, State.HALTED));
    }

    /** Returns when the executor has stored it. */
    void abort(CrashRun run) {
        awaitStored(run, say(run, State.ABORTED));
    }

    /** Every command twice more: in the envelopes in which it came, and in others; in another order. */
    void commandAgain(CrashRun run, Random random) {
        var again = new ArrayList<>(sent.getOrDefault(run.id(), List.of()));
        again.addAll(commands(run));
        Collections.shuffle(again, random);
        topics.publish(again);
    }

    void closeWindow(CrashRun run) {
        deadLeases.closeWindow(run.id());
    }

    void letTimePass(PushRequest request) {
        deadLeases.letTimePass(request.plan().id());
    }

    void createAgain(PushRequest request) {
        hub.outside(() -> hub.known(createdTwice(request), request));
    }

    /** Also while calls and answers get lost. */
    private String createdTwice(PushRequest request) {
        var plan = request.plan();
        for (int lost = 0; ; lost++) {
            try {
                return api.createPushRequest(plan.packageVersionId(), plan.scheduledStart());
            } catch (PackagingException e) {
                var arrived = api.findCreatedRequests(plan.packageVersionId(), plan.scheduledStart()).stream()
                        .filter(id -> !request.salesforceId().equals(Optional.of(id)))
                        .findFirst();
                if (arrived.isPresent()) {
                    return arrived.get();
                }
                if (lost == CALLS_LOST_MAXIMUM) {
                    throw e;
                }
            }
        }
    }

    /** Whether a request of the campaign, or the twin of one, is in Created; also if Salesforce does not say. */
    boolean leftInCreated(CrashRun run) {
        try {
            return api.createdRequests(List.of(target.packageVersionId())).stream()
                    .flatMap(created -> hub.named(created.id()).stream())
                    .anyMatch(request -> request.plan().campaignId().equals(run.id()));
        } catch (PackagingException e) {
            return true;
        }
    }

    void closeBulkJob(PushRequest request) {
        if (request instanceof Filling filling) {
            hub.outside(() -> bulk.close(filling.bulkJob().orElseThrow()));
        }
    }

    /** Closes the bulk job and returns when it has ended. */
    void letBulkJobWork(PushRequest request) {
        closeBulkJob(request);
        if (request instanceof Filling filling) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> ended(filling));
        }
    }

    private boolean ended(Filling filling) {
        var ended = new AtomicBoolean();
        hub.outside(() -> ended.set(bulk.progress(filling.bulkJob().orElseThrow())
                .orElseThrow()
                .state()
                .ended()));
        return ended.get();
    }

    void addJob(PushRequest request, OrgKey org) {
        hub.outside(() -> api.addJobs(request.salesforceId().orElseThrow(), List.of(org)));
    }

    void expire(OrgKey org) {
        salesforce.changeOrg(org, "{\"status\":\"Inactive\"}");
    }

    private long say(CrashRun run, State state) {
        long epoch = epochs.merge(run.id(), 1L, Long::sum);
        topics.publish(
                run.id() + "-control-" + messages.incrementAndGet(),
                new CampaignControlled(run.id(), epoch, state, "test", Instant.EPOCH));
        return epoch;
    }

    private void awaitStored(CrashRun run, long epoch) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> deadLeases.epoch(run.id()) >= epoch);
    }

    private List<ProducerRecord<byte[], byte[]>> commands(CrashRun run) {
        var commands = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var org : run.orgs()) {
            for (int attempt = 1; attempt <= run.situation().attempts(); attempt++) {
                var id = run.id() + "/" + org.value() + "/" + attempt;
                var command = new OrgPushCommanded(
                        id,
                        run.id(),
                        org,
                        target.packageId(),
                        target.packageVersionId(),
                        1,
                        attempt,
                        Instant.EPOCH,
                        run.notAfter());
                commands.add(topics.cloudEvent(id + "-" + messages.incrementAndGet(), command));
            }
        }
        return commands;
    }
}
