package io.pushwave.platform.command;

import io.pushwave.platform.local.Addresses;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.local.Pace;
import io.pushwave.platform.local.PlatformException;
import io.pushwave.platform.local.PlatformSettings;
import io.pushwave.platform.local.SalesforceConnection;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The process in the background that {@code up} starts and {@code down} ends; everything else ends with it. */
@Command(name = "supervise", hidden = true)
public final class SuperviseCommand implements Callable<Integer> {
    @Mixin
    private final CustomerOptions customers = new CustomerOptions();

    @Option(names = "--salesforce")
    private boolean salesforce;

    @Override
    public Integer call() throws PlatformException, InterruptedException {
        var connection = salesforce
                ? Optional.of(SalesforceConnection.from(System.getenv()))
                : Optional.<SalesforceConnection>empty();
        var settings = new PlatformSettings(
                Addresses.documented(PlatformSettings.parts(!salesforce)),
                salesforce ? Pace.REAL : Pace.DEMONSTRATION,
                customers.customers(),
                connection);
        try (var platform = LocalPlatform.prepare(Home.kept(), settings)) {
            platform.startAll();
            platform.awaitReady(LocalPlatform.READY_WITHIN, ready -> System.out.println("ready: " + ready));
            PlatformState.of(platform).write(Home.stateFile());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> PlatformState.forget(Home.stateFile()), "forget-platform"));
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
