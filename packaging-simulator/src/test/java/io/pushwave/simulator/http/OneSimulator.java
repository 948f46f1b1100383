package io.pushwave.simulator.http;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator for each test, whose time stands still until it is moved, and a client that has logged in. */
public abstract class OneSimulator {
    protected final Simulator simulator;
    protected final SalesforceClient client;

    protected OneSimulator(SimulatorSettings.Builder settings) {
        this(Simulator.start(settings.port(0).speed(0).build()));
    }

    protected OneSimulator(Simulator simulator) {
        this.simulator = simulator;
        this.client = new SalesforceClient(simulator);
    }

    @BeforeEach
    protected void login() throws IOException, InterruptedException {
        client.login();
    }

    @AfterEach
    protected void stop() {
        simulator.close();
    }
}
