package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.domain.SeededDraw;
import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.customers.CustomerAct;
import io.pushwave.simulator.domain.customers.CustomerActs;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import io.pushwave.simulator.domain.subscribers.SubscriberBase;
import io.pushwave.simulator.domain.time.DueQueue;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Customers who act by themselves. For each kind of act the whole base is one Poisson process: the next act is drawn when
 * the one before has happened, then whose it is; an act that makes no sense for its org does not happen. So a base of any
 * size costs nothing while nobody acts, and the acts depend on the seed alone, never on when time is looked at.
 */
final class Customers {
    private static final List<CustomerAct.Kind> KINDS = List.of(CustomerAct.Kind.values());
    private static final int NONE = -1;
    private static final double DAY_MILLIS = 86_400_000;
    /** Longest time to the next act, so that times do not overflow: 1,000 years. */
    private static final double LONGEST_GAP = 365_000 * DAY_MILLIS;

    private static final long DRAW_GAP = 0x30;
    private static final long DRAW_ORG = 0x31;
    private static final long DRAW_PACKAGE = 0x32;

    private final PlatformSettings settings;
    private final PackageCatalogue catalogue;
    private final SubscriberBase subscribers;
    private final Eligibility eligibility;
    private final Outcomes outcomes;
    private final CustomerActs acts;
    private final DueQueue due;

    Customers(PackagingPlatform platform, Eligibility eligibility, DueQueue due) {
        settings = platform.settings();
        catalogue = platform.catalogue();
        subscribers = platform.subscribers();
        acts = platform.customerActs();
        outcomes = new Outcomes(settings);
        this.eligibility = eligibility;
        this.due = due;
    }

    /** Plans the next act of each kind that there is and that has none planned. */
    void begin(long now) {
        for (var kind : KINDS) {
            if (!acts.isPlanned(kind)) {
                plan(kind, now);
            }
        }
    }

    private void plan(CustomerAct.Kind kind, long now) {
        double perMilli = settings.customers().rate(kind) * subscribers.orgs() / 1_000 / DAY_MILLIS;
        if (perMilli > 0) {
            double drawn = SeededDraw.unit(bits(DRAW_GAP, kind, acts.nextDraw(kind)));
            double gap = Math.min(LONGEST_GAP, -StrictMath.log(1 - drawn) / perMilli);
            acts.plan(kind);
            due.add(now + Math.max(1, Math.round(gap)), DueQueue.Kind.CUSTOMER, KINDS.indexOf(kind));
        }
    }

    /** Lets the planned act of a kind happen, given by its number, and plans the next. */
    void act(int kindNumber, long now) {
        var kind = KINDS.get(kindNumber);
        int draw = acts.nextDraw(kind);
        acts.happened(kind);
        if (settings.customers().rate(kind) > 0) {
            int org = SeededDraw.below(bits(DRAW_ORG, kind, draw), subscribers.orgs());
            int first = SeededDraw.below(bits(DRAW_PACKAGE, kind, draw), catalogue.packageCount());
            if (subscribers.status(org) != OrgStatus.INACTIVE) {
                int of = apply(kind, org, first, now);
                if (of != NONE) {
                    acts.add(org, new CustomerAct(now, kind, of));
                }
            }
        }
        plan(kind, now);
    }

    /** The package that the act was about, or {@link #NONE} if there was nothing to do. */
    private int apply(CustomerAct.Kind kind, int org, int firstPackage, long now) {
        return switch (kind) {
            case UPGRADE -> {
                int of = find(firstPackage, each -> newest(each, org, now) != null);
                var version = of == NONE ? null : newest(of, org, now);
                if (version != null) {
                    subscribers.install(version, org, now);
                }
                yield of;
            }
            case UNINSTALL -> {
                int of = find(firstPackage, each -> subscribers.isInstalled(each, org) && !isRequired(each, org));
                if (of != NONE) {
                    subscribers.uninstall(of, org, now);
                }
                yield of;
            }
            case EXPIRY -> {
                subscribers.changeStatus(org, OrgStatus.INACTIVE, now);
                yield 0;
            }
            case BLOCK -> {
                int of = find(firstPackage, each -> subscribers.canBlock(each, org, now));
                if (of != NONE) {
                    subscribers.tickBlock(of, org, true, now);
                }
                yield of;
            }
        };
    }

    /** The first such package, beginning with a given one; {@link #NONE} if there is none. */
    private int find(int first, IntPredicate such) {
        for (int offset = 0; offset < catalogue.packageCount(); offset++) {
            int candidate = (first + offset) % catalogue.packageCount();
            if (such.test(candidate)) {
                return candidate;
            }
        }
        return NONE;
    }

    /** The highest version that a customer can upgrade to; a beta cannot be upgraded. */
    private @Nullable PackageVersion newest(int packageIndex, int org, long now) {
        var installed = subscribers.installedVersion(packageIndex, org);
        if (installed == null || installed.releaseState() == PackageVersion.ReleaseState.BETA) {
            return null;
        }
        PackageVersion newest = null;
        for (var version : catalogue.versionsOf(catalogue.managedPackage(packageIndex))) {
            boolean can = version.isPushable()
                    && version.isHigherThan(installed)
                    && catalogue.isOnPath(installed, version)
                    && eligibility.hasAllBases(version, org)
                    && outcomes.availableAt(version, subscribers.instance(org)) <= now;
            if (can && (newest == null || version.isHigherThan(newest))) {
                newest = version;
            }
        }
        return newest;
    }

    /** Whether another installed package needs this one. */
    private boolean isRequired(int packageIndex, int org) {
        for (int other = 0; other < catalogue.packageCount(); other++) {
            var installed = subscribers.installedVersion(other, org);
            if (installed != null
                    && installed.requires().stream()
                            .anyMatch(base -> base.managedPackage().index() == packageIndex)) {
                return true;
            }
        }
        return false;
    }

    private long bits(long what, CustomerAct.Kind kind, int draw) {
        return SeededDraw.bits(settings.seed(), what, SeededDraw.number(kind.name()), draw);
    }
}
