package io.pushwave.platform.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What kind of platform is wanted.
 *
 * @param customers the simulated Salesforce
 * @param salesforce a real one in its place
 * @param parts the processes that it has
 * @param simulator further options of the simulator, as its command line takes them
 */
public record PlatformSettings(
        Addresses addresses,
        Pace pace,
        Customers customers,
        Optional<SalesforceConnection> salesforce,
        List<Part> parts,
        List<String> simulator) {

    public PlatformSettings {
        parts = List.copyOf(parts);
        simulator = List.copyOf(simulator);
    }

    /** A platform with all of its parts. */
    public PlatformSettings(
            Addresses addresses, Pace pace, Customers customers, Optional<SalesforceConnection> salesforce) {
        this(addresses, pace, customers, salesforce, parts(salesforce.isEmpty()), List.of());
    }

    public static List<Part> parts(boolean simulated) {
        var parts = new ArrayList<>(List.of(Part.values()));
        if (!simulated) {
            parts.remove(Part.SIMULATOR);
        }
        return parts;
    }
}
