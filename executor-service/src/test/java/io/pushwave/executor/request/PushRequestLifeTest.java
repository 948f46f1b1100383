package io.pushwave.executor.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.control.Control;
import io.pushwave.executor.request.PushRequest.InSalesforce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PushRequestLifeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final RequestPlan PLAN = new RequestPlan(
            "r1", "c1", 1, "033000000000001", "04t000000000001", NOW, Optional.of(NOW.plusSeconds(60)), 3);
    private static final InSalesforce ID = new InSalesforce("0DV1", false, false);
    private static final Optional<Control> RUNNING = Optional.of(new Control(1, State.RUNNING));
    private static final Optional<Control> HALTED = Optional.of(new Control(2, State.HALTED));
    private static final Optional<Control> ABORTED = Optional.of(new Control(3, State.ABORTED));
    private static final Optional<Control> ENDED = Optional.of(new Control(4, State.ENDED));

    private static final PushRequest.Formed FORMED = new PushRequest.Formed(PLAN);
    private static final PushRequest.Creating CREATING = new PushRequest.Creating(PLAN, false);
    private static final PushRequest.Created CREATED = new PushRequest.Created(PLAN, ID);
    private static final PushRequest.Filling FILLING = new PushRequest.Filling(PLAN, ID);
    private static final PushRequest.Filled FILLED = new PushRequest.Filled(PLAN, ID);
    private static final PushRequest.Verified VERIFIED = new PushRequest.Verified(PLAN, ID);
    private static final PushRequest.Activating ACTIVATING = new PushRequest.Activating(PLAN, ID);
    private static final PushRequest.Activated ACTIVATED =
            new PushRequest.Activated(PLAN, ID, NOW, true, Optional.empty());
    private static final PushRequest.Cancelling CANCELLING =
            new PushRequest.Cancelling(PLAN, ID, CancelReason.CAMPAIGN_ABORTED, Optional.empty());

    static Stream<PushRequest> beforeActivation() {
        return Stream.of(FORMED, CREATING, CREATED, FILLING, FILLED, VERIFIED);
    }

    static Stream<PushRequest.Existing> existingBeforeActivation() {
        return Stream.of(CREATED, FILLING, FILLED, VERIFIED);
    }

    @Test
    void anUndisturbedRequestGoesFromOneStepToTheNext() {
        assertThat(decide(FORMED, RUNNING)).isEqualTo(new NextStep.Become(CREATING));
        assertThat(decide(CREATING, RUNNING)).isEqualTo(new NextStep.CreateRequest(CREATING));
        assertThat(decide(CREATED, RUNNING)).isEqualTo(new NextStep.Become(FILLING));
        assertThat(decide(FILLING, RUNNING)).isEqualTo(new NextStep.AddJobs(FILLING, false));
        assertThat(decide(FILLED, RUNNING)).isEqualTo(new NextStep.VerifyJobs(FILLED));
        assertThat(decide(VERIFIED, RUNNING)).isEqualTo(new NextStep.PassBrake(VERIFIED));
        assertThat(decide(ACTIVATING, RUNNING)).isEqualTo(new NextStep.Activate(ACTIVATING));
        assertThat(decide(ACTIVATED, RUNNING)).isEqualTo(new NextStep.Follow(ACTIVATED));
    }

    @Test
    void whatWasFoundStoredIsLookedUpBeforeItIsRepeated() {
        assertThat(resumed(CREATING)).isEqualTo(new NextStep.LookForRequest(CREATING));
        assertThat(resumed(FILLING)).isEqualTo(new NextStep.AddJobs(FILLING, true));
        assertThat(resumed(VERIFIED)).isEqualTo(new NextStep.Become(FILLED));
        assertThat(resumed(ACTIVATING)).isEqualTo(new NextStep.ReadActivation(ACTIVATING));
        assertThat(resumed(CANCELLING)).isEqualTo(new NextStep.ReadCancellation(CANCELLING));
    }

    @ParameterizedTest
    @MethodSource("beforeActivation")
    void nothingMovesBeforeActivationWhileTheCampaignIsHalted(PushRequest request) {
        assertThat(decide(request, HALTED)).isEqualTo(new NextStep.Hold("the campaign is halted"));
        assertThat(PushRequestLife.decide(request, HALTED, NOW, true)).isInstanceOf(NextStep.Hold.class);
    }

    @ParameterizedTest
    @MethodSource("beforeActivation")
    void nothingMovesBeforeActivationAsLongAsNoControlHasCome(PushRequest request) {
        assertThat(decide(request, Optional.empty())).isInstanceOf(NextStep.Hold.class);
    }

    @ParameterizedTest
    @MethodSource("beforeActivation")
    void nothingMovesBeforeActivationWhileABrakeMightLieUnread(PushRequest request) {
        var unsure = Optional.of(new Control(1, State.RUNNING, false));

        assertThat(decide(request, unsure)).isEqualTo(new NextStep.LeaveToOthers(PushRequestLife.CONTROLS_UNREAD));
    }

    @ParameterizedTest
    @MethodSource("beforeActivation")
    void nothingMovesBeforeActivationAfterAControlThatNobodyCanRead(PushRequest request) {
        var held = Optional.of(new Control(1, State.RUNNING, true, true));

        assertThat(decide(request, held)).isEqualTo(new NextStep.Hold(PushRequestLife.CONTROL_UNREADABLE));
        assertThat(PushRequestLife.decide(request, held, NOW, true)).isInstanceOf(NextStep.Hold.class);
    }

    @Test
    void aControlThatNobodyCanReadCountsAsAHaltForAnActivationThatMayStillArrive() {
        var doubtful = ACTIVATING.notActivated();
        var held = Optional.of(new Control(1, State.RUNNING, true, true));

        assertThat(PushRequestLife.decide(doubtful, held, NOW, true))
                .isEqualTo(PushRequestLife.decide(doubtful, HALTED, NOW, true));
    }

    @ParameterizedTest
    @MethodSource("existingBeforeActivation")
    void anAbortNeedsNoNewerControlToBeCarriedOut(PushRequest.Existing request) {
        var aborted = Optional.of(new Control(3, State.ABORTED, false));

        assertThat(decide(request, aborted))
                .isEqualTo(new NextStep.Become(request.cancelling(CancelReason.CAMPAIGN_ABORTED)));
    }

    @Test
    void anUnreadBrakeHoldsWhatAnUnansweredActivationMayStartAndCancelsNothing() {
        var doubtful = new PushRequest.Verified(PLAN, new InSalesforce("0DV1", false, true));
        var unsure = Optional.of(new Control(1, State.RUNNING, false));

        assertThat(decide(doubtful, unsure)).isEqualTo(new NextStep.LeaveToOthers(PushRequestLife.CONTROLS_UNREAD));
    }

    @ParameterizedTest
    @MethodSource("existingBeforeActivation")
    void whatExistsIsCancelledWhenTheCampaignIsAborted(PushRequest.Existing request) {
        assertThat(decide(request, ABORTED))
                .isEqualTo(new NextStep.Become(request.cancelling(CancelReason.CAMPAIGN_ABORTED)));
        assertThat(decide(request, ENDED))
                .isEqualTo(new NextStep.Become(request.cancelling(CancelReason.CAMPAIGN_ENDED)));
    }

    @ParameterizedTest
    @MethodSource("existingBeforeActivation")
    void whatExistsIsCancelledWhenItsTimeHasPassedAlsoUnderAHaltOrAnUnreadBrake(PushRequest.Existing request) {
        var late = NOW.plusSeconds(61);
        var unsure = Optional.of(new Control(1, State.RUNNING, false));

        assertThat(Stream.of(RUNNING, HALTED, unsure, Optional.<Control>empty()))
                .extracting(control -> PushRequestLife.decide(request, control, late, false))
                .containsOnly(new NextStep.Become(request.cancelling(CancelReason.TIME_PASSED)));
    }

    @Test
    void aCreationInDoubtIsLookedForWhenItsTimeHasPassedUnderAHalt() {
        var late = NOW.plusSeconds(61);

        assertThat(PushRequestLife.decide(CREATING, HALTED, late, true))
                .isEqualTo(new NextStep.LookForRequest(CREATING));
        assertThat(PushRequestLife.decide(CREATING, HALTED, late, false))
                .isEqualTo(new NextStep.Become(CREATING.cancelled(CancelReason.TIME_PASSED)));
    }

    @Test
    void whatSalesforceMayNotStartWithinTheWindowIsNotBegun() {
        var plan = new RequestPlan(
                "r1", "c1", 1, "033000000000001", "04t000000000001", NOW.plusSeconds(61), PLAN.notAfter(), 3);
        var formed = new PushRequest.Formed(plan);

        assertThat(decide(formed, RUNNING)).isEqualTo(new NextStep.Become(formed.cancelled(CancelReason.TIME_PASSED)));
    }

    @Test
    void whatDoesNotExistIsCancelledWithoutACall() {
        assertThat(decide(FORMED, ABORTED))
                .isEqualTo(new NextStep.Become(FORMED.cancelled(CancelReason.CAMPAIGN_ABORTED)));
        assertThat(decide(CREATING, ABORTED))
                .isEqualTo(new NextStep.Become(CREATING.cancelled(CancelReason.CAMPAIGN_ABORTED)));
    }

    @Test
    void aCreationInDoubtIsLookedForBeforeAnAbortIsReported() {
        assertThat(PushRequestLife.decide(CREATING, ABORTED, NOW, true))
                .isEqualTo(new NextStep.LookForRequest(CREATING));
    }

    @Test
    void anActivationThatHasBegunIsBroughtToItsEndWhateverTheBrakeSays() {
        assertThat(decide(ACTIVATING, HALTED)).isEqualTo(new NextStep.Activate(ACTIVATING));
    }

    @Test
    void anAbortTriesOnceToCancelAnActiveRequest() {
        assertThat(decide(ACTIVATED, ABORTED))
                .isEqualTo(new NextStep.Become(ACTIVATED.cancelling(CancelReason.CAMPAIGN_ABORTED)));
        var begun = CANCELLING.hadBegun(NOW);
        assertThat(decide(begun, ABORTED)).isEqualTo(new NextStep.Follow(begun));
    }

    @Test
    void aRequestWhoseCreationWasNotAnsweredIsAdoptedAndItsTwinsAreRemembered() {
        var adopted = PushRequestLife.adopt(CREATING, List.of("0DV2", "0DV1"));

        assertThat(adopted).isEqualTo(new PushRequest.Created(PLAN, new InSalesforce("0DV1", true, false)));
    }

    @Test
    void aRequestThatIsNowhereToBeFoundMayBeCreated() {
        var state = PushRequestLife.adopt(CREATING, List.of());

        assertThat(decide(state, RUNNING)).isEqualTo(new NextStep.CreateRequest(CREATING.withoutAnswer()));
    }

    @Test
    void anActivationInDoubtIsWhatSalesforceSays() {
        assertThat(PushRequestLife.activation(ACTIVATING, JobStatus.CREATED, NOW))
                .isEqualTo(new PushRequest.Verified(PLAN, new InSalesforce("0DV1", false, true)));
        assertThat(PushRequestLife.activation(ACTIVATING, JobStatus.PENDING, NOW))
                .isEqualTo(ACTIVATED);
        assertThat(PushRequestLife.activation(ACTIVATING, JobStatus.IN_PROGRESS, NOW))
                .isEqualTo(ACTIVATED);
        assertThat(PushRequestLife.activation(ACTIVATING, JobStatus.SUCCEEDED, NOW))
                .isEqualTo(ACTIVATED);
        assertThat(PushRequestLife.activation(ACTIVATING, JobStatus.FAILED, NOW))
                .isEqualTo(ACTIVATED);
        assertThat(PushRequestLife.activation(ACTIVATING, JobStatus.CANCELED, NOW))
                .isEqualTo(ACTIVATING.foundCancelled());
    }

    @Test
    void aHaltWhileAnActivationMayStillArriveCancelsTheRequestSoThatItIsRefused() {
        var inDoubt = ACTIVATING.notActivated();

        assertThat(decide(inDoubt, HALTED))
                .isEqualTo(new NextStep.Become(inDoubt.cancelling(CancelReason.HALTED_IN_DOUBT)));
        assertThat(decide(inDoubt, RUNNING)).isEqualTo(new NextStep.PassBrake(inDoubt));
    }

    @Test
    void aCancellationInDoubtIsWhatSalesforceSays() {
        assertThat(PushRequestLife.cancellation(CANCELLING, JobStatus.PENDING, NOW))
                .isEqualTo(CANCELLING);
        assertThat(PushRequestLife.cancellation(CANCELLING, JobStatus.CANCELED, NOW))
                .isEqualTo(CANCELLING.cancelled());
        assertThat(PushRequestLife.cancellation(CANCELLING, JobStatus.IN_PROGRESS, NOW))
                .isEqualTo(CANCELLING.hadBegun(NOW));
    }

    @Test
    void onlyTheIntendedJobsAreEverActivated() {
        var one = new OrgKey("00D000000000001");
        var two = new OrgKey("00D000000000002");

        assertThat(PushRequestLife.verification(FILLED, JobComparison.of(Set.of(one, two), Set.of(one, two))))
                .isEqualTo(VERIFIED);
        assertThat(PushRequestLife.verification(FILLED, JobComparison.of(Set.of(one, two), Set.of(one))))
                .isEqualTo(FILLED.jobsMissing());
        assertThat(PushRequestLife.verification(FILLED, JobComparison.of(Set.of(one), Set.of(one, two))))
                .isEqualTo(FILLED.cancelling(CancelReason.JOBS_DIFFER));
        assertThat(PushRequestLife.verification(FILLED, JobComparison.of(Set.of(), Set.of())))
                .isEqualTo(FILLED.cancelling(CancelReason.ALL_ORGS_REFUSED));
    }

    @Test
    void anEndedRequestIsLeftAlone() {
        assertThat(decide(CANCELLING.cancelled(), RUNNING)).isEqualTo(new NextStep.Nothing());
        assertThat(decide(ACTIVATED.finished(), ABORTED)).isEqualTo(new NextStep.Nothing());
    }

    private static NextStep decide(PushRequest request, Optional<Control> control) {
        return PushRequestLife.decide(request, control, NOW, false);
    }

    private static NextStep resumed(PushRequest request) {
        return PushRequestLife.decide(request, RUNNING, NOW, true);
    }
}
