package io.pushwave.planner;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people said of registered orgs decides whether, and in which wave, they are planned. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class PlannedFromRegisterIT {
    KafkaBroker broker;
    private SimulatedExecutor executor;
    private RegisteredOrgs orgs;

    @BeforeEach
    void feedRegister() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
        orgs = new RegisteredOrgs(executor);
        orgs.feed(executor.eligible(12));
    }

    @AfterEach
    void stopExecutor() {
        executor.close();
    }

    private void put(int org, String what, Object body) {
        var path = orgs.path() + "/" + RegisteredOrgs.key(org) + "/" + what;
        given().contentType("application/json")
                .header("If-Match", when().get(path).header("ETag"))
                .body(body)
                .put(path)
                .then()
                .statusCode(200);
    }

    private CampaignPlanned planned(PackageVersionReleased release) {
        executor.topics().publish("registered-" + executor.packageId, release);
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();
        executor.subscribers(
                campaign,
                "snapshot-of-" + campaign,
                executor.eligible(12),
                orgs.asOf().plusSeconds(60));
        return executor.awaitEvent(campaign, CampaignPlanned.class);
    }

    @Test
    void whoOptedOutIsHeldOrPinnedIsExcludedWithThatReason() {
        // Given
        put(1, "policy", Map.of("by", "anna", "optOut", Map.of("reason", "upgrades by themselves")));
        put(2, "policy", Map.of("by", "anna", "hold", Map.of("reason", "incident", "until", "2099-12-24T00:00:00Z")));
        put(3, "policy", Map.of("by", "anna", "pin", Map.of("reason", "certified", "version", "1.1.0.1")));
        put(4, "policy", Map.of("by", "anna", "pin", Map.of("reason", "certified", "version", "9.9.9.9")));

        // When
        var planned = planned(executor.release());

        // Then
        assertThat(planned.excludedByReason())
                .isEqualTo(Map.of(ExclusionReason.OPTED_OUT, 1L, ExclusionReason.HELD, 1L, ExclusionReason.PINNED, 1L));
        assertThat(planned.planned()).isEqualTo(9);
    }

    @Test
    void wavesTakeTheirOrgsByLabelAndByFilter() {
        // Given
        var strategy = "registered-" + Long.toHexString(System.nanoTime());
        given().contentType("application/json")
                .header("If-None-Match", "*")
                .body("""
                        {"by": "anna", "document": {"description": "by label", "waves": [
                          {"name": "Early", "selection": {"kind": "LABELLED", "label": "ring", "values": ["early"]}},
                          {"name": "Gold", "selection": {"kind": "MATCHING", "filter": "label.tier==GOLD;label.ring!=late"}},
                          {"name": "Rest"}]}}""")
                .put("/api/strategies/" + strategy)
                .then()
                .statusCode(201);
        put(1, "labels", Map.of("by", "anna", "labels", Map.of("ring", "early", "tier", "gold")));
        put(2, "labels", Map.of("by", "anna", "labels", Map.of("ring", "late", "tier", "gold")));
        put(3, "labels", Map.of("by", "anna", "labels", Map.of("tier", "gold")));

        // When
        var planned = planned(new PackageVersionReleased(
                executor.packageId,
                executor.target,
                Optional.empty(),
                Optional.empty(),
                Optional.of(strategy),
                Optional.empty()));

        // Then
        assertThat(planned.waves()).extracting(PlannedWave::name).containsExactly("Early", "Gold", "Rest");
        assertThat(planned.waves()).extracting(PlannedWave::planned).containsExactly(1L, 1L, 10L);
    }
}
