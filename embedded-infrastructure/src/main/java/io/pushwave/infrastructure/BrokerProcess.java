package io.pushwave.infrastructure;

import java.io.IOException;

/** The main class of the broker's own process: Kafka's, and an eye on the parent, so that no broker outlives it. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().name("parent-watch").daemon().start(BrokerProcess::endWithParent);
        kafka.Kafka.main(arguments);
    }

    /** Standard input is a pipe that the parent holds open: it ends when the parent does, however that happens. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent has nothing to say.
            }
        } catch (IOException _) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(1);
    }
}
