package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import org.jspecify.annotations.Nullable;

/**
 * The version that a push request names.
 *
 * @param found any version if there is none with that id
 * @param refusal why it cannot be pushed, or {@code null}
 */
record PushTarget(PackageVersion found, @Nullable Refusal refusal) {
    static PushTarget find(PackageCatalogue catalogue, PlatformSettings settings, String id) {
        var version = catalogue.findVersion(id);
        if (version == null) {
            var refusal = SalesforceId.shorten(id) == null
                    ? Refusal.of(
                            "MALFORMED_ID", "Package Version ID: id value of incorrect type: " + id, "PackageVersionId")
                    : Refusal.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "PackageVersionId");
            return new PushTarget(catalogue.version(0), refusal);
        }
        if (version.managedPackage().kind().needsSecurityReview()
                && !settings.packages().securityReviewed()) {
            return new PushTarget(version, settings.answer(UnverifiedAnswer.SECURITY_REVIEW_MISSING));
        }
        return new PushTarget(
                version, version.isPushable() ? null : settings.answer(UnverifiedAnswer.TARGET_NOT_PUSHABLE));
    }
}
