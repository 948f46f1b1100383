package io.pushwave.planner.org.filter;

import io.pushwave.planner.org.VersionNumber;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The beginning of a version's number: {@code 1.10} stands for every 1.10.x.y.
 *
 * @param parts one to four numbers of at least 0: major, minor, patch, build
 */
public record VersionPrefix(List<Integer> parts) {
    private static final int MAXIMUM_PARTS = 4;

    /** Nine digits are the most that fit into a number for sure. */
    private static final Pattern FORM = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9}){0,3}");

    private static final Pattern DOT = Pattern.compile("\\.");

    public VersionPrefix {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > MAXIMUM_PARTS || parts.stream().anyMatch(part -> part < 0)) {
            throw new IllegalArgumentException(parts + " does not begin the number of a version");
        }
    }

    static VersionPrefix read(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "this is no version: one to four numbers with dots between them are expected,"
                            + " as 1.10, which stands for every 1.10");
        }
        return new VersionPrefix(
                Arrays.stream(DOT.split(text)).map(Integer::valueOf).toList());
    }

    /** Whether a version is older than all (less than 0), one of (0), or newer than all (more) that begin like this. */
    public int compared(VersionNumber version) {
        for (int place = 0; place < parts.size(); place++) {
            int order = Integer.compare(part(version, place), parts.get(place));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The lowest number that begins like this. */
    VersionNumber first() {
        return new VersionNumber(part(0), part(1), part(2), part(3));
    }

    private int part(int place) {
        return place < parts.size() ? parts.get(place) : 0;
    }

    private static int part(VersionNumber version, int place) {
        return switch (place) {
            case 0 -> version.major();
            case 1 -> version.minor();
            case 2 -> version.patch();
            default -> version.build();
        };
    }

    @Override
    public String toString() {
        return parts.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
