package io.pushwave.executor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingEvidenceTest {
    @ParameterizedTest
    @CsvSource({
        // came, counted before, found, counted after
        "10, 10, , , true",
        "11, 10, , , true",
        "9, 10, , , false",
        "9, 10, , 9, true",
        "9, 10, , 10, false",
        "9, 8, , 10, true",
        // A count is what is independent of the answer: an answer that agrees with itself does not outweigh it.
        "9, 10, 9, , false",
        "9, 10, 9, 10, false",
        "9, , , 9, true",
        "9, , 9, 10, false",
        // Nothing was counted in time.
        "10, , 10, , true",
        "9, , 10, , false",
        "10, , , , false",
        "0, , , , false",
        "0, 0, , , true"
    })
    void aReadingIsWholeIfAsManyCameAsSalesforceSaidThereWere(
            long came, @Nullable Long before, @Nullable Long found, @Nullable Long after, boolean whole) {
        var evidence = new ReadingEvidence(
                came, Optional.ofNullable(before), Optional.ofNullable(found), Optional.ofNullable(after));

        assertThat(evidence.whole()).isEqualTo(whole);
    }

    @Test
    void theDoubtNamesEveryNumber() {
        var evidence = new ReadingEvidence(7, Optional.empty(), Optional.of(9L), Optional.of(8L));

        assertThat(evidence.doubt())
                .isEqualTo("7 subscribers came, an unknown number were counted before and 8 after it,"
                        + " and its answer told of 9");
    }
}
