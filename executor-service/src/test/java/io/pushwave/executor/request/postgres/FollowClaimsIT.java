package io.pushwave.executor.request.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.executor.control.postgres.CampaignControls;
import io.pushwave.executor.request.CancelReason;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.PushRequest.InSalesforce;
import io.pushwave.executor.request.RequestPlan;
import io.pushwave.executor.request.postgres.Claim.Following;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything happens in one transaction that is never committed, so no worker sees it. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class FollowClaimsIT {
    private static final int ALL = 10_000;
    private static final Instant START = Instant.parse("2020-02-01T00:00:00Z");

    @Inject
    PushRequests requests;

    @Inject
    CampaignControls controls;

    @Inject
    Jdbi jdbi;

    @Inject
    SchemaMigration schema;

    @Inject
    Clock clock;

    @BeforeEach
    void begin() {
        await().until(schema::ready);
        QuarkusTransaction.begin();
    }

    @AfterEach
    void rollBack() {
        QuarkusTransaction.rollback();
    }

    @Test
    void aRequestThatOnlyWaitsForLateAnswersTakesNoTurnFromTheOthers() {
        active("follow-in-time", START, Optional.empty());
        active("follow-overdue", START.plusSeconds(1), Optional.of(clock.instant()));

        assertThat(ids(requests.claimFollowable(ALL))).containsExactly("follow-in-time");
        active("follow-in-time-too", START.plusSeconds(2), Optional.empty());
        assertThat(ids(requests.claimOverdue(ALL))).containsExactly("follow-overdue");
    }

    @Test
    void aRequestThatIsCancelledAfterItsTimeoutRemembersIt() {
        var since = Instant.parse("2026-11-22T10:00:00Z");
        var claim = active("cancelled-overdue", START, Optional.of(since));

        var stored = requests.store(claim, activated(claim).cancelling(CancelReason.CAMPAIGN_ABORTED));
        requests.postpone(stored, Duration.ZERO, null, 0);

        clear();
        assertThat(requests.claimSteppable(ALL))
                .extracting(Claim::request)
                .filteredOn(request -> request.plan().id().equals("cancelled-overdue"))
                .singleElement()
                .isInstanceOfSatisfying(
                        PushRequest.Cancelling.class,
                        cancelling -> assertThat(cancelling.overdueSince()).contains(since));
    }

    @Test
    void whatIsAbortedIsCancelledFirstAndNotPutOffByAPoll() {
        controls.store(List.of(new CampaignControlled("follow", 1, State.ABORTED, "test", Instant.EPOCH)));
        active("follow-aborted", START, Optional.empty(), Duration.ofMinutes(5));

        assertThat(ids(requests.claimFollowable(ALL))).isEmpty();
        assertThat(requests.claimSteppable(1))
                .singleElement()
                .satisfies(claim -> assertThat(claim.request().plan().id()).isEqualTo("follow-aborted"));
    }

    @Test
    void aRoundThatTakesLongKeepsWhatIsItsOwn() {
        var own = active("follow-own", START, Optional.empty());
        var lost = active("follow-lost", START.plusSeconds(1), Optional.empty());
        jdbi.useHandle(
                handle -> handle.execute("update push_request set lease_until = clock_timestamp() - interval '1 s'"
                        + " where id in ('follow-own', 'follow-lost')"));

        requests.keepAll(List.of(own, new Claim(lost.request(), lost.fence() - 1, 0, lost.following())));

        assertThat(ids(requests.claimFollowable(ALL))).containsExactly("follow-lost");
    }

    /** A request that is due to be followed. */
    private Claim active(String id, Instant start, Optional<Instant> overdueSince) {
        return active(id, start, overdueSince, Duration.ZERO);
    }

    private Claim active(String id, Instant start, Optional<Instant> overdueSince, Duration due) {
        var plan = new RequestPlan(id, "follow", 1, "033000000000007", "04t000000000007", start, Optional.empty(), 1);
        requests.form(new PushRequest.Formed(plan));
        clear();
        var claim = requests.claimSteppable(ALL).stream()
                .filter(claimed -> claimed.request().plan().id().equals(id))
                .findFirst()
                .orElseThrow();
        var active =
                new PushRequest.Activated(plan, new InSalesforce("0DV-" + id, false, false), START, true, overdueSince);
        var stored = requests.store(claim, active);
        requests.followed(stored, new Following(Optional.empty(), Optional.empty(), due), null);
        clear();
        return stored;
    }

    private static PushRequest.Activated activated(Claim claim) {
        return (PushRequest.Activated) claim.request();
    }

    /** In production every claim has a transaction, and with it a persistence context, of its own. */
    private void clear() {
        requests.flush();
        requests.getEntityManager().clear();
    }

    private List<String> ids(List<Claim> claims) {
        clear();
        return claims.stream()
                .map(claim -> claim.request().plan().id())
                .filter(id -> id.startsWith("follow-"))
                .toList();
    }
}
