package io.pushwave.platform.command;

import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.local.RestartRequests;
import io.pushwave.platform.local.Supervision;
import io.pushwave.platform.restart.RestartRule;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Pace;
import io.pushwave.platform.settings.PlatformException;
import io.pushwave.platform.settings.PlatformSettings;
import io.pushwave.platform.settings.SalesforceConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    @Option(names = "--free-ports")
    private boolean freePorts;

    private final Instant startedAt = Instant.now();
    private boolean forgotten;

    @Override
    public Integer call() throws PlatformException {
        var connection = salesforce
                ? Optional.of(SalesforceConnection.from(System.getenv()))
                : Optional.<SalesforceConnection>empty();
        var settings = new PlatformSettings(
                freePorts ? Addresses.free() : Addresses.documented(PlatformSettings.parts(!salesforce)),
                salesforce ? Pace.REAL : Pace.DEMONSTRATION,
                customers.customers(),
                connection);
        var notices = new ArrayList<>(Notices.aboutOldRuns(Home.kept()));
        try (var platform = LocalPlatform.prepare(Home.kept(), settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> forgetWith(platform), "forget-platform"));
            notices.addAll(
                    Notices.aboutSettings(platform, System.getenv(), Home.kept().runDirectory()));
            if (System.getenv("PUSHWAVE_RUN_DIRECTORY") != null) {
                notices.add("PUSHWAVE_RUN_DIRECTORY does not count: 'up' keeps its data in "
                        + Home.kept().runDirectory() + ", where the other commands look for it");
            }
            notices.forEach(System.out::println);
            write(PlatformState.of(platform, startedAt, Optional.empty(), Map.of(), notices));
            platform.startAll();
            platform.awaitReady(LocalPlatform.READY_WITHIN, ready -> {
                System.out.println("ready: " + ready);
                write(PlatformState.of(platform, startedAt, Optional.empty(), Map.of(), notices));
            });
            lookAfter(platform, notices);
            return 0;
        }
    }

    private void lookAfter(LocalPlatform platform, List<String> notices) {
        var readyAt = Optional.of(Instant.now());
        var supervision = new Supervision(
                platform,
                RestartRequests.in(Home.kept()),
                RestartRule.STANDARD,
                InstantSource.system(),
                System.out::println,
                now -> write(PlatformState.of(platform, startedAt, readyAt, now, notices)));
        write(PlatformState.of(platform, startedAt, readyAt, supervision.histories(), notices));
        supervision.run();
    }

    private synchronized void write(PlatformState state) {
        if (!forgotten) {
            state.write(Home.stateFile());
        }
    }

    /** What is written down stays until nothing of it runs: who asks meanwhile is not told that there is no platform. */
    private void forgetWith(LocalPlatform platform) {
        platform.close();
        synchronized (this) {
            forgotten = true;
            PlatformState.forget(Home.stateFile());
        }
    }
}
