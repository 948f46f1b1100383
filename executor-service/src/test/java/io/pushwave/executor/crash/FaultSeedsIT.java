package io.pushwave.executor.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Campaigns of 300 orgs, one after the other, under faults that each seed makes, with deaths, halts, aborts, customers who
 * change, a publisher that loses its turn, and everything delivered again. A few seeds in the suite; {@code
 * -Dpushwave.soak.seeds=500} for all, {@code -Dpushwave.soak.seed=7} for one alone.
 */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class FaultSeedsIT extends MortalService {
    private static final int ORGS = 300;
    private static final int CHANGING_ORGS = 8;

    /** How long there are faults; campaigns end without, as they do in life. */
    private static final Duration FAULTS_LAST = Duration.ofSeconds(2);

    SalesforceStandIn salesforce;

    @Override
    SalesforceStandIn salesforce() {
        return salesforce;
    }

    @Test
    void allPromisesHoldUnderEveryFaultAtRandom() {
        var stagehand = stagehand();
        var stage = stage(stagehand);
        var failures = new ArrayList<String>();
        long begun = System.nanoTime();
        int deaths = 0;
        int played = 0;

        for (long seed : seeds().toArray()) {
            var seeded = new SeededRun(seed, stagehand);
            seeded.faults.forEach(salesforce::rule);
            var found = stage.play(List.of(() -> seeded.run), 1, seeded::goOn);
            salesforce.heal();
            found.forEach(System.out::println);
            failures.addAll(found);
            played++;
            deaths += seeded.run.deaths();
            System.out.printf(
                    "seed %d: %d deaths, %d s so far, %d failures; faults %s%n",
                    seed,
                    seeded.run.deaths(),
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                    failures.size(),
                    seeded.faults);
        }

        System.out.printf(
                "fault seeds: %d seeds of %d orgs, %d deaths, %d failures, %d s%n",
                played,
                ORGS,
                deaths,
                failures.size(),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        assertThat(failures).isEmpty();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                api.createdRequests(List.of(salesforce.target().packageVersionId())))
                        .as("orphans")
                        .isEmpty());
    }

    private static LongStream seeds() {
        return Long.getLong("pushwave.soak.seed") == null
                ? LongStream.rangeClosed(
                        Long.getLong("pushwave.soak.first-seed", 1), Long.getLong("pushwave.soak.seeds", 4))
                : LongStream.of(Long.getLong("pushwave.soak.seed", 1));
    }

    /** What happens beside one seed's campaign. */
    private final class SeededRun {
        private final Random random;
        private final RandomFate fate;
        private final List<String> faults;
        private final CrashRun run;
        private final Stagehand stagehand;
        private long begun;
        private int changed;
        private int publishersBroken;
        private boolean commandedAgain;
        private boolean over;

        SeededRun(long seed, Stagehand stagehand) {
            this.random = new Random(seed);
            this.fate = new RandomFate(new Random(random.nextLong()));
            this.faults = RandomFaults.of(random);
            this.stagehand = stagehand;
            this.run = new CrashRun(
                    "seed-" + seed + "-" + System.nanoTime(),
                    "seed " + seed + ", again with -Dpushwave.soak.seed=" + seed,
                    random.nextInt(10) == 0 ? Situation.SECOND_ATTEMPTS : Situation.PLAIN,
                    fate,
                    salesforce.take(ORGS + 2),
                    stagehand);
        }

        void goOn() {
            if (begun == 0) {
                begun = System.nanoTime();
            }
            if (over) {
                return;
            }
            if (System.nanoTime() - begun > FAULTS_LAST.toNanos()) {
                over = true;
                fate.end();
                salesforce.heal();
                return;
            }
            if (changed < CHANGING_ORGS && random.nextInt(4) == 0) {
                change();
            }
            if (publishersBroken < 2 && random.nextInt(30) == 0) {
                publishersBroken++;
                deadLeases.breakPublisher();
            }
            if (!commandedAgain && random.nextInt(30) == 0) {
                commandedAgain = true;
                stagehand.commandAgain(run, random);
            }
        }

        /** A customer's subscription expires, or the customer blocks pushes, or uninstalls. */
        private void change() {
            changed++;
            var org = run.orgs().get(random.nextInt(run.orgs().size()));
            if (run.changed(org)) {
                return;
            }
            run.change(org);
            salesforce.changeOrg(
                    org,
                    switch (random.nextInt(3)) {
                        case 0 -> "{\"status\":\"Inactive\"}";
                        case 1 -> "{\"blocked\":true}";
                        default -> "{\"installedVersionId\":null}";
                    });
        }
    }
}
