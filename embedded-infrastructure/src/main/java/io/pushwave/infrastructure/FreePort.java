package io.pushwave.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Picks ports for servers that shall keep theirs over restarts. */
public final class FreePort {
    private static final int LOWEST = 15_000;

    /** Linux takes ports for outgoing connections from 32768 on. */
    private static final int BELOW_EPHEMERAL = 32_768;

    private static final int TRIES_MAXIMUM = 1000;

    private FreePort() {}

    /**
     * A loopback port that nobody listens on at this moment, and that the operating system gives to no outgoing connection: a
     * client that keeps trying to reach a server which is being restarted could otherwise end up connected to itself, on the
     * server's port.
     */
    public static int pick() {
        for (int tries = 0; tries < TRIES_MAXIMUM; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BELOW_EPHEMERAL);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on loopback between " + LOWEST + " and " + BELOW_EPHEMERAL);
    }

    /** Whether nobody listens on the loopback port at this moment. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
