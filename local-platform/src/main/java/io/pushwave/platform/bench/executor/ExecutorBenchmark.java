package io.pushwave.platform.bench.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.PlatformException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Commands pushes over Kafka, and measures by what the simulated Salesforce has seen. */
public final class ExecutorBenchmark {
    private static final int PROMISE_BROKEN = 4;
    private static final int FIGURE_MISSED = 5;

    private static final char IN_FLIGHT = 'A';
    private static final char MEASURED = 'B';
    private static final char WAITING = 'W';

    private final Installation installation;
    private final BenchOptions options;
    private final PrintStream out;
    private final List<Figure> figures = new ArrayList<>();

    public ExecutorBenchmark(Installation installation, BenchOptions options, PrintStream out) {
        this.installation = installation;
        this.options = options;
        this.out = out;
    }

    /** Runs it and gives the exit code. */
    public int run(boolean json) {
        out.printf(
                "Pushing %,d orgs, %,d in flight, %,d commands waiting, %d ms latency. Load of the machine before: %.2f%n",
                options.orgs(),
                options.inFlight(),
                options.waiting(),
                options.latency().toMillis(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        boolean kept;
        try (var stage = Stage.start(installation, options.orgs() + options.inFlight(), options.executor(), List.of());
                var orders = new PushOrders(stage.bootstrapServers(), stage.release());
                var heap = new HeapWatch(stage.executor(), stage.executorPid())) {
            stage.addOrgs(IN_FLIGHT, options.inFlight());
            stage.addOrgs(MEASURED, options.orgs());
            var watch = new ActivationWatch(stage);
            layUp(orders);
            // Classes are loaded and compiled, and the login is made, before anything is measured.
            orders.command("in-flight", IN_FLIGHT, 0, options.inFlight(), Instant.EPOCH);
            orders.control("in-flight", State.RUNNING);
            watch.awaitActivated(options.inFlight(), 0);
            stage.delayCalls(options.latency());
            push(stage, orders, watch);
            follow(stage);
            figures.add(new Figure(
                    "heapLiveMegabytes", "heap that is left after a collection, MB", heap.liveMegabytes(), ""));
            figures.add(new Figure(
                    "heapMostMegabytes",
                    "most heap in use, garbage included, MB",
                    heap.mostMegabytes(),
                    atMost(AskedFigures.HEAP_MEGABYTES_MOST)));
            kept = promises(stage);
        } catch (PlatformException | ApiException e) {
            System.err.println("pushwave: " + e.getMessage());
            System.err.println("pushwave: the logs are in " + installation.runDirectory());
            return 1;
        }
        figures.forEach(figure -> out.println(figure.line()));
        out.println(kept ? "Every org has exactly one job, and it is active." : "THE PROMISE IS BROKEN, see above.");
        var missed = asked().missed();
        missed.forEach(sentence -> out.println("A FIGURE IS MISSED: " + sentence));
        if (json) {
            out.println(asJson(missed));
        }
        if (!kept) {
            return PROMISE_BROKEN;
        }
        return missed.isEmpty() ? 0 : FIGURE_MISSED;
    }

    /** What was measured of the speed; only after a run that came to its end. */
    double orgsPerSecond() {
        return value("orgsPerSecond");
    }

    private AskedFigures asked() {
        return new AskedFigures(
                options.orgs(),
                openJobs(),
                value("orgsPerSecond"),
                value("callsPerThousand"),
                value("pollingCallsPer2000"),
                value("heapMostMegabytes"));
    }

    private double value(String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow();
    }

    /** Jobs take longer than the benchmark, so all of them are open from their activation on. */
    private int openJobs() {
        return options.orgs() + options.inFlight();
    }

    private static String atMost(int limit) {
        return "at most " + limit;
    }

    /** What lies stored while others are pushed: half of it halted, half of it too early. */
    private void layUp(PushOrders orders) {
        if (options.waiting() == 0) {
            return;
        }
        var begun = System.nanoTime();
        int half = options.waiting() / 2;
        orders.control("halted", State.HALTED);
        orders.control("tomorrow", State.RUNNING);
        orders.command("halted", WAITING, 0, half, Instant.EPOCH);
        orders.command(
                "tomorrow", WAITING, half, options.waiting(), Instant.now().plus(Duration.ofDays(1)));
        figures.add(Figure.of("waitingSentSeconds", "waiting commands: seconds to send them", secondsSince(begun)));
    }

    private void push(Stage stage, PushOrders orders, ActivationWatch watch) throws ApiException, PlatformException {
        long before = stage.requestsLog().newest();
        var callsBefore = stage.executor().calls();
        var begun = Instant.now();
        orders.control("measured", State.RUNNING);
        orders.command("measured", MEASURED, 0, options.orgs(), Instant.EPOCH);
        var commanded = Instant.now();
        var ended = watch.awaitActivated(options.inFlight() + options.orgs(), before);
        var calls = new LinkedHashMap<>(stage.executor().calls());
        calls.replaceAll((operation, number) -> number - callsBefore.getOrDefault(operation, 0L));
        double seconds = Duration.between(begun, ended).toMillis() / 1000.0;
        double thousands = options.orgs() / 1000.0;
        figures.add(Figure.of(
                "commandedSeconds",
                "seconds to send all commands",
                Duration.between(begun, commanded).toMillis() / 1000.0));
        figures.add(Figure.of("activatedSeconds", "seconds from the first command to the last activation", seconds));
        figures.add(new Figure(
                "orgsPerSecond",
                "orgs a second, from command to activated job",
                options.orgs() / seconds,
                AskedFigures.askedOfSpeed(options.orgs())));
        long polling = calls.getOrDefault("follow-jobs", 0L);
        long all = calls.values().stream().mapToLong(Long::longValue).sum();
        figures.add(new Figure(
                "callsPerThousand",
                "API calls per 1,000 orgs, polling left out",
                (all - polling) / thousands,
                atMost(AskedFigures.CALLS_PER_THOUSAND_MOST)));
        calls.forEach((operation, number) ->
                figures.add(Figure.of("callsPerThousand." + operation, "  of them " + operation, number / thousands)));
        long counted = stage.requestsLog().after(before).stream()
                .mapToLong(call -> call.cost())
                .sum();
        figures.add(Figure.of("callsCounted", "API calls so far, as the executor counts them", (double) all));
        figures.add(Figure.of("callsCharged", "API calls so far, as Salesforce charges them", (double) counted));
    }

    private void follow(Stage stage) throws ApiException, PlatformException {
        long before = stage.requestsLog().newest();
        long called = stage.executor().calls().getOrDefault("follow-jobs", 0L);
        pause(options.follow());
        stage.requireAllRunning();
        long calls = stage.executor().calls().getOrDefault("follow-jobs", 0L) - called;
        var polled = new PolledRequests();
        stage.requestsLog().after(before).forEach(polled::add);
        double polledJobs = polled.requests() * (double) openJobs() / Math.max(1, stage.requests());
        figures.add(Figure.of(
                "pollingCallsPerMinute",
                "polling calls a minute while nothing is pushed",
                calls * 60.0 / Math.max(1, options.follow().toSeconds())));
        figures.add(new Figure(
                "pollingCallsPer2000",
                "polling calls per 2,000 open jobs and interval",
                polledJobs == 0 ? 0 : calls * 2000.0 / polledJobs,
                AskedFigures.askedOfPolling(openJobs())));
    }

    private boolean promises(Stage stage) {
        var jobs = new JobsByOrg(stage.release().packageVersionId());
        stage.ledger().ledger().forEachRemaining(jobs::add);
        jobs.broken().forEach(out::println);
        figures.add(Figure.of("orgsPushedOnce", "orgs with exactly one active job", (double) jobs.once()));
        return jobs.once() == openJobs() && jobs.broken().isEmpty();
    }

    private static double secondsSince(long begun) {
        return Math.round((System.nanoTime() - begun) / 1e7) / 100.0;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String asJson(List<String> missed) {
        var values = new LinkedHashMap<String, Object>();
        values.put("orgs", options.orgs());
        values.put("inFlight", options.inFlight());
        values.put("waiting", options.waiting());
        values.put("latencyMillis", options.latency().toMillis());
        figures.forEach(figure -> values.put(figure.name(), Math.round(figure.value() * 100) / 100.0));
        values.put("missed", missed);
        try {
            return JsonMapper.builder().build().writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the figures cannot be written as JSON", e);
        }
    }
}
