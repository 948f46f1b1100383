package io.pushwave.platform.bench.executor;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.RequestsLog.ApiCall;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Waits until the simulated Salesforce has so many jobs, and no request is left to be activated. */
final class ActivationWatch {
    private static final String REQUESTS = "*/sobjects/PackagePushRequest";
    private static final Duration ASKED_EVERY = Duration.ofMillis(200);
    private static final Duration LIMIT_BASE = Duration.ofMinutes(5);
    private static final int LIMIT_ORGS_PER_SECOND = 300;

    private final Stage stage;

    ActivationWatch(Stage stage) {
        this.stage = stage;
    }

    /**
     * Waits.
     *
     * @param jobs that there shall be in all
     * @param after call of the simulator's log from which on requests count
     * @return when the last activation was answered
     */
    Instant awaitActivated(int jobs, long after) throws ApiException, PlatformException {
        var limit = LIMIT_BASE.plusSeconds(jobs / LIMIT_ORGS_PER_SECOND);
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            stage.requireAllRunning();
            if (stage.jobs() >= jobs) {
                var log = stage.requestsLog();
                long created = log.after(after, "POST", REQUESTS).stream()
                        .filter(ApiCall::successful)
                        .count();
                var activations = log.after(after, "PATCH", REQUESTS + "/*").stream()
                        .filter(ApiCall::successful)
                        .toList();
                if (activations.size() >= created) {
                    return activations.stream()
                            .map(ApiCall::answeredAt)
                            .max(Comparator.naturalOrder())
                            .orElseGet(Instant::now);
                }
            }
            pause();
        }
        throw new ApiException("only " + stage.jobs() + " of " + jobs
                + " jobs were there, or not all of them active, after " + limit.toSeconds() + " s");
    }

    private static void pause() {
        try {
            Thread.sleep(ASKED_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
