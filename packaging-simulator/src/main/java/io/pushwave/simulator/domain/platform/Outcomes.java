package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.domain.SeededDraw;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.failures.FailureKind;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an installation goes and how long it takes: pure functions of the seed, the org, the version and the ordinal of the
 * org's started jobs for that version, so never of timing or of who asks.
 */
final class Outcomes {
    private static final long DRAW_FAILS = 0x21;
    private static final long DRAW_KIND = 0x22;
    private static final long DRAW_HEALS = 0x23;
    private static final long DRAW_DURATION = 0x24;
    private static final long DRAW_GACK = 0x25;
    private static final long DRAW_EXTRA_ERRORS = 0x29;
    private static final long DRAW_DEFECT = 0x2A;
    private static final long DRAW_STUCK = 0x26;
    private static final long DRAW_INSTANCE_DELAY = 0x27;
    private static final long DRAW_PROPAGATION = 0x28;

    private final PlatformSettings settings;

    Outcomes(PlatformSettings settings) {
        this.settings = settings;
    }

    /** Whether the version is defective in an org: whichever attempt it is, and the more orgs the higher the rate. */
    boolean isDefective(String orgKey, String versionId, double rate) {
        long bits = SeededDraw.bits(settings.seed(), DRAW_DEFECT, subject(orgKey, versionId));
        return SeededDraw.unit(bits) < rate;
    }

    /** Why the attempt fails, or {@code null} if it succeeds. */
    @Nullable FailureKind failure(String orgKey, String versionId, int ordinal) {
        long subject = subject(orgKey, versionId);
        if (SeededDraw.unit(SeededDraw.bits(settings.seed(), DRAW_FAILS, subject))
                >= settings.failures().rate()) {
            return null;
        }
        long bits = SeededDraw.bits(settings.seed(), DRAW_KIND, subject);
        var kind = settings.failures().mix().drawn(bits);
        return ordinal >= healsAt(kind, subject) ? null : kind;
    }

    /** The ordinal of the first attempt that succeeds. */
    private int healsAt(FailureKind kind, long subject) {
        if (!kind.heals()) {
            return Integer.MAX_VALUE;
        }
        double drawn = SeededDraw.unit(SeededDraw.bits(settings.seed(), DRAW_HEALS, subject));
        if (drawn < settings.failures().healsAtSecond()) {
            return 2;
        }
        return drawn < settings.failures().healsAtSecond() + settings.failures().healsAtThird() ? 3 : Integer.MAX_VALUE;
    }

    /** Milliseconds of simulated time that the attempt takes. */
    long durationMillis(String orgKey, String versionId, int ordinal, boolean fails) {
        long bits = SeededDraw.bits(settings.seed(), DRAW_DURATION, subject(orgKey, versionId), ordinal);
        long whole = settings.run().jobDuration().millis(bits);
        return fails ? (long) (whole * settings.failures().durationShare()) : whole;
    }

    /** Whether the attempt starts and does not end as others do. */
    boolean isStuck(String orgKey, String versionId, int ordinal) {
        long bits = SeededDraw.bits(settings.seed(), DRAW_STUCK, subject(orgKey, versionId), ordinal);
        return SeededDraw.unit(bits) < settings.run().stuck().rate();
    }

    /** Milliseconds of simulated time after which the instances start a request's jobs, by instance. */
    long[] instanceDelaysMillis(String requestId, int instances) {
        var delays = new long[instances];
        long subject = SeededDraw.number(requestId);
        Arrays.setAll(
                delays,
                instance -> settings.run()
                        .instanceDelay()
                        .millis(SeededDraw.bits(settings.seed(), DRAW_INSTANCE_DELAY, subject, instance)));
        return delays;
    }

    /** When a version is available on an instance; milliseconds since the epoch. */
    long availableAt(PackageVersion version, int instance) {
        long bits = SeededDraw.bits(settings.seed(), DRAW_PROPAGATION, SeededDraw.number(version.id()), instance);
        return version.releasedAt() + settings.run().propagation().millis(bits);
    }

    /** Milliseconds of simulated time between a request's scheduled start and its start. */
    long startDelayMillis(String requestId) {
        long bits = SeededDraw.bits(settings.seed(), DRAW_DURATION, SeededDraw.number(requestId));
        return settings.run().startDelay().millis(bits);
    }

    /** What the gack numbers of a job's error are made of. */
    long gackBits(int job) {
        return SeededDraw.bits(settings.seed(), DRAW_GACK, job);
    }

    /**
     * The errors and warnings of a job that failed, in the order of their rows: the reason, and in some jobs one to three
     * others before or after it.
     */
    List<FailureKind> told(int job, FailureKind reason) {
        long bits = SeededDraw.bits(settings.seed(), DRAW_EXTRA_ERRORS, job);
        if (!reason.isDrawn() || SeededDraw.unit(bits) >= settings.failures().extraErrorRate()) {
            return List.of(reason);
        }
        int others = 1 + SeededDraw.below(SeededDraw.bits(settings.seed(), DRAW_EXTRA_ERRORS, job, 1), 3);
        var told = new ArrayList<FailureKind>();
        for (int other = 0; other < others; other++) {
            told.add(reason.beside(SeededDraw.bits(settings.seed(), DRAW_EXTRA_ERRORS, job, 3 + other)));
        }
        told.add(SeededDraw.below(SeededDraw.bits(settings.seed(), DRAW_EXTRA_ERRORS, job, 2), others + 1), reason);
        return told;
    }

    private static long subject(String orgKey, String versionId) {
        return SeededDraw.number(orgKey) * 31 + SeededDraw.number(versionId);
    }
}
