package io.pushwave.platform.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.contracts.MessageType;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.SimulatorApi;
import io.pushwave.platform.api.StatusApi;
import io.pushwave.platform.demo.CampaignRun;
import io.pushwave.platform.kafka.ReleaseNotSentException;
import io.pushwave.platform.ledger.OrgState;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The procedure of docs/operations.md for a planner that is restored from an older backup, run from outside. */
@Timeout(240)
class PlannerRestoredIT {
    private static final long SEED = Long.getLong("pushwave.seed", 31);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(90);

    private LocalPlatform platform;
    private ServiceStates states;

    @BeforeEach
    void start() throws PlatformException {
        platform = Platforms.started("planner-restored", 300, SEED);
        states = ServiceStates.of(platform);
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void itsBrakesAreReceivedAndTheVersionReleasedAgainReachesEveryoneOnce()
            throws PlatformException, ApiException, ReleaseNotSentException {
        // Given
        var run = CampaignRun.begin(platform);
        assertThat(run.follow(
                        Duration.ofMinutes(2),
                        summary -> summary.waves().stream().anyMatch(wave -> wave.succeeded() > 0)))
                .isTrue();
        var campaign = run.summary().orElseThrow().campaignId();
        states.backUp("planner");
        brake(campaign, "halt");
        brake(campaign, "resume");
        brake(campaign, "halt");
        awaitReceived(campaign, brake(campaign, "resume"));
        platform.stop(Part.PLANNER);
        states.restore("planner");
        states.goOnBehindWhatWasSaid();
        platform.start(Part.PLANNER);
        platform.awaitReady(LocalPlatform.READY_WITHIN, ready -> {});

        // When
        var aborted = brake(campaign, "abort");

        // Then
        awaitReceived(campaign, aborted);
        await().atMost(SEEN_WITHIN)
                .untilAsserted(
                        () -> assertThat(view(campaign).path("state").asText()).isEqualTo("ABORTED"));
        var again = release(run.release());
        assertThat(run.follow(
                        SEEN_WITHIN,
                        summary -> summary.campaignId().equals(again)
                                && summary.state().equals("COMPLETED")))
                .isTrue();
        var agreement = run.compare();
        var failedBefore = failed(campaign);
        assertThat(agreement.mismatches())
                .as(
                        "whom the aborted campaign had pushed to is left out of the new one, unless the push had failed, and nothing"
                                + " else differs")
                .isNotEmpty()
                .allMatch(mismatch -> failedBefore.contains(mismatch.orgKey())
                        ? mismatch.what().matches("the view counts \\d+ attempts, Salesforce started \\d+ jobs")
                        : mismatch.what().equals("the view says EXCLUDED, Salesforce started 1 job"));
        assertThat(agreement.duplicatePushes()).isZero();
    }

    /** The orgs whose pushes failed in a campaign. */
    private Set<String> failed(String campaign) throws ApiException {
        var failed = new HashSet<String>();
        new StatusApi(platform.http(), platform.address(Part.STATUS))
                .orgs(campaign, OrgState.FAILED)
                .forEachRemaining(org -> failed.add(org.orgKey()));
        return failed;
    }

    private void awaitReceived(String campaign, JsonNode brake) {
        await().atMost(SEEN_WITHIN)
                .untilAsserted(() -> assertThat(states.campaignState(campaign))
                        .isEqualTo(brake.path("state").asText() + " "
                                + brake.path("controlEpoch").asText()));
    }

    /** Releases the version with an event of its own, and returns the campaign that comes of it. */
    private String release(SimulatorApi.Release release) throws ApiException {
        var event = """
                {"specversion":"1.0","id":"again","source":"/drill","type":"%s","data":{"packageId":"%s","packageVersionId":"%s"}}\
                """.formatted(
                MessageType.PACKAGE_VERSION_RELEASED.typeName(), release.packageId(), release.packageVersionId());
        var answer = platform.http()
                .post(platform.address(Part.PLANNER).resolve("/api/releases"), "application/cloudevents+json", event);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return platform.http()
                .parse(answer.body(), JsonNode.class)
                .path("campaignId")
                .asText();
    }

    private JsonNode brake(String campaign, String brake) throws ApiException {
        var address = platform.address(Part.PLANNER).resolve("/api/campaigns/" + campaign + "/" + brake);
        var answer = platform.http().post(address, "application/json", "{\"by\":\"operator\",\"reason\":\"drill\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return platform.http().parse(answer.body(), JsonNode.class);
    }

    private JsonNode view(String campaign) throws ApiException {
        return platform.http().get(platform.address(Part.STATUS).resolve("/api/campaigns/" + campaign), JsonNode.class);
    }
}
