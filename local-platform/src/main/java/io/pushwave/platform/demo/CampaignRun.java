package io.pushwave.platform.demo;

import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.ApiFailure;
import io.pushwave.platform.api.CampaignEvent;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.api.SimulatorApi;
import io.pushwave.platform.api.SimulatorApi.Release;
import io.pushwave.platform.api.StatusApi;
import io.pushwave.platform.kafka.ReleaseEvents;
import io.pushwave.platform.kafka.ReleaseNotSentException;
import io.pushwave.platform.ledger.Agreement;
import io.pushwave.platform.ledger.LedgerComparison;
import io.pushwave.platform.ledger.OrgState;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One campaign on a running platform: sends the release event, follows the campaign to its end, compares. */
public final class CampaignRun {
    /** How often the status service is asked; people see no difference below this. */
    private static final Duration ASKED_EVERY = Duration.ofMillis(250);
    /** A status service that is being started again may be silent for so long. */
    private static final Duration SILENCE_MAXIMUM = Duration.ofSeconds(60);
    /** Results travel on another topic than the campaign's end: the view may be that much behind. */
    private static final Duration VIEW_LAG_MAXIMUM = Duration.ofSeconds(15);

    private final LocalPlatform platform;
    private final StatusApi status;
    private final SimulatorApi simulator;
    private final Release release;
    private final Stopwatch time;
    private final List<CampaignEvent> events = new ArrayList<>();
    private Optional<CampaignSummary> summary = Optional.empty();
    private Stopwatch sinceAnswer = new Stopwatch();

    private CampaignRun(LocalPlatform platform, StatusApi status, SimulatorApi simulator, Release release) {
        this.platform = platform;
        this.status = status;
        this.simulator = simulator;
        this.release = release;
        this.time = new Stopwatch();
    }

    /** Sends the release event of the simulator's target version. */
    public static CampaignRun begin(LocalPlatform platform) throws ApiException, ReleaseNotSentException {
        var simulator = new SimulatorApi(platform.http(), platform.address(Part.SIMULATOR));
        var status = new StatusApi(platform.http(), platform.address(Part.STATUS));
        var release = simulator.target();
        var run = new CampaignRun(platform, status, simulator, release);
        new ReleaseEvents(platform.bootstrapServers())
                .publish(
                        "release-" + release.packageVersionId(),
                        new PackageVersionReleased(
                                release.packageId(),
                                release.packageVersionId(),
                                Optional.of("release-pipeline"),
                                Optional.of("Demonstration"),
                                Optional.empty(),
                                Optional.empty()));
        return run;
    }

    /** What is released, for people. */
    public String title() {
        return release.packageName() + " " + release.versionNumber();
    }

    public Release release() {
        return release;
    }

    public Duration elapsed() {
        return time.elapsed();
    }

    /**
     * One look at the campaign.
     *
     * @return empty while there is none
     * @throws ApiException if the status service has been silent for too long; a short silence is no failure
     */
    public Optional<CampaignSummary> look() throws ApiException {
        try {
            var seen = status.newestCampaign(release.packageVersionId());
            if (seen.isPresent()) {
                long last = events.isEmpty() ? 0 : events.getLast().sequence();
                events.addAll(status.events(seen.get().campaignId(), last));
            }
            sinceAnswer = new Stopwatch();
            summary = seen;
        } catch (ApiException e) {
            if (sinceAnswer.isPast(SILENCE_MAXIMUM)) {
                throw e;
            }
        }
        return summary;
    }

    /**
     * Follows the campaign until something is true of it.
     *
     * @param onLook is handed what can be seen, several times a second
     * @return whether it became true in time
     */
    boolean follow(Duration limit, Predicate<CampaignSummary> until, Consumer<Picture> onLook) throws ApiException {
        var begin = new Stopwatch();
        while (true) {
            var seen = look();
            onLook.accept(picture(seen));
            if (seen.filter(until).isPresent()) {
                return true;
            }
            if (begin.isPast(limit)) {
                return false;
            }
            pause();
        }
    }

    /** As {@link #follow(Duration, Predicate, Consumer)}, with nobody looking on. */
    public boolean follow(Duration limit, Predicate<CampaignSummary> until) throws ApiException {
        return follow(limit, until, picture -> {});
    }

    /** The campaign as it was seen last. */
    public Optional<CampaignSummary> summary() {
        return summary;
    }

    private Picture picture(Optional<CampaignSummary> seen) {
        return new Picture(title(), elapsed(), platform.address(Part.STATUS).toString(), seen, events);
    }

    /**
     * Compares the status view with the ledger, org by org, once both are at rest.
     *
     * @throws ApiException if one of them does not answer
     */
    public Agreement compare() throws ApiException {
        var lag = new Stopwatch();
        var agreement = compareNow();
        while (!agreement.viewMatchesLedger() && !lag.isPast(VIEW_LAG_MAXIMUM)) {
            pause();
            agreement = compareNow();
        }
        look();
        return agreement;
    }

    private Agreement compareNow() throws ApiException {
        var campaignId = summary.orElseThrow(() -> new ApiException("there is no campaign"))
                .campaignId();
        try {
            return LedgerComparison.compare(status.orgs(campaignId), simulator.ledger(), simulator.goal(release));
        } catch (ApiFailure e) {
            throw new ApiException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Failed orgs by what Salesforce said, in alphabetical order. */
    Map<String, Long> failures() throws ApiException {
        return reasons(OrgState.FAILED);
    }

    /** Orgs that Salesforce could not push to by what lies in them, in alphabetical order. */
    Map<String, Long> leftOut() throws ApiException {
        return reasons(OrgState.LEFT_OUT);
    }

    private Map<String, Long> reasons(OrgState state) throws ApiException {
        var campaignId = summary.orElseThrow(() -> new ApiException("there is no campaign"))
                .campaignId();
        var byReason = new TreeMap<String, Long>();
        try {
            status.orgs(campaignId, state)
                    .forEachRemaining(org -> byReason.merge(org.failure().orElse("no reason given"), 1L, Long::sum));
        } catch (ApiFailure e) {
            throw new ApiException(String.valueOf(e.getMessage()), e);
        }
        return byReason;
    }

    public long apiCalls() throws ApiException {
        return simulator.apiCalls();
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(ASKED_EVERY.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while following the campaign", e);
        }
    }
}
