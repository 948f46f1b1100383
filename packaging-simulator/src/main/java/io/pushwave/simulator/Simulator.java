package io.pushwave.simulator;

import io.pushwave.simulator.http.server.Beginning;
import io.pushwave.simulator.http.server.SimulatorServer;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;

/** A running simulator. Thread-safe; close it to free its port and threads. */
public final class Simulator implements AutoCloseable {
    private final SimulatorServer server;
    private final String host;

    private Simulator(SimulatorServer server, String host) {
        this.server = server;
        this.host = host;
    }

    /**
     * Seeds and starts a simulator; returns when it accepts connections.
     *
     * @param wallClock what simulated time is derived from
     * @throws IllegalStateException if the port is taken, naming it
     * @throws IllegalArgumentException if the public key file, the snapshot or the file of orgs cannot be used
     */
    public static Simulator start(SimulatorSettings settings, InstantSource wallClock) {
        var beginning = new Beginning(
                settings.platform(),
                settings.speed(),
                settings.snapshot(),
                settings.orgsFile(),
                settings.faults(),
                settings.api(),
                wallClock);
        var server = SimulatorServer.start(settings.host(), settings.port(), beginning);
        return new Simulator(server, settings.host());
    }

    /** Starts one on the system's clock. */
    public static Simulator start(SimulatorSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    public int port() {
        return server.port();
    }

    /** Its address, which is also its login URL. */
    public URI url() {
        return URI.create("http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port());
    }

    @Override
    public void close() {
        server.close();
    }
}
