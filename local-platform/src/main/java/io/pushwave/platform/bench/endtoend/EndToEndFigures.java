package io.pushwave.platform.bench.endtoend;

import java.util.List;
import java.util.Map;

/**
 * What one run showed.
 *
 * @param seconds from the release event to the campaign's end
 * @param orgsPerSecond planned orgs by that time
 * @param cpuSeconds of each process meanwhile
 * @param statements those that cost most, the dearest first
 * @param completed whether the campaign came to its end by itself
 * @param viewMatchesLedger whether the view and the simulated Salesforce agree on every org
 * @param duplicatePushes orgs that were pushed twice
 */
record EndToEndFigures(
        double seconds,
        double orgsPerSecond,
        List<Phase> phases,
        Map<String, Double> cpuSeconds,
        List<StatementCost> statements,
        Floor floor,
        boolean completed,
        boolean viewMatchesLedger,
        long duplicatePushes) {

    EndToEndFigures {
        phases = List.copyOf(phases);
        statements = List.copyOf(statements);
    }

    /**
     * A part of the way; parts overlap, since each begins with the first of what the one before it hands on.
     *
     * @param from seconds after the release event
     * @param to likewise
     */
    record Phase(String name, double from, double to) {
        double seconds() {
            return to - from;
        }
    }

    /**
     * What a statement cost in all.
     *
     * @param seconds of planning and running it
     * @param pages of tables and indexes that it touched
     */
    record StatementCost(double seconds, double planSeconds, long calls, long rows, long pages, String statement) {}

    /**
     * What the same amount costs without Pushwave.
     *
     * @param records that all topics had at the end
     * @param bytes of them, as the broker stores them
     * @param rows that all tables which grow with the orgs had at the end
     */
    record Floor(
            long records, long bytes, double produceSeconds, double consumeSeconds, long rows, double copySeconds) {
        double seconds() {
            return produceSeconds + consumeSeconds + copySeconds;
        }
    }

    boolean kept() {
        return completed && viewMatchesLedger && duplicatePushes == 0;
    }
}
