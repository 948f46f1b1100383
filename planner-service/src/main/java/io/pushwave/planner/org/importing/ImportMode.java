package io.pushwave.planner.org.importing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of an import that has bad lines. */
public enum ImportMode {
    /** Nothing is imported. */
    ALL_OR_NOTHING,
    /** The good lines are imported. */
    GOOD_LINES;

    /** As requests spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ImportMode> labelled(String label) {
        return Arrays.stream(values())
                .filter(mode -> mode.label().equals(label))
                .findFirst();
    }
}
