package io.pushwave.platform.settings;

import io.pushwave.infrastructure.FreePort;
import io.pushwave.platform.process.Ports;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The port on loopback of each part. */
public record Addresses(Map<Part, Integer> ports) {
    public static final String HOST = "127.0.0.1";

    public Addresses {
        ports = Map.copyOf(ports);
    }

    /** Ports that nobody has, so that several platforms can run beside each other. */
    public static Addresses free() {
        var ports = new EnumMap<Part, Integer>(Part.class);
        for (var part : Part.values()) {
            int port = FreePort.pick();
            while (ports.containsValue(port)) {
                port = FreePort.pick();
            }
            ports.put(part, port);
        }
        return new Addresses(ports);
    }

    /**
     * The documented ports of those parts.
     *
     * @throws PlatformException if one of them is taken; the message names the port and who has it
     */
    public static Addresses documented(List<Part> parts) throws PlatformException {
        var ports = new EnumMap<Part, Integer>(Part.class);
        var taken = new ArrayList<String>();
        for (var part : Part.values()) {
            int port = part.documentedPort();
            ports.put(part, port);
            if (parts.contains(part) && !FreePort.isFree(port)) {
                taken.add("port " + port + " of the " + part.label() + " is taken by "
                        + Ports.holder(port).orElse("another process"));
            }
        }
        if (!taken.isEmpty()) {
            throw new PlatformException(String.join("; ", taken));
        }
        return new Addresses(ports);
    }

    public int port(Part part) {
        var port = ports.get(part);
        if (port == null) {
            throw new IllegalArgumentException(part + " has no port");
        }
        return port;
    }

    public String hostAndPort(Part part) {
        return HOST + ":" + port(part);
    }

    public URI http(Part part) {
        return URI.create("http://" + hostAndPort(part));
    }
}
