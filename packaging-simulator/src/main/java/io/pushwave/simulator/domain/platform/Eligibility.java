package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.failures.FailureKind;
import io.pushwave.simulator.domain.requests.PushRequest;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import io.pushwave.simulator.domain.subscribers.SubscriberBase;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether an org may receive a version, asked when its job is inserted and again when the job starts. */
final class Eligibility {
    /** Evidence: CumulusCI issue 543; the code is inferred from its client. */
    static final Refusal NOT_ELIGIBLE = Refusal.of(
            "INVALID_OPERATION",
            "The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It may not have the package"
                    + " installed, or has a beta version installed.",
            "SubscriberOrganizationKey");

    private final PlatformSettings settings;
    private final PackageCatalogue catalogue;
    private final SubscriberBase subscribers;
    private final LongSupplier now;

    Eligibility(PlatformSettings settings, PackageCatalogue catalogue, SubscriberBase subscribers, LongSupplier now) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.subscribers = subscribers;
        this.now = now;
    }

    /** Why no job for the org can be inserted, or {@code null}. */
    @Nullable Refusal refusal(PushRequest request, int org) {
        return switch (obstacle(request, org)) {
            case NONE -> null;
            case NOT_INSTALLED, BETA_INSTALLED -> NOT_ELIGIBLE;
            case INACTIVE -> settings.answer(UnverifiedAnswer.INACTIVE_SUBSCRIBER);
            case BLOCKED ->
                settings.rules().blockedAtInsert() ? settings.answer(UnverifiedAnswer.BLOCKED_SUBSCRIBER) : null;
            case NOT_HIGHER -> settings.answer(UnverifiedAnswer.VERSION_NOT_HIGHER);
            case NOT_EQUAL -> settings.answer(UnverifiedAnswer.MIGRATION_VERSION_DIFFERS);
            case OFF_PATH -> settings.answer(UnverifiedAnswer.VERSION_OFF_PATH);
        };
    }

    /** Why the org's job fails at its start before anything is installed, or {@code null}. */
    @Nullable FailureKind failureAtStart(PushRequest request, int org) {
        return switch (obstacle(request, org)) {
            case NONE -> hasAllBases(request.version(), org) ? null : FailureKind.BASE_MISSING;
            case NOT_INSTALLED -> FailureKind.UNINSTALLED;
            case BETA_INSTALLED -> FailureKind.ON_BETA;
            case INACTIVE -> FailureKind.EXPIRED;
            case BLOCKED -> FailureKind.BLOCKED;
            case NOT_HIGHER -> FailureKind.NOT_LOWER;
            case NOT_EQUAL -> FailureKind.NOT_EQUAL;
            case OFF_PATH -> FailureKind.OFF_PATH;
        };
    }

    /** Whether the org has every version of other packages that the target requires, or a higher one. */
    boolean hasAllBases(PackageVersion target, int org) {
        return target.requires().stream().allMatch(base -> hasBase(base, org));
    }

    /** The first version that the target requires and the org lacks; the first of all if it lacks none any more. */
    PackageVersion missingBase(PackageVersion target, int org) {
        return target.requires().stream()
                .filter(base -> !hasBase(base, org))
                .findFirst()
                .orElseGet(() -> target.requires().getFirst());
    }

    private boolean hasBase(PackageVersion base, int org) {
        var installed = subscribers.installedVersion(base.managedPackage().index(), org);
        return installed != null && !base.isHigherThan(installed);
    }

    /** Why an installation that has begun comes to nothing, or {@code null}. Never installs a lower version over a higher. */
    @Nullable FailureKind failureAtEnd(PackageVersion target, int org) {
        var installed = subscribers.installedVersion(target.managedPackage().index(), org);
        if (installed == null) {
            return FailureKind.UNINSTALLED;
        }
        return installed.isHigherThan(target) ? FailureKind.NOT_LOWER : null;
    }

    private enum Obstacle {
        NONE,
        NOT_INSTALLED,
        BETA_INSTALLED,
        INACTIVE,
        BLOCKED,
        NOT_HIGHER,
        NOT_EQUAL,
        OFF_PATH
    }

    private Obstacle obstacle(PushRequest request, int org) {
        var target = request.version();
        int packageIndex = target.managedPackage().index();
        var installed = subscribers.installedVersion(packageIndex, org);
        if (installed == null) {
            return Obstacle.NOT_INSTALLED;
        }
        if (installed.releaseState() == PackageVersion.ReleaseState.BETA) {
            return Obstacle.BETA_INSTALLED;
        }
        if (subscribers.status(org) == OrgStatus.INACTIVE) {
            return Obstacle.INACTIVE;
        }
        if (subscribers.isBlocked(packageIndex, org, now.getAsLong())) {
            return Obstacle.BLOCKED;
        }
        if (request.isMigration()) {
            // From a first-generation package to the second-generation one that it was converted to (documented).
            return target.number().isSameAs(installed.number()) ? Obstacle.NONE : Obstacle.NOT_EQUAL;
        }
        if (!target.isHigherThan(installed)) {
            return Obstacle.NOT_HIGHER;
        }
        return catalogue.isOnPath(installed, target) ? Obstacle.NONE : Obstacle.OFF_PATH;
    }
}
