package io.pushwave.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "08006,true",
        "40001,true",
        "40P01,true",
        "53300,true",
        "55P03,true",
        "57P01,true",
        "58030,true",
        "25006,true",
        "99999,true",
        "23505,false",
        "22021,false",
        "25P02,false",
        "3D000,false",
        ",true"
    })
    void aSqlStateDecides(@Nullable String state, boolean expected) {
        var failure = new SQLException("failed", state);

        assertThat(DatabaseTrouble.isTransient(failure)).isEqualTo(expected);
        assertThat(DatabaseTrouble.passes(new IllegalStateException(failure))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "3F000"})
    void aSchemaThatDoesNotExistPassesForARequestAndIsNotTransientForAStatement(String state) {
        var failure = new SQLException("no such table", state);

        assertThat(DatabaseTrouble.passes(failure)).isTrue();
        assertThat(DatabaseTrouble.isTransient(failure)).isFalse();
    }

    @Test
    void aPoolOrDriverThatGivesUpTheConnectionIsTransientWhateverItsState() {
        assertThat(DatabaseTrouble.isTransient(new SQLTransientConnectionException("none free", "22021")))
                .isTrue();
        assertThat(DatabaseTrouble.isTransient(new SQLRecoverableException("closed", "22021")))
                .isTrue();
    }

    @Test
    void aFailureThatWasSuppressedCountsForARequest() {
        var failure = new IllegalStateException("rolled back");
        failure.addSuppressed(new IllegalStateException(new SQLException("terminated", "57P01")));

        assertThat(DatabaseTrouble.passes(failure)).isTrue();
    }

    @Test
    void aFailureWithoutTheDatabaseDoesNotPassAndACycleOfCausesEnds() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(DatabaseTrouble.passes(first)).isFalse();
        assertThat(DatabaseTrouble.causes(first)).hasSize(2);
    }
}
