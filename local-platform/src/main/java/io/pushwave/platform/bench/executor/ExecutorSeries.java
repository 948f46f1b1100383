package io.pushwave.platform.bench.executor;

import io.pushwave.platform.bench.Series;
import io.pushwave.platform.settings.Installation;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Locale;

/** The benchmark of the executor several times, each on a platform of its own: how much of a figure is luck. */
public final class ExecutorSeries {
    private static final int FIGURE_MISSED = 5;

    private final Installation installation;
    private final BenchOptions options;
    private final int runs;
    private final PrintStream out;

    /**
     * A series that has not begun.
     *
     * @param runs 1 to 50
     */
    public ExecutorSeries(Installation installation, BenchOptions options, int runs, PrintStream out) {
        Series.requireRuns(runs);
        this.installation = installation;
        this.options = options;
        this.runs = runs;
        this.out = out;
    }

    /** Runs them all, unless one breaks a promise or does not come to its end, and gives the exit code. */
    public int run(boolean json) {
        var speeds = new ArrayList<Double>();
        int code = 0;
        for (int number = 1; number <= runs; number++) {
            out.printf("Run %d of %d%n", number, runs);
            var benchmark = new ExecutorBenchmark(installation, options, out);
            int one = benchmark.run(json);
            if (one != 0 && one != FIGURE_MISSED) {
                return one;
            }
            code = Math.max(code, one);
            speeds.add(benchmark.orgsPerSecond());
        }
        var series = new Series(speeds);
        out.println(String.format(
                Locale.ROOT,
                "%d runs: %,.0f orgs a second at least, %,.0f in the middle, %,.0f at most, %.1f %% apart; asked for: %s",
                runs,
                series.least(),
                series.median(),
                series.most(),
                series.spreadPercent(),
                AskedFigures.askedOfSpeed(options.orgs())));
        return code;
    }
}
