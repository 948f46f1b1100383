package io.pushwave.platform.bench.endtoend;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.bench.endtoend.EndToEndFigures.Floor;
import io.pushwave.platform.demo.CampaignRun;
import io.pushwave.platform.kafka.RawTopic;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One campaign on a platform of its own, in which nobody waits for anything but work. */
final class EndToEndRun {
    private static final Duration LIMIT_BASE = Duration.ofMinutes(5);
    private static final int LIMIT_ORGS_PER_SECOND = 50;

    /** Jobs and bulk jobs end as soon as they may begin, and every instance takes all of them at once. */
    private static final List<String> SIMULATOR = List.of(
            "--start-delay-maximum", "PT0S",
            "--job-duration-minimum", "PT0S",
            "--job-duration-maximum", "PT0S",
            "--jobs-per-instance", "1000000",
            "--bulk-queue-time", "PT0S",
            "--bulk-batch-time", "PT0S",
            "--daily-api-limit", "10000000");

    private static final Map<String, String> PLANNER = Map.of(
            "PUSHWAVE_PLANNER_STRATEGY_BAKE", "PT0S",
            "PUSHWAVE_PLANNER_STRATEGY_RETRY_DELAY", "PT0S");

    private static final Map<String, String> EXECUTOR = Map.of("PUSHWAVE_EXECUTOR_INVENTORY_EXPORT_POLL", "PT0.2S");

    private final Installation installation;
    private final PlatformSettings settings;

    EndToEndRun(Installation installation, EndToEndOptions options) {
        this.installation = installation;
        this.settings = new PlatformSettings(
                Addresses.free(),
                new Pace(PLANNER, hurried(Pace.DEMONSTRATION.executor())),
                new Customers(options.orgs(), options.seed(), 1),
                Optional.empty(),
                PlatformSettings.parts(true),
                SIMULATOR);
    }

    private static Map<String, String> hurried(Map<String, String> executor) {
        var settings = new HashMap<>(executor);
        settings.putAll(EXECUTOR);
        return settings;
    }

    EndToEndFigures measure() throws PlatformException, ApiException, ReleaseNotSentException {
        try (var platform = LocalPlatform.prepare(installation, settings)) {
            platform.startAll();
            platform.awaitReady(LocalPlatform.READY_WITHIN, _ -> {});
            try (var database =
                    new PlatformDatabase(Addresses.HOST, settings.addresses().port(Part.POSTGRESQL))) {
                return measure(platform, database);
            } catch (ApiException | ReleaseNotSentException e) {
                // Who does not answer may have ended; then that is what to say.
                platform.requireAllRunning();
                throw e;
            }
        }
    }

    private EndToEndFigures measure(LocalPlatform platform, PlatformDatabase database)
            throws ApiException, ReleaseNotSentException {
        database.countStatements();
        var cpuBefore = CpuSeconds.of(platform);
        var released = Instant.now();
        var run = CampaignRun.begin(platform);
        var limit = LIMIT_BASE.plusSeconds(settings.customers().orgs() / LIMIT_ORGS_PER_SECOND);
        boolean ended = run.follow(limit, seen -> seen.ended() || seen.halted());
        double seconds = run.elapsed().toMillis() / 1000.0;
        // Before the comparison, which is no part of a campaign.
        var cpu = CpuSeconds.since(cpuBefore, CpuSeconds.of(platform));
        var costs = database.statementCosts();
        var agreement = run.compare();
        var seen = Instant.now();
        var summary = run.summary().orElseThrow(() -> new ApiException("there is no campaign"));
        return new EndToEndFigures(
                seconds,
                summary.orgs().planned() / seconds,
                database.phases(released, seen),
                cpu,
                costs,
                floor(platform, database),
                ended && summary.state().equals("COMPLETED"),
                agreement.viewMatchesLedger(),
                agreement.duplicatePushes());
    }

    private Floor floor(LocalPlatform platform, PlatformDatabase database) throws ApiException {
        var raw = new RawTopic(platform.bootstrapServers());
        var contents = raw.contents("pushwave.");
        var speed = raw.measure(contents);
        var copied = database.copyAgain(installation.runDirectory());
        return new Floor(
                contents.records(),
                contents.bytes(),
                speed.produceSeconds(),
                speed.consumeSeconds(),
                copied.rows(),
                copied.seconds());
    }
}
