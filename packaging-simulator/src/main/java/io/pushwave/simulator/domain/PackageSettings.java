package io.pushwave.simulator.domain;

/**
 * What the publisher and its packages are like.
 *
 * @param kind of the seeded first package
 * @param namespaced whether the seeded first package has a namespace; only an unlocked one may be without
 * @param securityReviewed whether managed packages have passed the security review
 * @param pushEnabled whether the publisher's org has the push objects at all
 */
public record PackageSettings(PackageKind kind, boolean namespaced, boolean securityReviewed, boolean pushEnabled) {
    public PackageSettings {
        if (!namespaced && kind != PackageKind.UNLOCKED) {
            throw new IllegalArgumentException("only an unlocked package can be without a namespace");
        }
    }

    /** A managed second-generation package that may be pushed. */
    public static PackageSettings standard() {
        return new PackageSettings(PackageKind.MANAGED, true, true, true);
    }
}
