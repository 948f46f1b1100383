package io.pushwave.executor.crash;

import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A process dies at one point. What comes after it is the seed's: another death, a halt or an abort. */
final class PointFate implements Fate {
    private static final int MOMENTS = 14;

    private final CrashPoint point;
    private final Map<String, Integer> struck;
    private final int secondDeathAfter;
    private final int haltAfter;
    private final int abortAfter;
    private boolean died;
    private int momentsSince;
    private boolean halted;

    /** @param seed the first two kill at the point and do nothing else */
    PointFate(CrashPoint point, long seed, Random random, Map<String, Integer> struck) {
        this.point = point;
        this.struck = struck;
        this.secondDeathAfter = drawn(random, seed, 0.4);
        this.haltAfter = drawn(random, seed, 0.25);
        this.abortAfter = drawn(random, seed, 0.1);
    }

    /** After how many moments, or never. */
    private static int drawn(Random random, long seed, double probability) {
        return seed > 2 && random.nextDouble() < probability ? 1 + random.nextInt(MOMENTS) : -1;
    }

    @Override
    public synchronized boolean strikes(String moment, int nth) {
        if (died) {
            return ++momentsSince == secondDeathAfter;
        }
        died = moment.equals(point.moment()) && nth >= point.nth();
        if (died) {
            struck.merge(point.toString(), 1, Integer::sum);
        }
        return died;
    }

    @Override
    public synchronized Optional<Act> act(String moment, int nth) {
        if (!died || !moment.startsWith("stored ")) {
            return Optional.empty();
        }
        if (abortAfter >= 0 && momentsSince >= abortAfter) {
            return Optional.of(Act.ABORT);
        }
        if (haltAfter >= 0 && momentsSince >= haltAfter && !halted) {
            halted = true;
            return Optional.of(Act.HALT);
        }
        return Optional.empty();
    }
}
