package io.pushwave.executor.request.work;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.control.work.ControlsProgress;
import io.pushwave.executor.request.postgres.PushRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Steps several push requests at once, each in a thread of its own. */
@ApplicationScoped
public class StepsUnderWay {
    private static final Logger LOG = Logger.getLogger(StepsUnderWay.class);

    private final StepRequest stepRequest;
    private final PushRequests requests;
    private final ControlsProgress progress;
    private final int parallelism;
    private final Semaphore free;

    StepsUnderWay(ExecutorConfig config, StepRequest stepRequest, PushRequests requests, ControlsProgress progress) {
        this.stepRequest = stepRequest;
        this.requests = requests;
        this.progress = progress;
        this.parallelism = config.request().parallelism();
        this.free = new Semaphore(parallelism);
    }

    /**
     * Begins what is due, as far as there is room.
     *
     * @param afterEach called when one has come to rest, and whether more may be claimed at once
     */
    public void begin(Consumer<Boolean> afterEach) {
        // An instance that might not have read a brake holds what it claims: one at a time, so that others come to it
        // first.
        int places = progress.certain() ? free.availablePermits() : Math.min(1, free.availablePermits());
        if (places == 0) {
            return;
        }
        for (var claim : requests.claimSteppable(places)) {
            free.acquireUninterruptibly();
            Thread.ofVirtual().name("step-" + claim.request().plan().id()).start(() -> {
                try {
                    stepRequest.run(claim);
                } catch (Error e) {
                    // As if the process had died here: nothing is given back, the lease runs out.
                    LOG.errorf(
                            e,
                            "a step of push request %s broke off",
                            claim.request().plan().id());
                } finally {
                    free.release();
                    afterEach.accept(progress.certain());
                }
            });
        }
    }

    /** Waits until nothing is under way; false if something still is. */
    public boolean ended(long seconds) throws InterruptedException {
        return free.tryAcquire(parallelism, seconds, TimeUnit.SECONDS);
    }
}
