package io.pushwave.planner.org.filter;

/**
 * How large a filter may be.
 *
 * @param characters longest text, in UTF-16 units
 * @param comparisons most comparisons: each is made for every org of a register
 * @param values most values of all comparisons together; how many there are costs an org next to nothing
 * @param depth most parentheses that are open at the same place: they are read by recursion
 */
public record FilterLimits(int characters, int comparisons, int values, int depth) {
    /**
     * Room for 10,000 org keys of 18 characters, which still is less than a request may hold (256 KB); longer lists have their own
     * ways in. 200 comparisons with a million orgs take seconds. People lose track of parentheses long before 30, and a thousand
     * of them would be no trouble to any stack.
     */
    public static final FilterLimits DEFAULT = new FilterLimits(200_000, 200, 10_000, 30);

    /** More cannot be read, by us or by PostgreSQL, without thinking about stacks and the number of parameters of a statement. */
    private static final int MAXIMUM_COMPARISONS = 10_000;

    private static final int MAXIMUM_DEPTH = 200;

    public FilterLimits {
        range("characters", characters, Integer.MAX_VALUE);
        range("comparisons", comparisons, MAXIMUM_COMPARISONS);
        range("values", values, Integer.MAX_VALUE);
        range("depth", depth, MAXIMUM_DEPTH);
    }

    private static void range(String name, int value, int maximum) {
        if (value < 1 || value > maximum) {
            throw new IllegalArgumentException(name + " is " + value + ", 1 to " + maximum + " is expected");
        }
    }
}
