package io.pushwave.executor.following;

/**
 * How the jobs of active requests are read whole: all of them, ended ones too, or the open ones by their ids. Towards the end of
 * a request few of many jobs are open, and reading the others again and again would cost more calls than the open ones are worth.
 */
public final class WholeReading {
    /** Rows of one page of a query's answer (REST API, documented). */
    private static final int ROWS_PER_PAGE = 2000;

    private WholeReading() {}

    /**
     * Up to how many open jobs asking for them by id costs fewer calls than reading all.
     *
     * @param jobs of the requests, ended ones too; 0 or more
     * @param idsPerQuery ids in one question, 1 or more
     * @return 0 if it never does
     */
    public static int byIdUpTo(long jobs, int idsPerQuery) {
        long pages = Math.ceilDiv(jobs, ROWS_PER_PAGE);
        return Math.toIntExact(Math.max(0, pages - 1) * idsPerQuery);
    }
}
