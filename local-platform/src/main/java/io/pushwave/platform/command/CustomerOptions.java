package io.pushwave.platform.command;

import io.pushwave.platform.settings.Customers;
import java.util.List;
import picocli.CommandLine.Option;

/** The simulated customer base, as options. */
final class CustomerOptions {
    @Option(
            names = "--orgs",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Simulated customer orgs, 1 to 2000000 (default: ${DEFAULT-VALUE}).")
    private int orgs = 1000;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "7",
            description = "Decides who the customers are and how every push ends (default: ${DEFAULT-VALUE}).")
    private long seed = 7;

    @Option(
            names = "--speed",
            paramLabel = "F",
            defaultValue = "120",
            description = "Simulated seconds per second (default: ${DEFAULT-VALUE}).")
    private double speed = 120;

    List<String> asArguments() {
        return List.of(
                "--orgs", Integer.toString(orgs), "--seed", Long.toString(seed), "--speed", Double.toString(speed));
    }

    Customers customers() {
        return new Customers(orgs, seed, speed);
    }
}
