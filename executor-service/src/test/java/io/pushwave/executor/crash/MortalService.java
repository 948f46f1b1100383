package io.pushwave.executor.crash;

import io.pushwave.executor.request.BulkApi;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.messaging.testing.KafkaTopics;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole service with everything around it, for tests in which its processes die. */
abstract class MortalService {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    CrashHub hub;

    @Inject
    DeadLeases deadLeases;

    @Inject
    PackagingApi api;

    @Inject
    BulkApi bulk;

    KafkaTopics topics;
    ResultsLog results;

    /** The simulator beside the service. */
    abstract SalesforceStandIn salesforce();

    @BeforeEach
    void open() {
        topics = new KafkaTopics(bootstrapServers);
        results = new ResultsLog(bootstrapServers);
    }

    @AfterEach
    void healAndClose() {
        salesforce().heal();
        results.close();
        topics.close();
    }

    Stagehand stagehand() {
        return new Stagehand(topics, salesforce(), api, bulk, hub, deadLeases);
    }

    Stage stage(Stagehand stagehand) {
        return new Stage(hub, deadLeases, results, salesforce(), stagehand);
    }
}
