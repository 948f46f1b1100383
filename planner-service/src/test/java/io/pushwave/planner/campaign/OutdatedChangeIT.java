package io.pushwave.planner.campaign;

import static io.pushwave.planner.campaign.CampaignFixtures.STRATEGY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.planner.campaign.CampaignCommand.Abort;
import io.pushwave.planner.campaign.CampaignCommand.Create;
import io.pushwave.planner.campaign.CampaignLife.Outcome;
import io.pushwave.planner.campaign.CampaignState.Aborted;
import io.pushwave.planner.campaign.CampaignState.Preparing;
import io.pushwave.planner.campaign.CampaignState.Pushing;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.strategy.postgres.StrategyVersions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A change is stored only where the campaign is in the state that the change was made from. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class OutdatedChangeIT {
    @Inject
    Campaigns campaigns;

    @Inject
    StrategyVersions strategies;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void aChangeThatWasMadeFromAnotherStateIsNotStored() throws SQLException {
        // Given
        var identity = CampaignFixtures.identity(STRATEGY);
        insertRelease(identity.request().releaseId());
        QuarkusTransaction.requiringNew().run(() -> strategies.add(STRATEGY, Instant.now(), "anna"));
        // one that was created long ago, and has no subscribers yet, is given up by the planner that runs here
        var created = CampaignLife.handle(Optional.empty(), new Create(), CampaignFacts.ofNew(identity), Instant.now())
                .changed();
        store(created);

        // When // Then
        assertThatThrownBy(() -> store(aborted(new Pushing(1), created.campaign())))
                .hasMessageContaining("campaign-1 is in Preparing[]")
                .hasMessageContaining("from Pushing[wave=1] to Aborted[]");
        assertThat(state(created.campaign())).isEqualTo(new Preparing());
        store(aborted(new Preparing(), created.campaign()));
        assertThat(state(created.campaign())).isEqualTo(new Aborted());
    }

    private static Outcome.Changed aborted(CampaignState from, Campaign campaign) {
        return CampaignLife.handle(
                        Optional.of(from),
                        new Abort("anna", ""),
                        CampaignFacts.of(campaign, List.of()),
                        CampaignFixtures.NOON)
                .changed();
    }

    private void store(Outcome.Changed change) {
        QuarkusTransaction.requiringNew().run(() -> campaigns.store(change));
    }

    private CampaignState state(Campaign campaign) {
        return QuarkusTransaction.requiringNew()
                .call(() -> campaigns.lock(campaign.id()).orElseThrow().state());
    }

    private void insertRelease(String id) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("""
                        insert into release (id, event_source, event_id, package_key, package_id, package_version_id,
                                             content_digest, state, settled, campaign_id, received_at, version)
                        values (?, '/changes', 'event', '0330000000000P1', '0330000000000P1', '04t000000000002',
                                'digest', 'ACCEPTED', true, 'campaign-1', now(), 0)""")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }
}
