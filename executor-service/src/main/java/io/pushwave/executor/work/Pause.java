package io.pushwave.executor.work;

import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import java.time.Duration;

/** Waits in place between two calls of Salesforce. */
public final class Pause {
    private Pause() {}

    /**
     * Waits.
     *
     * @throws PackagingException {@link ApiFailure#UNAVAILABLE} if the service stops meanwhile
     */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw stopping(e);
        }
    }

    /** What a wait ends with that the end of the service interrupts; the thread stays interrupted. */
    public static PackagingException stopping(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new PackagingException(ApiFailure.UNAVAILABLE, "", "The service is stopping", interrupted);
    }
}
