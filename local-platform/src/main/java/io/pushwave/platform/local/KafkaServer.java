package io.pushwave.platform.local;

import io.pushwave.infrastructure.EmbeddedKafkaBroker;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.process.Server;
import java.time.Duration;

/** The broker that the tests of the modules use too, as one of the platform's processes. It ends with this one by itself. */
final class KafkaServer implements Server {
    private final EmbeddedKafkaBroker broker;

    KafkaServer(EmbeddedKafkaBroker broker) {
        this.broker = broker;
    }

    @Override
    public void start() {
        broker.start();
    }

    @Override
    public boolean isRunning() {
        return broker.running();
    }

    @Override
    public String cause() {
        if (broker.running()) {
            return "";
        }
        var code = broker.exitCode();
        return code.isPresent() ? "exit code " + code.getAsInt() : "an exit code that nobody knows";
    }

    @Override
    public ProcessIdentity identity() {
        return ProcessIdentity.of(broker.pid());
    }

    @Override
    public void kill() {
        broker.kill();
    }

    @Override
    public void stop(Duration patience) {
        broker.stop();
    }
}
