package io.pushwave.executor.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.executor.request.BulkApi.State;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobInsertionTest {
    @ParameterizedTest
    @CsvSource({"0, COLLECTIONS", "1, COLLECTIONS", "1999, COLLECTIONS", "2000, BULK", "10000, BULK"})
    void jobsAreAddedInBulkFromTheNumberOnThatMakesItCheaper(int orgs, JobInsertion expected) {
        assertThat(JobInsertion.cheapest(orgs, 2_000)).isEqualTo(expected);
    }

    @Test
    void aBulkJobWhoseEndIsNotKnownMayStillAddJobs() {
        assertThat(Arrays.stream(State.values()).filter(state -> !state.ended()))
                .containsExactly(State.OPEN, State.UPLOAD_COMPLETE, State.IN_PROGRESS);
    }
}
