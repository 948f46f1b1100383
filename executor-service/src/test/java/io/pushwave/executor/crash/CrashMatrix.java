package io.pushwave.executor.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.executor.request.Orphans.CreatedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A process dies at every point, with several seeds. In the suite a few; {@code -Dpushwave.soak.point-seeds=20} for all, and {@code
 * -Dpushwave.soak.seed=7} with {@code -Dpushwave.soak.point=PLAIN/stored Filled} for one of them alone.
 */
abstract class CrashMatrix extends MortalService {
    private static final int SIDE_BY_SIDE = 40;
    private static final long FAIR_SEED = 1;

    /** Whether the service runs with the settings that this situation takes. */
    abstract boolean hasItsSettings(Situation situation);

    @Test
    void aDeathAtAnyPointLeavesNoOrgPushedTwiceOrForgottenAndNoRequestBehind() {
        var points = CrashPoint.all().stream()
                .filter(point -> hasItsSettings(point.situation()))
                .filter(point -> point.toString().matches(System.getProperty("pushwave.soak.point", ".*")))
                .toList();
        var stagehand = stagehand();
        var stage = stage(stagehand);
        Map<String, Integer> struck = new ConcurrentSkipListMap<>();
        var failures = new ArrayList<String>();
        long begun = System.nanoTime();

        // Odd seeds without faults, so that every point is reached; even ones while calls and answers get lost
        // anywhere.
        for (boolean losing : new boolean[] {false, true}) {
            if (losing) {
                salesforce().rule(lossy("resetAfterEffect", 1));
                salesforce().rule(lossy("resetBeforeEffect", 2));
            }
            var runs = new ArrayList<Supplier<CrashRun>>();
            for (var point : points) {
                seeds().filter(seed -> (seed % 2 == 0) == losing)
                        .forEach(seed -> runs.add(() -> run(point, seed, stagehand, struck)));
            }
            // Each death in a poll that many share holds it up for as long as its worker backs off: points of a kind
            // are spread.
            Collections.shuffle(runs, new Random(points.size()));
            failures.addAll(stage.play(runs, SIDE_BY_SIDE, () -> {}));
            salesforce().heal();
        }
        // In a poll that many share somebody else's death may come first, and there is no other poll of its kind: what
        // was
        // missed so is played by itself.
        failures.addAll(stage.play(
                points.stream()
                        .filter(point -> !struck.containsKey(point.toString()))
                        .<Supplier<CrashRun>>map(point -> () -> run(point, FAIR_SEED, stagehand, struck))
                        .toList(),
                1,
                () -> {}));

        System.out.printf(
                "crash matrix: %d points, %d deaths at their points, %d failures, %d s%n",
                points.size(),
                struck.values().stream().mapToInt(Integer::intValue).sum(),
                failures.size(),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        failures.forEach(System.out::println);
        points.stream()
                .filter(point -> !struck.containsKey(point.toString()))
                .forEach(point -> System.out.println("never reached: " + point));
        assertThat(failures).isEmpty();
        assertThat(points).extracting(CrashPoint::toString).doesNotHaveDuplicates();
        assertThat(struck.keySet())
                .as("points at which a process died")
                .containsAll(points.stream().map(CrashPoint::toString).toList());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(leftBehind()).as("orphans").isEmpty());
    }

    private static LongStream seeds() {
        return Long.getLong("pushwave.soak.seed") == null
                ? LongStream.rangeClosed(1, Long.getLong("pushwave.soak.point-seeds", 1))
                : LongStream.of(Long.getLong("pushwave.soak.seed", 1));
    }

    private static String lossy(String effect, int seed) {
        return "\"endpoint\":\"*\",\"probability\":0.04,\"seed\":%d,\"effect\":\"%s\"".formatted(seed, effect);
    }

    private CrashRun run(CrashPoint point, long seed, Stagehand stagehand, Map<String, Integer> struck) {
        var random = new Random(31L * point.toString().hashCode() + seed);
        int orgs = point.situation().orgs(random);
        return new CrashRun(
                "matrix-" + point.toString().replace(' ', '-') + "-" + seed + "-" + System.nanoTime(),
                point + ", again with -Dpushwave.soak.seed=" + seed + " '-Dpushwave.soak.point=" + point + "'",
                point.situation(),
                new PointFate(point, seed, random, struck),
                salesforce().take(orgs + 2),
                stagehand);
    }

    private List<CreatedRequest> leftBehind() {
        return api.createdRequests(List.of(salesforce().target().packageVersionId()));
    }
}
