package io.pushwave.platform.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What kind of platform is wanted.
 *
 * @param customers the simulated Salesforce
 * @param salesforce a real one in its place
 */
public record PlatformSettings(
        Addresses addresses, Pace pace, Customers customers, Optional<SalesforceConnection> salesforce) {

    /** The processes that such a platform has. */
    public List<Part> parts() {
        return parts(salesforce.isEmpty());
    }

    public static List<Part> parts(boolean simulated) {
        var parts = new ArrayList<>(List.of(Part.values()));
        if (!simulated) {
            parts.remove(Part.SIMULATOR);
        }
        return parts;
    }
}
