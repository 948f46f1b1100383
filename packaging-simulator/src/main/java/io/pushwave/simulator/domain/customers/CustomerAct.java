package io.pushwave.simulator.domain.customers;

/**
 * Something that a customer did without being asked.
 *
 * @param at milliseconds since the epoch
 * @param packageIndex the catalogue's index of the package; of an expiry always 0
 */
public record CustomerAct(long at, Kind kind, int packageIndex) {

    /** What it was. */
    public enum Kind {
        /** Installed the newest version that it could. */
        UPGRADE,
        /** Uninstalled the package. */
        UNINSTALL,
        /** The org's subscription ended: it is inactive. */
        EXPIRY,
        /** Blocked push upgrades of the package. */
        BLOCK
    }
}
