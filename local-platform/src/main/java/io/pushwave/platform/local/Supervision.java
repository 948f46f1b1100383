package io.pushwave.platform.local;

import io.pushwave.platform.restart.PartHistory;
import io.pushwave.platform.restart.RestartRule;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks after the parts of a platform that is ready: starts again what ended by itself, and what somebody asks for. */
public final class Supervision {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);

    private final LocalPlatform platform;
    private final RestartRequests requests;
    private final RestartRule rule;
    private final InstantSource clock;
    private final Consumer<String> log;
    private final Consumer<Map<Part, PartHistory>> onChange;
    private final Map<Part, PartHistory> histories = new ConcurrentHashMap<>();

    /**
     * Begins with parts that run.
     *
     * @param log is told a line for everything that is done
     * @param onChange is handed {@link #histories()} after each change, by several threads
     */
    public Supervision(
            LocalPlatform platform,
            RestartRequests requests,
            RestartRule rule,
            InstantSource clock,
            Consumer<String> log,
            Consumer<Map<Part, PartHistory>> onChange) {
        this.platform = platform;
        this.requests = requests;
        this.rule = rule;
        this.clock = clock;
        this.log = log;
        this.onChange = onChange;
        platform.parts().forEach(part -> histories.put(part, PartHistory.begun(clock.instant())));
    }

    public Map<Part, PartHistory> histories() {
        return Map.copyOf(histories);
    }

    /** Returns when the platform ends. A part that takes long to start keeps no other one waiting. */
    public void run() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            platform.parts().forEach(part -> threads.execute(() -> lookAfter(part)));
        }
    }

    private void lookAfter(Part part) {
        while (!platform.ends()) {
            try {
                look(part);
            } catch (PlatformException | RuntimeException e) {
                if (!platform.ends()) {
                    note(part, history(part).ended(clock.instant(), "did not start: " + e.getMessage(), rule));
                    say(part, "could not be started: " + e.getMessage());
                }
            }
            try {
                TimeUnit.NANOSECONDS.sleep(LOOKS_EVERY.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look(Part part) throws PlatformException {
        var history = history(part);
        if (requests.take(part)) {
            say(part, "is restarted, as somebody has asked");
            platform.restart(part);
            note(part, history.restartedOnRequest(clock.instant()));
            say(part, "was started again");
        } else if (history.startAgainAt().isEmpty()) {
            if (!platform.isRunning(part) && !platform.ends()) {
                var ended = history.ended(clock.instant(), platform.cause(part), rule);
                note(part, ended);
                say(
                        part,
                        "has ended: " + ended.cause() + "; it is started again at "
                                + ended.startAgainAt().map(Instant::toString).orElse("once"));
            }
        } else if (history.dueAt(clock.instant())) {
            platform.restart(part);
            var restarted = history.restarted(clock.instant());
            note(part, restarted);
            say(part, restarted.inWords(clock.instant()));
        }
    }

    private PartHistory history(Part part) {
        return histories.computeIfAbsent(part, _ -> PartHistory.begun(clock.instant()));
    }

    private void note(Part part, PartHistory history) {
        histories.put(part, history);
        onChange.accept(histories());
    }

    private void say(Part part, String what) {
        log.accept(clock.instant() + " the " + part.label() + " " + what);
    }
}
