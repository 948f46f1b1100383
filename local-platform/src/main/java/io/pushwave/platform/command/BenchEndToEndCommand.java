package io.pushwave.platform.command;

import io.pushwave.platform.bench.endtoend.EndToEndBenchmark;
import io.pushwave.platform.bench.endtoend.EndToEndOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pushwave bench end-to-end}. */
@Command(
        name = "bench-end-to-end",
        description =
                "Starts the whole platform with a simulated Salesforce that answers at once, runs a campaign without bake times"
                        + " and retry delays, and says where the time goes: phases, processor seconds of each process, the ten"
                        + " statements that cost most, and the same amount sent, read and copied with nothing done to it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every campaign completed, view and Salesforce agree, and every figure is as asked",
            "1:something did not start or did not answer in time",
            "2:wrong options, or nothing to run it with",
            "4:a campaign did not complete, view and Salesforce differ, or an org was pushed twice",
            "5:a figure misses what is asked of it; judged from 50000 orgs on, the spread from 3 runs on"
        })
public final class BenchEndToEndCommand implements Callable<Integer> {
    @Option(
            names = "--orgs",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Simulated customer orgs, 1 to 2000000 (default: ${DEFAULT-VALUE}).")
    private int orgs = 100_000;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Runs one after the other, each on a platform of its own, 1 to 50 (default: ${DEFAULT-VALUE}).")
    private int runs = 1;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "90210",
            description = "Decides who the customers are and how every push ends (default: ${DEFAULT-VALUE}).")
    private long seed = 90_210;

    @Option(names = "--json", description = "Prints the figures as one JSON object, as the last line.")
    private boolean json;

    @Override
    public Integer call() {
        return new EndToEndBenchmark(Home.benchmark(), new EndToEndOptions(orgs, runs, seed), System.out, json).run();
    }
}
