package io.pushwave.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.messaging.domain.ReadingStart.Gap;
import io.pushwave.messaging.domain.ReadingStart.Kind;
import io.pushwave.messaging.domain.ReadingStart.Log;
import io.pushwave.messaging.domain.ReadingStart.Reached;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReadingStartTest {
    private static final String TOPIC = "a-topic-id";

    @Test
    void aNewConsumerReadsAYoungTopicFromItsBeginning() {
        assertThat(ReadingStart.of(Optional.empty(), log(0, 70))).isEqualTo(new ReadingStart(0, Optional.empty()));
    }

    @Test
    void aNewConsumerOfAnOldTopicLacksWhatWasRemoved() {
        assertThat(ReadingStart.of(Optional.empty(), log(40, 70)))
                .isEqualTo(new ReadingStart(40, gap(Kind.PURGED, 0, OptionalLong.of(40))));
    }

    @Test
    void aStateGoesOnWhereItStands() {
        assertThat(ReadingStart.of(reached(50), log(40, 70))).isEqualTo(new ReadingStart(50, Optional.empty()));
    }

    @Test
    void aStateThatHasEverythingWaitsForTheNextRecord() {
        assertThat(ReadingStart.of(reached(70), log(40, 70))).isEqualTo(new ReadingStart(70, Optional.empty()));
    }

    @Test
    void aStateThatHasEverythingOfAnEmptiedLogLacksNothing() {
        assertThat(ReadingStart.of(reached(70), log(70, 70))).isEqualTo(new ReadingStart(70, Optional.empty()));
    }

    @Test
    void aRestoredOlderStateReadsWhatItHasForgotten() {
        assertThat(ReadingStart.of(reached(10), log(0, 70))).isEqualTo(new ReadingStart(10, Optional.empty()));
    }

    @Test
    void aRestoredOlderStateLacksWhatWasRemovedSince() {
        assertThat(ReadingStart.of(reached(10), log(40, 70)))
                .isEqualTo(new ReadingStart(40, gap(Kind.PURGED, 10, OptionalLong.of(40))));
    }

    @Test
    void ofACompactedTopicALaterBeginningLosesNothing() {
        var log = new Log(TOPIC, 40, 70, true);

        assertThat(ReadingStart.of(Optional.empty(), log)).isEqualTo(new ReadingStart(40, Optional.empty()));
        assertThat(ReadingStart.of(reached(10), log)).isEqualTo(new ReadingStart(40, Optional.empty()));
    }

    @Test
    void aTopicMadeAnewIsReadFromItsBeginningAndNobodyKnowsWhatTheOldOneHad() {
        var log = new Log("another-id", 0, 5, false);

        assertThat(ReadingStart.of(reached(50), log))
                .isEqualTo(new ReadingStart(0, gap(Kind.RECREATED, 50, OptionalLong.empty())));
    }

    @Test
    void aTopicMadeAnewThatHasGrownBeyondTheOldOneIsKnownByItsId() {
        var log = new Log("another-id", 0, 500, false);

        assertThat(ReadingStart.of(reached(50), log))
                .isEqualTo(new ReadingStart(0, gap(Kind.RECREATED, 50, OptionalLong.empty())));
    }

    @Test
    void aLogThatLostItsEndIsReadOnceMoreFromItsBeginning() {
        assertThat(ReadingStart.of(reached(90), log(40, 70)))
                .isEqualTo(new ReadingStart(40, gap(Kind.SHORTENED, 70, OptionalLong.of(90))));
    }

    @Test
    void aStateThatNeverAskedWhichTopicItReadGoesOn() {
        assertThat(ReadingStart.of(Optional.of(new Reached(Optional.empty(), 50)), log(0, 70)))
                .isEqualTo(new ReadingStart(50, Optional.empty()));
    }

    @Test
    void aPartitionThatComesFromAnotherInstanceGoesOnWhereThatOneCommitted() {
        // Given: one instance has committed up to 60 and another is given the partition
        var byTheFirst = reached(60);

        // When
        var start = ReadingStart.of(byTheFirst, log(0, 70));

        // Then
        assertThat(start.offset()).isEqualTo(60);
        assertThat(start.gap()).isEmpty();
    }

    private static Log log(long beginning, long end) {
        return new Log(TOPIC, beginning, end, false);
    }

    private static Optional<Reached> reached(long next) {
        return Optional.of(new Reached(Optional.of(TOPIC), next));
    }

    private static Optional<Gap> gap(Kind kind, long from, OptionalLong to) {
        return Optional.of(new Gap(kind, from, to));
    }
}
