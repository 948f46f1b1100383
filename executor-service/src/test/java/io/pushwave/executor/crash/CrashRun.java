package io.pushwave.executor.crash;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerOrg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One campaign in which processes die, with orgs of its own. Its moments come on the executor's threads. */
final class CrashRun {
    private static final Set<String> POLLS = Set.of("called changedJobs", "called lateJobs", "called errorsOf");
    private static final Duration WINDOW = Duration.ofHours(1);

    private final String id;
    private final String name;
    private final Situation situation;
    private final Fate fate;
    private final String orgBefore;
    private final List<OrgKey> orgs;
    private final Stagehand stagehand;
    private final Map<String, Integer> moments = new ConcurrentHashMap<>();
    private final Set<OrgKey> changed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger deaths = new AtomicInteger();
    private final Instant begun = Instant.now();
    private volatile Optional<Act> halt = Optional.empty();
    private volatile Instant haltedAt = Instant.EPOCH;
    private volatile boolean aborted;

    /**
     * @param name for people, with the seed
     * @param taken one org that is left alone, so that the others are found in the ledger behind it, the campaign's orgs, and
     *     one that is not commanded
     */
    CrashRun(String id, String name, Situation situation, Fate fate, List<LedgerOrg> taken, Stagehand stagehand) {
        this.id = id;
        this.name = name;
        this.situation = situation;
        this.fate = fate;
        this.orgBefore = taken.getFirst().orgKey().value();
        this.orgs = taken.stream().skip(1).map(LedgerOrg::orgKey).toList();
        this.stagehand = stagehand;
    }

    String id() {
        return id;
    }

    Situation situation() {
        return situation;
    }

    /** Those that are commanded. */
    List<OrgKey> orgs() {
        return orgs.subList(0, orgs.size() - 1);
    }

    /** One of its own that is not commanded, and must never be pushed. */
    OrgKey bystander() {
        return orgs.getLast();
    }

    String orgBefore() {
        return orgBefore;
    }

    /** The org's customer changes it. */
    void change(OrgKey org) {
        changed.add(org);
    }

    /** Whether its customer has changed it, so that it may have another version than the one that was pushed. */
    boolean changed(OrgKey org) {
        return changed.contains(org);
    }

    int commands() {
        return orgs().size() * situation.attempts();
    }

    Optional<Instant> notAfter() {
        return situation.hasLastMoment() ? Optional.of(begun.plus(WINDOW)) : Optional.empty();
    }

    int deaths() {
        return deaths.get();
    }

    boolean aborted() {
        return aborted;
    }

    /** How often it has come to a moment. */
    int times(String moment) {
        return moments.getOrDefault(moment, 0);
    }

    /** A call was refused or had no answer; nobody dies of that. */
    void failed(String call) {
        moments.merge("failed " + call, 1, Integer::sum);
    }

    /** Whether a call has come back, with an answer or without. */
    boolean cameBack(String call) {
        return times("called " + call) + times("failed " + call) > 0;
    }

    /** Does what somebody does at this moment, and says whether the process dies at it. */
    boolean reached(String moment, PushRequest request) {
        int nth = nth(moment);
        situation.act(moment, nth).or(() -> fate.act(moment, nth)).ifPresent(act -> {
            if (!aborted) {
                perform(act, request);
            }
        });
        return dies(moment, nth);
    }

    /** Comes to a moment that is about no request, and says whether the process dies at it. */
    boolean reached(String moment) {
        return dies(moment, nth(moment));
    }

    private boolean dies(String moment, int nth) {
        boolean dies = fate.strikes(moment, nth);
        if (dies) {
            deaths.incrementAndGet();
        }
        return dies;
    }

    /** Whether Salesforce keeps to itself how far the jobs are. */
    boolean silent() {
        return situation.keepsSilent(times("stored Activated"));
    }

    /** An answer has the number of its call, also if calls before it had none; in polls, others' deaths count as well. */
    private int nth(String moment) {
        int times = moments.merge(moment, 1, Integer::sum);
        return moment.startsWith("called ") && !POLLS.contains(moment)
                ? times("calling " + moment.substring("called ".length()))
                : times;
    }

    Trouble trouble(String call) {
        int nth = moments.getOrDefault("calling " + call, 1);
        var planned = situation.trouble(call, nth);
        return planned == Trouble.NONE ? fate.trouble(call, nth) : planned;
    }

    private void perform(Act act, PushRequest request) {
        switch (act) {
            case HALT, HALT_UNTIL_CANCELLED, HALT_UNTIL_LATE -> {
                halt = Optional.of(act);
                haltedAt = Instant.now();
                stagehand.halt(this);
                closeWindow();
            }
            case ABORT -> {
                aborted = true;
                halt = Optional.empty();
                stagehand.abort(this);
            }
            case TIME_PASSES -> stagehand.letTimePass(request);
            case LATE_CREATION -> stagehand.createAgain(request);
            case LATE_CLOSING -> stagehand.closeBulkJob(request);
            case LATE_WORK -> stagehand.letBulkJobWork(request);
            case SURPLUS_JOB -> stagehand.addJob(request, bystander());
            case ORGS_EXPIRE -> orgs().forEach(stagehand::expire);
        }
    }

    /** Whether it is halted and has waited for what it was halted for. */
    boolean mayResume() {
        var since = Duration.between(haltedAt, Instant.now());
        return halt.map(why -> switch (why) {
                    case HALT_UNTIL_CANCELLED -> times("stored Cancelled") > 0 || since.toSeconds() >= 8;
                    case HALT,
                            HALT_UNTIL_LATE,
                            ABORT,
                            TIME_PASSES,
                            LATE_CREATION,
                            LATE_CLOSING,
                            LATE_WORK,
                            SURPLUS_JOB,
                            ORGS_EXPIRE -> since.toMillis() >= 400;
                })
                .orElse(false);
    }

    void resumed() {
        closeWindow();
        halt = Optional.empty();
    }

    /** For all that has come up to now; some commands may come later than the halt. */
    private void closeWindow() {
        if (halt.equals(Optional.of(Act.HALT_UNTIL_LATE))) {
            stagehand.closeWindow(this);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
