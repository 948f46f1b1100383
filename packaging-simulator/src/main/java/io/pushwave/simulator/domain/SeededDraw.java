package io.pushwave.simulator.domain;

/**
 * Chance as a pure function: the same inputs draw the same value, whenever and in whatever order they are asked for.
 *
 * <p>SplitMix64's finaliser over the inputs; good enough for statistics, no use for secrets.
 */
public final class SeededDraw {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private SeededDraw() {}

    /** 64 even bits. */
    public static long bits(long seed, long first, long second) {
        return mix(mix(mix(seed + GOLDEN_GAMMA) + first * GOLDEN_GAMMA) + second * GOLDEN_GAMMA);
    }

    /** 64 even bits. */
    public static long bits(long seed, long first, long second, long third) {
        return mix(bits(seed, first, second) + third * GOLDEN_GAMMA);
    }

    /** Evenly spread over {@code [0, 1)}. */
    public static double unit(long bits) {
        return (bits >>> 11) * UNIT;
    }

    /** Evenly spread over {@code [0, bound)}; the bias is below 2^-32 for the bounds used here. */
    public static int below(long bits, int bound) {
        return (int) (((bits >>> 32) * bound) >>> 32);
    }

    /** The same number for the same text on every machine. */
    public static long number(String text) {
        long number = 1_125_899_906_842_597L;
        for (int position = 0; position < text.length(); position++) {
            number = number * 31 + text.charAt(position);
        }
        return mix(number);
    }

    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
