package io.pushwave.platform.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people call a wave, and what it is. */
public final class WaveWords {
    private WaveWords() {}

    /**
     * The name, and the kind in plain words unless the name says just that: {@code Early adopters, by label}.
     *
     * @param kind as the status service says it; newer services may have more of them
     */
    public static String of(Optional<String> name, Optional<String> kind) {
        return Stream.concat(name.stream(), plainKind(name, kind).stream()).collect(Collectors.joining(", "));
    }

    /** The kind in plain words; empty where the name says just that. */
    public static Optional<String> plainKind(Optional<String> name, Optional<String> kind) {
        return kind.map(WaveWords::plain).filter(word -> !word.equalsIgnoreCase(name.orElse("")));
    }

    private static String plain(String kind) {
        return switch (kind) {
            case "LABEL" -> "by label";
            case "FILTER" -> "by filter";
            default -> kind.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
