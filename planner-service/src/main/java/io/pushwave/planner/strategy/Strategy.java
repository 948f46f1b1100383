package io.pushwave.planner.strategy;

import java.util.regex.Pattern;

/**
 * How a campaign goes about it: one version of a document that people change. A version never changes.
 *
 * @param name lower-case letters, digits and single hyphens between them, 1 to 60
 * @param version counts from 1
 */
public record Strategy(String name, int version, StrategyDocument document) {
    private static final int NAME_MAXIMUM = 60;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** What is found where a strategy of this name would be. */
    private static final String TAKEN = "schema";

    public Strategy {
        checkedName(name);
        if (version < 1) {
            throw new IllegalArgumentException("version is " + version + ", at least 1 is expected");
        }
    }

    /**
     * The name, if a strategy can have it.
     *
     * @throws IllegalArgumentException if none can, in a sentence that says why
     */
    public static String checkedName(String name) {
        Allowed.text(
                "name",
                name,
                NAME_MAXIMUM,
                NAME,
                "a name of lower-case letters, digits and hyphens, such as critical-security,");
        if (name.equals(TAKEN)) {
            throw new IllegalArgumentException("name is '" + name + "', which is no strategy's: the schema is there");
        }
        return name;
    }
}
