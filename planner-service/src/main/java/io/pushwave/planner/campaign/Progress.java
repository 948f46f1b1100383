package io.pushwave.planner.campaign;

import io.pushwave.planner.gate.Wave;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a decision about a campaign rests on, beside its state.
 *
 * @param snapshotComplete whether the subscribers that were asked for are in the register, and those that are gone marked
 * @param waves by number, first wave first; empty before planning has begun
 * @param nextRetryAt when the earliest waiting retry is due
 */
public record Progress(boolean snapshotComplete, List<Wave> waves, Optional<Instant> nextRetryAt) {
    public Progress {
        waves = List.copyOf(waves);
    }

    Wave wave(int number) {
        return waves.get(number - 1);
    }

    boolean isLast(int number) {
        return number == waves.size();
    }
}
