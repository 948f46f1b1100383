package io.pushwave.executor.rest;

import io.pushwave.database.DatabaseTrouble;
import io.pushwave.http.Problems;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Lets nobody who asks over HTTP wait for a database that does not answer: after a while they are told to come again. What was asked
 * goes on until the connection's own time is up, in a thread that costs little.
 */
@ApplicationScoped
public class BoundedAnswers {
    /** Longer than any answer takes while all is well, and no longer than people and probes wait. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(BoundedAnswers.class);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("answer-", 0).factory());

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /** The answer to a question that is asked of the database. */
    public <T> T within(Callable<T> question) {
        return within(question, LONGEST);
    }

    public <T> T within(Callable<T> question, Duration longest) {
        var asked = threads.submit(question);
        try {
            return asked.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw Problems.unavailable("The database did not answer within " + longest.toSeconds() + " seconds.");
        } catch (ExecutionException e) {
            throw failed(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("The service stops.");
        }
    }

    private static RuntimeException failed(Throwable cause) {
        if (DatabaseTrouble.passes(cause)) {
            LOG.warnf("a question over HTTP could not be answered: %s", cause.getMessage());
            return Problems.unavailable("The database cannot be reached.");
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
}
