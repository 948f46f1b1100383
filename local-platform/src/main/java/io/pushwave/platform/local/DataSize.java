package io.pushwave.platform.local;

import java.util.Locale;

/** An amount of data. */
public record DataSize(long bytes) {
    private static final long MEGABYTE = 1_000_000;
    private static final long GIGABYTE = 1_000_000_000;

    /** Less than this is not worth a word. */
    public boolean isWorthMentioning() {
        return bytes >= MEGABYTE;
    }

    /** For people: {@code 3.1 GB}, {@code 12 MB}. */
    public String inWords() {
        return bytes >= GIGABYTE
                ? String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE)
                : bytes / MEGABYTE + " MB";
    }
}
