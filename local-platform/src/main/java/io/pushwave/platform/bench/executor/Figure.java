package io.pushwave.platform.bench.executor;

import java.util.Locale;

/**
 * One thing that was measured.
 *
 * @param name as JSON has it
 * @param words as people read it
 * @param asked what is wanted of it; empty if nothing is
 */
record Figure(String name, String words, double value, String asked) {
    static Figure of(String name, String words, double value) {
        return new Figure(name, words, value, "");
    }

    String line() {
        var number = value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%,.2f", value);
        return "  %-64s %14s  %s".formatted(words, number, asked).stripTrailing();
    }
}
