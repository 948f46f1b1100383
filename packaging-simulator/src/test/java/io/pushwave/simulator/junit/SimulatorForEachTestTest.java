package io.pushwave.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.controls.SimulatorControls;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SimulatorForEachTestTest {
    private static final Set<Simulator> SEEN = new HashSet<>();

    /** What tells two simulators apart, the port of the former one being free again. */
    private record Simulator(int identity) {}

    @Nested
    final class RegisteredInAField {
        @RegisterExtension
        final SimulatorExtension simulator = SimulatorExtension.with(settings -> settings.orgs(3));

        @RepeatedTest(2)
        void eachTestHasItsOwn() {
            // When
            boolean isNew = SEEN.add(new Simulator(System.identityHashCode(simulator.simulator())));

            // Then
            assertThat(isNew).isTrue();
            assertThat(simulator.controls().calls()).isZero();
        }
    }

    @Nested
    final class GoingBack {
        @RegisterExtension
        static final SimulatorExtension simulator =
                SimulatorExtension.with(settings -> settings.orgs(3)).goingBackForEachTest();

        private static @Nullable Instant beginning;

        @RepeatedTest(2)
        void eachTestBeginsWithTheSameState(SimulatorControls controls) {
            // Given
            var begun = controls.now();
            var org = controls.ledger().getFirst();

            // When
            controls.advance(Duration.ofDays(1));
            controls.changeStatus(org.orgKey(), "Inactive");

            // Then
            assertThat(org.orgStatus()).isNotEqualTo("Inactive");
            assertThat(begun).isEqualTo(beginning == null ? begun : beginning);
            beginning = begun;
        }
    }
}
