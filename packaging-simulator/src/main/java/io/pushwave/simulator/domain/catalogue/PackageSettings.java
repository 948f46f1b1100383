package io.pushwave.simulator.domain.catalogue;

/**
 * What the publisher and its packages are like.
 *
 * @param kind of the seeded first package
 * @param namespaced whether the seeded first package has a namespace; only an unlocked one may be without
 * @param securityReviewed whether managed packages have passed the security review
 * @param pushEnabled whether the publisher's org has the push objects at all
 * @param sandboxesInheritBlock whether a sandbox without a block of its own has that of its parent org
 * @param customizationWrites whether clients may write {@code PushUpgradeCustomization}
 */
public record PackageSettings(
        PackageKind kind,
        boolean namespaced,
        boolean securityReviewed,
        boolean pushEnabled,
        boolean sandboxesInheritBlock,
        boolean customizationWrites) {
    public PackageSettings {
        if (!namespaced && kind != PackageKind.UNLOCKED) {
            throw new IllegalArgumentException("only an unlocked package can be without a namespace");
        }
    }
}
