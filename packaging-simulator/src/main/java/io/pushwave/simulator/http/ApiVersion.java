package io.pushwave.simulator.http;

import java.util.regex.Pattern;

/** Versions of the API as paths name them. */
public final class ApiVersion {
    public static final int FIRST = 38;
    public static final int LAST = 67;

    /** What {@link #number} answers for what is no version. */
    static final int NONE = -1;

    private static final Pattern VERSION = Pattern.compile("[vV](\\d{2,3})\\.0");

    private ApiVersion() {}

    /** 66 for v66.0, in any letter case; {@link #NONE} for anything else. */
    public static int number(String text) {
        var version = VERSION.matcher(text);
        return version.matches() ? Integer.parseInt(version.group(1)) : NONE;
    }

    /** Whether the API has the version. */
    public static boolean exists(String text) {
        int number = number(text);
        return number >= FIRST && number <= LAST;
    }
}
