package io.pushwave.platform.bench.executor;

import io.pushwave.platform.api.ApiException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks at the executor's heap every second. */
final class HeapWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final long COLLECTION_SECONDS_MAXIMUM = 30;
    private static final double MEGABYTE = 1024.0 * 1024;

    private final ExecutorMetrics metrics;
    private final long pid;
    private final AtomicLong most = new AtomicLong();
    private final Thread thread;

    HeapWatch(ExecutorMetrics metrics, long pid) {
        this.metrics = metrics;
        this.pid = pid;
        this.thread = Thread.ofPlatform().name("heap-watch").daemon().start(this::run);
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                look();
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            long used = metrics.heapBytes();
            most.accumulateAndGet(used, Math::max);
        } catch (ApiException e) {
            // A busy executor answers the next time; a dead one is noticed by whoever waits for its work.
        }
    }

    /** Most megabytes seen in use, garbage included. */
    double mostMegabytes() {
        return most.get() / MEGABYTE;
    }

    /** Megabytes that are left after a full collection. */
    double liveMegabytes() throws ApiException {
        try {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var collection = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!collection.waitFor(COLLECTION_SECONDS_MAXIMUM, TimeUnit.SECONDS)) {
                collection.destroyForcibly();
            }
        } catch (IOException e) {
            throw new ApiException("the executor's heap cannot be collected: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException("interrupted while the executor's heap was collected", e);
        }
        return metrics.heapBytes() / MEGABYTE;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
