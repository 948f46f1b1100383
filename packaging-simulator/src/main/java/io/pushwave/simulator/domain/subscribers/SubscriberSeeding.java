package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.SeededDraw;
import io.pushwave.simulator.domain.catalogue.ManagedPackage;
import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.catalogue.PackageVersion.ReleaseState;
import io.pushwave.simulator.domain.instances.Instances;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an org is at the beginning, as a pure function of the seed and the org's number.
 *
 * <p>Shares follow a real dump of 128 subscribers (76 production, 52 sandbox; Demo 53, Free 43, Active 20, Trial 12), with
 * the two in a hundred that are inactive, and those that a campaign must leave out, added.
 */
final class SubscriberSeeding {
    private static final double SANDBOX = 52.0 / 128;
    private static final double INACTIVE = 0.02;
    private static final double ON_TARGET = 0.02;
    private static final double ON_BETA = 0.01;
    private static final double BLOCKED = 0.01;
    private static final double HAS_SECOND_PACKAGE = 0.10;

    /** So many of the second package's versions, from its first, are in the field. */
    private static final int SECOND_PACKAGE_IN_FIELD = 2;

    private static final long DRAW_SANDBOX = 1;
    private static final long DRAW_INSTANCE = 2;
    private static final long DRAW_STATUS = 3;
    private static final long DRAW_VERSION = 4;
    private static final long DRAW_BLOCKED = 5;
    private static final long DRAW_NAME = 6;

    private static final List<String> FIRST_WORDS = List.of(
            "Northwind",
            "Bluewater",
            "Summit",
            "Cedar",
            "Meridian",
            "Lakeside",
            "Granite",
            "Harvest",
            "Orchard",
            "Pioneer",
            "Silverline",
            "Redwood",
            "Atlas",
            "Beacon",
            "Copper",
            "Evergreen");
    private static final List<String> SECOND_WORDS = List.of(
            "Logistics",
            "Foods",
            "Insurance",
            "Health",
            "Energy",
            "Textiles",
            "Media",
            "Robotics",
            "Housing",
            "Travel",
            "Education",
            "Mining",
            "Optics",
            "Paper",
            "Shipping",
            "Dairy");

    private final long seed;
    private final PackageCatalogue catalogue;

    SubscriberSeeding(long seed, PackageCatalogue catalogue) {
        this.seed = seed;
        this.catalogue = catalogue;
    }

    boolean sandbox(int org) {
        return org != 0 && draw(DRAW_SANDBOX, org) < SANDBOX;
    }

    int instance(int org, boolean sandbox) {
        long bits = SeededDraw.bits(seed, DRAW_INSTANCE, org);
        return sandbox
                ? Instances.SEEDED_OF_PRODUCTION
                        + SeededDraw.below(bits, Instances.seeded().size() - Instances.SEEDED_OF_PRODUCTION)
                : SeededDraw.below(bits, Instances.SEEDED_OF_PRODUCTION);
    }

    OrgStatus status(int org) {
        double drawn = draw(DRAW_STATUS, org);
        if (drawn < INACTIVE) {
            return OrgStatus.INACTIVE;
        }
        double ofDump = (drawn - INACTIVE) / (1 - INACTIVE) * 128;
        if (ofDump < 53) {
            return OrgStatus.DEMO;
        }
        if (ofDump < 53 + 43) {
            return OrgStatus.FREE;
        }
        return ofDump < 53 + 43 + 20 ? OrgStatus.ACTIVE : OrgStatus.TRIAL;
    }

    /** The catalogue's index of the installed version, or -1. */
    int installedVersion(int org, ManagedPackage of) {
        double drawn = draw(DRAW_VERSION + 16L * of.index(), org);
        if (of.index() > 0) {
            if (drawn >= HAS_SECOND_PACKAGE) {
                return -1;
            }
            var versions = catalogue.versionsOf(of).subList(0, SECOND_PACKAGE_IN_FIELD);
            return versions.get((int) (drawn / HAS_SECOND_PACKAGE * versions.size()))
                    .index();
        }
        if (drawn < ON_TARGET) {
            return only(PackageVersion::target);
        }
        if (drawn < ON_TARGET + ON_BETA) {
            return only(version -> version.releaseState() == ReleaseState.BETA);
        }
        return olderVersion((drawn - ON_TARGET - ON_BETA) / (1 - ON_TARGET - ON_BETA));
    }

    /** Newer versions are more common: the shares of 1.0 to 1.6 are 4, 8, 12, 16, 24, 34 and 2 in a hundred. */
    private int olderVersion(double drawn) {
        double[] upTo = {0.04, 0.12, 0.24, 0.40, 0.64, 0.98, 1.0};
        int version = 0;
        while (drawn >= upTo[version]) {
            version++;
        }
        return version;
    }

    private int only(Predicate<PackageVersion> such) {
        return catalogue.versions().stream()
                .filter(such)
                .findFirst()
                .orElseThrow()
                .index();
    }

    boolean blocked(int org, ManagedPackage of) {
        return draw(DRAW_BLOCKED + 16L * of.index(), org) < BLOCKED;
    }

    static String companyName(long seed, int org) {
        long bits = SeededDraw.bits(seed, DRAW_NAME, org);
        return FIRST_WORDS.get((int) (bits & 15)) + " " + SECOND_WORDS.get((int) (bits >>> 4 & 15)) + " "
                + (100 + (bits >>> 8 & 0x7FFF) % 9_900);
    }

    private double draw(long what, int org) {
        return SeededDraw.unit(SeededDraw.bits(seed, what, org));
    }
}
