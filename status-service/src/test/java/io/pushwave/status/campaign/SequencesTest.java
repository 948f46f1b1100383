package io.pushwave.status.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SequencesTest {
    @Test
    void whatLiesBetweenIsMissing() {
        // When
        var sequences = Sequences.NONE.with(7).with(2).with(3).with(9).with(8);

        // Then
        assertThat(sequences).hasToString("2-3,7-9");
        assertThat(sequences.newest()).isEqualTo(9);
        assertThat(sequences.missing()).hasToString("[1, 4-6]");
    }

    @RepeatedTest(20)
    void anyOrderEndsInTheSameRanges() {
        // Given
        long seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("SequencesTest: -Dpushwave.seed=" + seed);
        var random = new Random(seed);
        var seen = new ArrayList<Long>();
        for (int n = 0; n < 60; n++) {
            seen.add(1L + random.nextInt(80));
        }
        var inOrder = Sequences.NONE;
        for (long sequence : new TreeSet<>(seen)) {
            inOrder = inOrder.with(sequence);
        }
        Collections.shuffle(seen, random);

        // When
        var shuffled = Sequences.NONE;
        for (long sequence : seen) {
            shuffled = shuffled.with(sequence);
        }

        // Then
        assertThat(shuffled).isEqualTo(inOrder).isEqualTo(Sequences.parse(shuffled.toString()));
        assertThat(shuffled.ranges().stream().mapToLong(Sequences.Range::size).sum())
                .isEqualTo(new TreeSet<>(seen).size());
    }
}
