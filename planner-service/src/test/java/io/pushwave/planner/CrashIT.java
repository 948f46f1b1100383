package io.pushwave.planner;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Steps that die between two of their statements. The fault is a trigger that raises an error when the outbox is written to,
 * after the rows were changed and before the transaction ends; a sequence, which no rollback resets, makes it stop.
 */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class CrashIT {
    KafkaBroker broker;

    @Inject
    AgroalDataSource dataSource;

    private SimulatedExecutor executor;

    @BeforeEach
    void startExecutor() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
    }

    @AfterEach
    void stopExecutor() throws SQLException {
        execute("drop trigger if exists fault on outbox");
        execute("drop sequence if exists fault_count");
        executor.close();
    }

    /** Lets every second statement that appends messages of a type fail, until {@code times} have failed. */
    private void failAppends(String messageType, int times) throws SQLException {
        execute("create sequence fault_count");
        execute("""
                create or replace function fault() returns trigger language plpgsql as $$
                declare turn bigint;
                begin
                    if exists (select 1 from appended where type = '%s') then
                        turn := nextval('fault_count');
                        if turn %% 2 = 1 and turn <= %d then
                            raise exception 'fault %%', turn;
                        end if;
                    end if;
                    return null;
                end $$""".formatted(messageType, 2 * times));
        execute("""
                create trigger fault after insert on outbox referencing new table as appended
                for each statement execute function fault()""");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void planningThatDiesAgainAndAgainEndsInTheSamePlan() throws SQLException {
        // Given
        failAppends("io.pushwave.org-planned.v1", 4);

        // When
        var campaign = executor.campaignOf(executor.eligible(400));

        // Then
        var planned = executor.awaitEvent(campaign, CampaignPlanned.class);
        assertThat(planned.planned()).isEqualTo(400);
        executor.answerUntil(campaign, CampaignCompleted.class, SimulatedResults::succeeded);
        assertThat(executor.plan(campaign))
                .hasSize(400)
                .extracting(CampaignPlanEntry::key)
                .doesNotHaveDuplicates();
    }

    @Test
    void emissionThatDiesAgainAndAgainCommandsEveryOrgOnce() throws SQLException {
        // Given
        failAppends("io.pushwave.org-push-commanded.v1", 5);

        // When
        var campaign = executor.campaignOf(executor.eligible(300));
        executor.answerUntil(campaign, CampaignCompleted.class, SimulatedResults::succeeded);

        // Then
        assertThat(executor.commands(campaign))
                .hasSize(300)
                .extracting(OrgPushCommanded::commandId)
                .doesNotHaveDuplicates();
        when().get("/api/campaigns/" + campaign).then().body("orgs.succeeded", equalTo(300));
    }

    @Test
    void aCampaignWhoseStepsFailDoesNotStopAnother() throws SQLException {
        // Given
        var broken = executor.campaignOf(executor.eligible(10));
        executor.awaitCommands(broken, 1);
        execute("insert into org_push (campaign_id, org_key, wave, rank, state, attempt, next_attempt_at) values ('"
                + broken + "', 'no org key', 1, 0, 'RETRYING', 1, now())");

        // When
        var other = new SimulatedExecutor(broker.bootstrapServers());
        var sound = other.campaignOf(other.eligible(20));
        var completed = other.answerUntil(sound, CampaignCompleted.class, SimulatedResults::succeeded);
        other.close();

        // Then
        assertThat(completed.succeeded()).isEqualTo(20);
        execute("delete from org_push where org_key = 'no org key'");
        executor.answerUntil(broken, CampaignCompleted.class, SimulatedResults::succeeded);
    }
}
