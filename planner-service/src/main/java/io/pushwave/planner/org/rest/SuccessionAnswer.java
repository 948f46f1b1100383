package io.pushwave.planner.org.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pushwave.planner.org.successor.Succession;
import io.pushwave.planner.org.successor.Succession.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That an org may be another one, a sandbox that was refreshed. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(requiredProperties = {"orgKey", "predecessorKey", "guessedAt", "state"})
public record SuccessionAnswer(
        String orgKey,
        String predecessorKey,
        Instant guessedAt,
        State state,

        @Schema(description = "Who has decided; absent while nobody has")
        Optional<String> by,

        Optional<Instant> decidedAt) {

    /** What a person has said to the guess. */
    public enum State {
        GUESSED,
        CONFIRMED,
        REJECTED
    }

    public static SuccessionAnswer of(Succession succession) {
        return switch (succession.verdict()) {
            case Verdict.Open _ -> of(succession, State.GUESSED, Optional.empty(), Optional.empty());
            case Verdict.Confirmed(var by, var at) -> of(succession, State.CONFIRMED, Optional.of(by), Optional.of(at));
            case Verdict.Rejected(var by, var at) -> of(succession, State.REJECTED, Optional.of(by), Optional.of(at));
        };
    }

    private static SuccessionAnswer of(
            Succession succession, State state, Optional<String> by, Optional<Instant> decidedAt) {
        return new SuccessionAnswer(
                succession.org().value(),
                succession.predecessor().value(),
                succession.guessedAt(),
                state,
                by,
                decidedAt);
    }
}
