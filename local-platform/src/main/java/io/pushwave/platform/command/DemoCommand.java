package io.pushwave.platform.command;

import io.pushwave.platform.demo.Demo;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Pace;
import io.pushwave.platform.settings.PlatformSettings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./pushwave demo}. */
@Command(
        name = "demo",
        description =
                "Starts the whole platform, sends a release event, shows the campaign live, compares the status view with"
                        + " the simulator's ledger org by org, and stops everything.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the campaign completed, the view equals the ledger, no org was pushed twice",
            "1:something did not start or did not answer",
            "2:wrong options, or nothing to run it with",
            "3:the campaign was halted, aborted or not done in time",
            "4:view and ledger differ, or an org was pushed twice"
        })
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final CustomerOptions customers = new CustomerOptions();

    @Option(names = "--json", description = "Prints the report as one JSON object, as the last line.")
    private boolean json;

    @Override
    public Integer call() {
        var settings =
                new PlatformSettings(Addresses.free(), Pace.DEMONSTRATION, customers.customers(), Optional.empty());
        boolean terminal = Boolean.getBoolean("pushwave.terminal");
        var installation = Home.demonstration();
        Notices.aboutOldRuns(installation).forEach(System.out::println);
        return Demo.run(
                        installation,
                        settings,
                        platform -> Notices.aboutSettings(platform, System.getenv(), installation.runDirectory()),
                        System.out,
                        terminal,
                        json)
                .exitCode();
    }
}
