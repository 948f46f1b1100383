package io.pushwave.executor.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedAnswersTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final BoundedAnswers answers = new BoundedAnswers();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        never.countDown();
        answers.stop();
    }

    @Test
    void whoeverAsksIsAnswered() {
        assertThat(answers.<String>within(() -> "yes")).isEqualTo("yes");
    }

    @Test
    void whoeverAsksWhatTakesTooLongIsAskedToComeAgain() {
        assertThatThrownBy(() -> answers.within(
                        () -> {
                            never.await();
                            return "late";
                        },
                        SHORT))
                .isInstanceOfSatisfying(HttpProblem.class, BoundedAnswersTest::assertComesAgain);
    }

    @Test
    void whoeverAsksWhileTheDatabaseIsAwayIsAskedToComeAgain() {
        assertThatThrownBy(() -> answers.within(() -> {
                    throw new IllegalStateException(new SQLException("connection refused", "08001"));
                }))
                .isInstanceOfSatisfying(HttpProblem.class, BoundedAnswersTest::assertComesAgain);
    }

    @Test
    void whatIsWrongWithTheQuestionIsNotTakenForADatabaseThatIsAway() {
        assertThatThrownBy(() -> answers.within(() -> {
                    throw new IllegalStateException(new SQLException("no such column", "42703"));
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertComesAgain(HttpProblem problem) {
        assertThat(problem.getStatusCode()).isEqualTo(503);
        assertThat(problem.getHeaders()).containsEntry("Retry-After", "5");
    }
}
