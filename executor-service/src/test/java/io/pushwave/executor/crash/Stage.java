package io.pushwave.executor.crash;

import io.pushwave.executor.testing.SalesforceStandIn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Plays many campaigns side by side, buries the dead, and judges each campaign when it has ended. */
final class Stage {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration TICK = Duration.ofMillis(50);
    private static final int TOLD_EVERY = 100;

    private final CrashHub hub;
    private final DeadLeases deadLeases;
    private final ResultsLog results;
    private final SalesforceStandIn salesforce;
    private final Stagehand stagehand;
    private final List<String> failures = new ArrayList<>();
    private int ended;
    private final List<Playing> playing = new ArrayList<>();

    private static final class Playing {
        private final CrashRun run;
        private final long since = System.nanoTime();
        private boolean commandedAgain;

        Playing(CrashRun run) {
            this.run = run;
            this.commandedAgain = run.situation() != Situation.COMMANDS_AGAIN;
        }

        boolean outOfPatience() {
            return System.nanoTime() - since > PATIENCE.toNanos();
        }
    }

    Stage(CrashHub hub, DeadLeases deadLeases, ResultsLog results, SalesforceStandIn salesforce, Stagehand stagehand) {
        this.hub = hub;
        this.deadLeases = deadLeases;
        this.results = results;
        this.salesforce = salesforce;
        this.stagehand = stagehand;
    }

    /**
     * Plays all of them.
     *
     * @param most at once
     * @param beside done again and again meanwhile
     * @return what was wrong, a line per campaign
     */
    List<String> play(List<Supplier<CrashRun>> runs, int most, Runnable beside) {
        failures.clear();
        var coming = new ArrayDeque<>(runs);
        while (!coming.isEmpty() || !playing.isEmpty()) {
            while (playing.size() < most && !coming.isEmpty()) {
                var run = coming.removeFirst().get();
                hub.enter(run);
                stagehand.begin(run);
                playing.add(new Playing(run));
            }
            tick();
            beside.run();
            pause();
        }
        return List.copyOf(failures);
    }

    private void tick() {
        deadLeases.letLeasesRunOut();
        var open = deadLeases.openCampaigns();
        for (var each : List.copyOf(playing)) {
            resume(each);
            if (ended(each, open)) {
                judge(each.run);
                leave(each);
            } else if (each.outOfPatience()) {
                failures.add(each.run + " does not end: " + deadLeases.standing(each.run.id()) + ", results "
                        + results.terminal(each.run.id()));
                leave(each);
            }
        }
    }

    private void resume(Playing each) {
        if (each.run.mayResume()) {
            each.run.resumed();
            stagehand.run(each.run);
        }
        if (!each.commandedAgain && each.run.deaths() > 0) {
            each.commandedAgain = true;
            stagehand.commandAgain(each.run, new Random(each.run.id().hashCode()));
        }
    }

    private boolean ended(Playing each, Set<String> open) {
        var run = each.run;
        return each.commandedAgain
                && !open.contains(run.id())
                && results.terminal(run.id()).size() >= run.commands()
                && (run.situation() == Situation.NEVER_ANSWERED
                        || results.corrections(run.id())
                                >= Verdict.timedOut(results.of(run.id())).size())
                && Verdict.atRest(ledger(run))
                && (run.situation() != Situation.LATE_TWIN
                        || (run.cameBack("cancel") && !stagehand.leftInCreated(run)));
    }

    private void judge(CrashRun run) {
        try {
            Verdict.on(run, stagehand.target().packageVersionId(), results.of(run.id()), ledger(run));
        } catch (AssertionError e) {
            failures.add(run + ": " + e.getMessage() + " " + deadLeases.standing(run.id()));
        }
    }

    private List<SalesforceStandIn.LedgerOrg> ledger(CrashRun run) {
        return salesforce.ledger(run.orgBefore(), run.orgs().size() + 1);
    }

    private void leave(Playing each) {
        playing.remove(each);
        hub.leave(each.run);
        ended++;
        if (ended % TOLD_EVERY == 0) {
            System.out.println("played so far: " + ended + " campaigns, wrong in this part: " + failures.size());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
