package io.pushwave.infrastructure;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** A broker in a container on a fixed port; its data stays in the container over restarts. */
final class ContainerKafkaBroker implements KafkaBroker {
    private final FixedPortKafka container;
    private boolean created;

    ContainerKafkaBroker(int port) {
        this.container = new FixedPortKafka(port);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void start() {
        if (created) {
            docker().startContainerCmd(container.getContainerId()).exec();
        } else {
            container.start();
            created = true;
        }
    }

    @Override
    public void stop() {
        if (running()) {
            docker().stopContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void kill() {
        if (running()) {
            docker().killContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public boolean running() {
        return created && container.isRunning();
    }

    @Override
    public void close() {
        container.close();
        created = false;
    }

    private static DockerClient docker() {
        return DockerClientFactory.lazyClient();
    }

    private static final class FixedPortKafka extends KafkaContainer {
        FixedPortKafka(int port) {
            super("apache/kafka:4.1.1");
            addFixedExposedPort(port, 9092);
            withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        }
    }
}
