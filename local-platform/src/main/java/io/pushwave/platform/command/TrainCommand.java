package io.pushwave.platform.command;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.demo.CampaignRun;
import io.pushwave.platform.kafka.ReleaseNotSentException;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Customers;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.Pace;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import io.pushwave.platform.settings.PlatformSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * The training run of the services' ahead-of-time caches (JEP 514): one small campaign, after which each service writes what
 * its next starts need not load and link again. The build does it before tests that start services by the hundred.
 */
@Command(name = "train", hidden = true)
public final class TrainCommand implements Callable<Integer> {
    private static final Customers CUSTOMERS = new Customers(60, 1, 600);

    /** The campaign takes some seconds; without its end the caches have a little less in them. */
    private static final Duration CAMPAIGN_WITHIN = Duration.ofMinutes(1);

    /** A JVM writes its cache in another one, after its own end: some seconds on an idle core. */
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(5);

    private static final String ENDED_WHEN_ASKED = "exit code 143";

    @Override
    public Integer call() throws PlatformException, ApiException, ReleaseNotSentException {
        var installation = Home.training();
        if (isTrained(installation)) {
            return 0;
        }
        var settings = new PlatformSettings(Addresses.free(), Pace.DEMONSTRATION, CUSTOMERS, Optional.empty());
        try (var platform = LocalPlatform.prepare(installation, settings)) {
            platform.startAll();
            platform.awaitReady(LocalPlatform.READY_WITHIN, ready -> {});
            CampaignRun.begin(platform).follow(CAMPAIGN_WITHIN, CampaignSummary::ended);
            platform.stopServices(WRITTEN_WITHIN);
            for (var part : services()) {
                if (!platform.cause(part).equals(ENDED_WHEN_ASKED)) {
                    throw new PlatformException("the " + part.label() + " has not written its cache within "
                            + WRITTEN_WITHIN.toSeconds() + " s: " + platform.cause(part));
                }
                installation.keepCache(part);
            }
        }
        return 0;
    }

    private static List<Part> services() {
        return Stream.of(Part.values()).filter(Part::isService).toList();
    }

    private static boolean isTrained(Installation installation) {
        return services().stream().allMatch(installation::hasCache);
    }
}
