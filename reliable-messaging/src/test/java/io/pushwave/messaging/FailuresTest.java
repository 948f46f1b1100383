package io.pushwave.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "08006,true",
        "40001,true",
        "40P01,true",
        "53300,true",
        "55P03,true",
        "57P01,true",
        "57P05,true",
        "58030,true",
        "25006,true",
        "23505,false",
        "22021,false",
        "42P01,false",
        "25P02,false",
        ",true"
    })
    void aSqlStateDecides(String state, boolean expected) {
        var wrapped = new IllegalStateException(new SQLException("failed", state));

        assertThat(Failures.isTransient(wrapped)).isEqualTo(expected);
    }

    @Test
    void aPoolThatCannotHelpIsTransient() {
        assertThat(Failures.isTransient(new SQLTransientConnectionException("none free", "22021")))
                .isTrue();
    }

    @Test
    void aRollbackWithoutACauseIsTransientAndAHandlerBugIsNot() {
        assertThat(Failures.isTransient(new RollbackException("timed out"))).isTrue();
        assertThat(Failures.isTransient(new IllegalArgumentException("bug"))).isFalse();
        assertThat(Failures.isTransient(new StackOverflowError())).isFalse();
        assertThat(Failures.isTransient(new OutOfMemoryError())).isTrue();
    }

    @Test
    void aCycleOfCausesEnds() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(Failures.isTransient(first)).isFalse();
    }
}
