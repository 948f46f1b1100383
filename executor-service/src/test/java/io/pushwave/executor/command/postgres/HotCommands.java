package io.pushwave.executor.command.postgres;

import static io.pushwave.executor.postgres.HotRows.BATCH;
import static io.pushwave.executor.postgres.HotRows.PACKAGE;
import static io.pushwave.executor.postgres.HotRows.ROWS;
import static io.pushwave.executor.postgres.HotRows.VERSION;
import static io.pushwave.executor.postgres.HotRows.each;
import static io.pushwave.executor.postgres.HotRows.org;
import static io.pushwave.executor.postgres.HotRows.orgs;
import static io.pushwave.executor.postgres.HotRows.requestIds;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.executor.command.IntentGroup;
import io.pushwave.executor.command.IntentState;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.Received;
import io.pushwave.messaging.plans.HotStatements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Every statement on push commands. */
public final class HotCommands {
    private HotCommands() {}

    public static void add(HotStatements hot, Jdbi jdbi) {
        var clock = Clock.systemUTC();
        var intents = new PushIntents(jdbi, clock);
        forming(hot, intents, new WaitingIntents(jdbi, clock), new UnusableCommands(jdbi, clock));
        pushing(hot, intents, new OverdueIntents(jdbi, clock));
        // What is open is counted as a whole, every half minute: so many rows are open.
        hot.add("backlog", 46_000, new Backlog(jdbi)::counts);
    }

    private static void forming(
            HotStatements hot, PushIntents intents, WaitingIntents waiting, UnusableCommands unusable) {
        var group = new IntentGroup("waiting", 1, PACKAGE, VERSION, Optional.empty(), BATCH, Instant.EPOCH);
        hot.add("add", BATCH, () -> intents.add(commands(ROWS + 1)))
                .add("add again", BATCH, () -> intents.add(commands(30_001)))
                .add("contradicting", BATCH, () -> unusable.contradicting(commands(30_001)))
                .add("addBroken", BATCH, () -> unusable.addBroken(broken(ROWS + 1)))
                // As many as are looked at: both waves are mixed.
                .add("groups", 4_000, () -> waiting.groups(4_000))
                .add("assign", 2 * BATCH, () -> waiting.assign(group, "request-new", BATCH))
                .add("cancelWaiting", BATCH, () -> waiting.cancelWaiting(BATCH))
                .add("skipLate", BATCH, () -> waiting.skipLate(BATCH))
                .add("cancelUnknown", BATCH, () -> unusable.cancelUnknown(Duration.ofMinutes(15), BATCH));
    }

    private static void pushing(HotStatements hot, PushIntents intents, OverdueIntents overdue) {
        hot.add("unanswered", BATCH, () -> intents.unanswered("request-20"))
                .add("firstStored", BATCH, () -> intents.firstStored("request-20"))
                .add("intended", BATCH, () -> intents.intended("request-20"))
                .add("recordJobs", BATCH, () -> intents.recordJobs("request-20", jobs(20_001)))
                .add("forgetJobs", BATCH, () -> intents.forgetJobs("request-22", Set.copyOf(orgs(22_001))))
                .add("refused", BATCH, () -> intents.refused("request-20", orgs(20_001), IntentState.FAILED))
                .add("scheduled", BATCH, () -> intents.scheduled("request-22"))
                .add("endAll", BATCH, () -> intents.endAll("request-30", IntentState.CANCELLED))
                .add("release", BATCH, () -> intents.release("request-20"))
                .add("whatIsNew", BATCH, () -> intents.whatIsNew(progress(25_001, IntentState.STARTED)))
                .add("progressed", BATCH, () -> intents.progressed(progress(25_001, IntentState.STARTED)))
                .add("progressed to an end", BATCH, () -> intents.progressed(progress(35_001, IntentState.SUCCEEDED)))
                .add("keepReasons", BATCH, () -> intents.keepReasons(reasons(45_001)))
                .add("withOpenCommands", 25, () -> intents.withOpenCommands(requestIds(20, 45)))
                .add("openJobs", 500, () -> intents.openJobs(requestIds(20, 45), 500))
                .add("overdue", BATCH, () -> overdue.begin("request-30"))
                .add("late answers", BATCH, () -> overdue.answered(progress(40_001, IntentState.SUCCEEDED)))
                .add("late end of all", BATCH, () -> overdue.answeredAll("request-40", IntentState.CANCELLED))
                .add("given up", BATCH, () -> overdue.giveUp("request-40"));
    }

    private static Map<OrgKey, String> jobs(int from) {
        return orgs(from).stream().collect(Collectors.toMap(org -> org, org -> "job of " + org));
    }

    private static List<Received<OrgPushCommanded>> commands(int from) {
        return each(
                from,
                number -> new Received<>(
                        "message-" + number,
                        new OrgPushCommanded(
                                "command-" + number,
                                "pushed",
                                org(number),
                                PACKAGE,
                                VERSION,
                                1 + number % 2,
                                1,
                                Instant.EPOCH,
                                Optional.empty()),
                        Optional.empty(),
                        new Origin("commands", null, new byte[0], Map.of())));
    }

    private static List<UnusableCommands.BrokenCommand> broken(int from) {
        return each(from, number -> new UnusableCommands.BrokenCommand(subject(number), Optional.empty()));
    }

    private static Subject subject(int number) {
        return new Subject("command-" + number, "pushed", org(number), 1, 1);
    }

    private static Map<String, String> reasons(int from) {
        return each(from, number -> "command-" + number).stream()
                .collect(Collectors.toMap(Function.identity(), _ -> "why"));
    }

    private static List<JobProgress> progress(int from, IntentState state) {
        return each(
                from, number -> new JobProgress("request-" + (number - 1) / 1000, org(number), "job-" + number, state));
    }
}
