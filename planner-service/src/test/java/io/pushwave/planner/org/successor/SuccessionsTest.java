package io.pushwave.planner.org.successor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.successor.Succession.Verdict;
import io.pushwave.planner.org.successor.Succession.Verdict.Confirmed;
import io.pushwave.planner.org.successor.Succession.Verdict.Open;
import io.pushwave.planner.org.successor.Succession.Verdict.Rejected;
import io.pushwave.planner.org.successor.Successions.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final OrgKey NEW = new OrgKey("00D000000000011");
    private static final OrgKey OTHER_NEW = new OrgKey("00D000000000012");
    private static final OrgKey OLD = new OrgKey("00D000000000001");
    private static final OrgKey OTHER_OLD = new OrgKey("00D000000000002");
    private static final Confirmed CONFIRMED = new Confirmed("ann", NOON);
    private static final Rejected REJECTED = new Rejected("ann", NOON);

    private static Succession guess(OrgKey org, OrgKey predecessor, Verdict verdict) {
        return new Succession(org, predecessor, NOON, verdict);
    }

    @Test
    void whatNobodyHasGuessedCannotBeConfirmed() {
        var outcome = new Successions(List.of()).confirm(NEW, OLD, "ben", NOON);

        assertThat(outcome).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void whoConfirmsOneOfSeveralGuessesHasRejectedTheOthers() {
        var guesses = new Successions(List.of(
                guess(NEW, OLD, new Open()), guess(NEW, OTHER_OLD, new Open()), guess(OTHER_NEW, OLD, new Open())));

        var outcome = guesses.confirm(NEW, OLD, "ann", NOON);

        assertThat(outcome)
                .isEqualTo(new Outcome.Decided(
                        guess(NEW, OLD, CONFIRMED),
                        List.of(guess(NEW, OTHER_OLD, REJECTED), guess(OTHER_NEW, OLD, REJECTED))));
    }

    @Test
    void whatWasConfirmedStaysAsItIs() {
        var guesses = new Successions(List.of(guess(NEW, OLD, CONFIRMED)));

        assertThat(guesses.confirm(NEW, OLD, "ben", NOON.plusSeconds(1)))
                .isEqualTo(new Outcome.Unchanged(guess(NEW, OLD, CONFIRMED)));
        assertThat(guesses.reject(NEW, OLD, "ben", NOON.plusSeconds(1)))
                .isEqualTo(new Outcome.Refused(guess(NEW, OLD, CONFIRMED)));
    }

    @Test
    void anOrgHasOnePredecessorAndIsThatOfOne() {
        var guesses = new Successions(List.of(guess(NEW, OLD, CONFIRMED), guess(NEW, OTHER_OLD, REJECTED)));

        assertThat(guesses.confirm(NEW, OTHER_OLD, "ben", NOON))
                .isEqualTo(new Outcome.Refused(guess(NEW, OLD, CONFIRMED)));
    }

    @Test
    void whatWasRejectedCanStillBeConfirmed() {
        var guesses = new Successions(List.of(guess(NEW, OLD, REJECTED)));

        assertThat(guesses.reject(NEW, OLD, "ben", NOON)).isEqualTo(new Outcome.Unchanged(guess(NEW, OLD, REJECTED)));
        assertThat(guesses.confirm(NEW, OLD, "ann", NOON))
                .isEqualTo(new Outcome.Decided(guess(NEW, OLD, CONFIRMED), List.of()));
    }

    @Test
    void whoRejectsAGuessLeavesTheOthers() {
        var guesses = new Successions(List.of(guess(NEW, OLD, new Open()), guess(NEW, OTHER_OLD, new Open())));

        assertThat(guesses.reject(NEW, OLD, "ann", NOON))
                .isEqualTo(new Outcome.Decided(guess(NEW, OLD, REJECTED), List.of()));
    }
}
