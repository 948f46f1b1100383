package io.pushwave.planner.org.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.planner.TextLimits;
import io.pushwave.planner.TextLimits.Fault;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.policy.Restriction.Hold;
import io.pushwave.planner.org.policy.Restriction.OptOut;
import io.pushwave.planner.org.policy.Restriction.Pin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrgPolicyTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(1));
    private static final VersionNumber TARGET = new VersionNumber(3, 4, 0, 2);
    private static final OptOut OPT_OUT = new OptOut("ann", "upgrades by itself", Optional.empty());
    private static final Hold HOLD = new Hold("ben", "incident", Optional.of(LATER));
    private static final Pin PIN = new Pin("cy", "certified", new VersionNumber(3, 4, 0, 1));

    private static OrgPolicy policy(Restriction... restrictions) {
        return new OrgPolicy(
                those(OptOut.class, restrictions), those(Hold.class, restrictions), those(Pin.class, restrictions));
    }

    private static <R extends Restriction> Optional<R> those(Class<R> kind, Restriction... restrictions) {
        return Stream.of(restrictions).filter(kind::isInstance).map(kind::cast).findFirst();
    }

    @Test
    void whereNothingIsDecidedEverythingIsAllowed() {
        assertThat(OrgPolicy.NONE.forbids(TARGET, NOON)).isEmpty();
    }

    @Test
    void anOptOutForbidsEveryVersion() {
        assertThat(policy(OPT_OUT).forbids(TARGET, NOON)).contains(OPT_OUT);
    }

    @Test
    void aHoldForbidsUntilItsEndAndNotAtIt() {
        var held = policy(HOLD);

        assertThat(held.forbids(TARGET, LATER.minusNanos(1))).contains(HOLD);
        assertThat(held.forbids(TARGET, LATER)).isEmpty();
    }

    @Test
    void aHoldWithoutAnEndForbidsUntilItIsLifted() {
        var hold = new Hold("ben", "incident", Optional.empty());

        assertThat(policy(hold).forbids(TARGET, NOON.plus(Duration.ofDays(100_000))))
                .contains(hold);
    }

    @Test
    void aPinForbidsWhatIsAboveItAndNotItself() {
        assertThat(policy(PIN).forbids(TARGET, NOON)).contains(PIN);
        assertThat(policy(PIN).forbids(PIN.version(), NOON)).isEmpty();
        assertThat(policy(PIN).forbids(new VersionNumber(3, 3, 99, 99), NOON)).isEmpty();
    }

    @Test
    void ofSeveralReasonsTheOneThatLastsLongestIsTold() {
        assertThat(policy(HOLD, PIN, OPT_OUT).forbids(TARGET, NOON)).contains(OPT_OUT);
        assertThat(policy(HOLD, PIN).forbids(TARGET, NOON)).contains(PIN);
        assertThat(policy(HOLD, PIN).forbids(PIN.version(), NOON)).contains(HOLD);
    }

    @Test
    void whoDecidesAgainWhatWasDecidedChangesNothing() {
        var again = new PolicyEdit(
                new Edit.Leave<>(),
                new Edit.Put<>(new Hold("dora", "incident", Optional.of(LATER))),
                new Edit.Leave<>());

        assertThat(again.appliedTo(policy(HOLD, PIN))).isEqualTo(policy(HOLD, PIN));
    }

    @Test
    void anotherReasonOrEndOrVersionIsAnotherDecision() {
        var hold = new Hold("dora", "incident", Optional.empty());
        var pin = new Pin("dora", "certified", TARGET);
        var edit = new PolicyEdit(new Edit.Lift<>(), new Edit.Put<>(hold), new Edit.Put<>(pin));

        assertThat(edit.appliedTo(policy(OPT_OUT, HOLD, PIN))).isEqualTo(policy(hold, pin));
    }

    @Test
    void whatIsLiftedIsGone() {
        assertThat(PolicyEdit.liftAll().appliedTo(policy(OPT_OUT, HOLD, PIN)).isNone())
                .isTrue();
    }

    @Test
    void aSuccessorTakesOverWhatItHasNotItself() {
        var own = new Hold("eve", "refresh", Optional.empty());

        assertThat(policy(own).orElse(policy(HOLD, PIN))).isEqualTo(policy(own, PIN));
    }

    @Test
    void everyChangeChangesTheFingerprint() {
        var policies = List.of(
                OrgPolicy.NONE,
                policy(OPT_OUT),
                policy(HOLD),
                policy(new Hold("ben", "incident", Optional.empty())),
                policy(new Hold("dora", "incident", Optional.of(LATER))),
                policy(new OptOut("ben", "incident", Optional.of(LATER))),
                policy(PIN),
                policy(HOLD, PIN));

        assertThat(policies.stream().map(OrgPolicy::fingerprint)).doesNotHaveDuplicates();
        assertThat(policy(HOLD).fingerprint())
                .isEqualTo(
                        policy(new Hold("ben", "incident", Optional.of(LATER))).fingerprint());
    }

    @Test
    void aReasonHasToSaySomethingAndAnEndHasToLieAhead() {
        var rules = new PolicyRules(new TextLimits(10, 20));

        assertThat(rules.reasonFault("hold.reason", " "))
                .map(Fault::rule)
                .contains("hold.reason is missing or blank: say why");
        assertThat(rules.reasonFault("hold.reason", "x".repeat(21)))
                .map(Fault::rule)
                .contains("hold.reason has 21 characters, at most 20 are allowed");
        assertThat(rules.untilFault("hold.until", NOON, NOON)).isPresent();
        assertThat(rules.untilFault("hold.until", LATER, NOON)).isEmpty();
    }
}
