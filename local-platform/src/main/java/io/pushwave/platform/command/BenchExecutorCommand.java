package io.pushwave.platform.command;

import io.pushwave.platform.bench.executor.BenchOptions;
import io.pushwave.platform.bench.executor.ExecutorBenchmark;
import io.pushwave.platform.bench.executor.ExecutorSeries;
import io.pushwave.platform.bench.executor.SfComparison;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pushwave bench executor}. */
@Command(
        name = "bench-executor",
        description =
                "Starts broker, database, simulated Salesforce and the packaged executor, commands pushes over Kafka, and"
                        + " measures until every job is activated and followed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every org has exactly one job, its request is active, and every figure is as asked",
            "1:something did not start or did not answer in time",
            "2:wrong options, or nothing to run it with",
            "4:an org has no job, more than one, or one that is not active",
            "5:a figure misses what is asked of it; speed is judged from 20000 orgs on, polling from 20000 open jobs on"
        })
public final class BenchExecutorCommand implements Callable<Integer> {
    @Option(
            names = "--orgs",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Orgs to push, 1 to 2000000 (default: ${DEFAULT-VALUE}).")
    private int orgs = 100_000;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            defaultValue = "0",
            description = "Commands that lie stored meanwhile, half in a halted campaign, half with a start tomorrow.")
    private int waiting;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "" + BenchOptions.IN_FLIGHT_MINIMUM,
            description = "Orgs whose jobs stay active meanwhile, 5000 to 2000000 (default: ${DEFAULT-VALUE}).")
    private int inFlight = BenchOptions.IN_FLIGHT_MINIMUM;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Runs one after the other, each on a platform of its own, 1 to 50 (default: ${DEFAULT-VALUE}).")
    private int runs = 1;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Milliseconds by which every API call takes longer (default: ${DEFAULT-VALUE}).")
    private long latency;

    @Option(
            names = "--follow",
            paramLabel = "S",
            defaultValue = "60",
            description = "Seconds for which active requests are followed (default: ${DEFAULT-VALUE}).")
    private long follow = 60;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the executor, such as PUSHWAVE_EXECUTOR_REQUEST_MAX_ORGS=5000.")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--compare",
            description =
                    "Pushes the same number of orgs with the real sf CLI beside the executor, with and without an org that"
                            + " Salesforce refuses. Needs npm.")
    private boolean compare;

    @Option(names = "--json", description = "Prints the figures as one JSON object, as the last line.")
    private boolean json;

    @Override
    public Integer call() {
        var options = new BenchOptions(
                orgs, waiting, inFlight, Duration.ofMillis(latency), Duration.ofSeconds(follow), settings);
        Notices.aboutOldRuns(Home.benchmark()).forEach(System.out::println);
        if (runs != 1) {
            return new ExecutorSeries(Home.benchmark(), options, runs, System.out).run(json);
        }
        if (compare) {
            return new SfComparison(Home.benchmark(), options, System.out).run(json);
        }
        return new ExecutorBenchmark(Home.benchmark(), options, System.out).run(json);
    }
}
