package io.pushwave.executor.crash;

import io.pushwave.executor.pushing.Interruptions;
import io.pushwave.executor.pushing.Interruptions.Death;
import io.pushwave.executor.request.JobStatus;
import io.pushwave.executor.request.PackagingApi.PushJob;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.PushRequest.Activated;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Knows which campaign each moment belongs to, and brings it to that campaign. Campaigns that nobody entered live in peace. */
@ApplicationScoped
public class CrashHub {
    private final DeadLeases deadLeases;
    private final Map<String, CrashRun> runs = new ConcurrentHashMap<>();
    private final Map<Mark, PushRequest> marked = new ConcurrentHashMap<>();
    private final Map<String, PushRequest> named = new ConcurrentHashMap<>();

    /** What the poll on this thread is about. */
    private final ThreadLocal<List<PushRequest>> round = ThreadLocal.withInitial(List::of);

    /** What the step on this thread is about. */
    private final ThreadLocal<Optional<PushRequest>> stepped = ThreadLocal.withInitial(Optional::empty);

    private final ThreadLocal<Boolean> outside = ThreadLocal.withInitial(() -> false);

    private record Mark(String packageVersionId, Instant scheduledStart) {}

    CrashHub(Interruptions interruptions, DeadLeases deadLeases) {
        this.deadLeases = deadLeases;
        interruptions.watch(this::stored);
        interruptions.watchEndings(this::ended);
    }

    void enter(CrashRun run) {
        runs.put(run.id(), run);
    }

    void leave(CrashRun run) {
        runs.remove(run.id());
        marked.values().removeIf(request -> request.plan().campaignId().equals(run.id()));
        named.values().removeIf(request -> request.plan().campaignId().equals(run.id()));
    }

    Optional<PushRequest> marked(String packageVersionId, Instant scheduledStart) {
        return Optional.ofNullable(marked.get(new Mark(packageVersionId, scheduledStart)));
    }

    Optional<PushRequest> named(String salesforceId) {
        return Optional.ofNullable(named.get(salesforceId));
    }

    /** What the step on this thread is about. */
    Optional<PushRequest> stepped() {
        return stepped.get();
    }

    /** A request in Salesforce is one of ours, or the twin of one; or a bulk job is at work on it. */
    void known(String salesforceId, PushRequest request) {
        named.put(salesforceId, request);
    }

    /** The poll on this thread is about these from now on. */
    void round(Collection<String> salesforceIds) {
        round.set(salesforceIds.stream().flatMap(id -> named(id).stream()).toList());
    }

    private void stored(String moment, PushRequest request) {
        if (runs.containsKey(request.plan().campaignId())) {
            marked.put(
                    new Mark(request.plan().packageVersionId(), request.plan().scheduledStart()), request);
            request.salesforceId().ifPresent(id -> known(id, request));
            if (request instanceof PushRequest.Filling filling) {
                filling.bulkJob().ifPresent(id -> known(id, request));
            }
            stepped.set(Optional.of(request));
            reached(moment, request);
        }
    }

    private void ended(String moment, Set<String> campaignIds) {
        for (var id : campaignIds) {
            var run = Optional.ofNullable(runs.get(id));
            if (run.isPresent() && run.get().reached(moment)) {
                throw new Death(id + " at " + moment);
            }
        }
    }

    <T> T call(String name, Optional<PushRequest> about, Function<Trouble, T> call) {
        var run = about.flatMap(this::runOf);
        if (run.isEmpty()) {
            return call.apply(Trouble.NONE);
        }
        var request = about.orElseThrow();
        reached("calling " + name, request);
        var trouble = run.get().trouble(name);
        switch (trouble) {
            case LOSE_CALL -> throw unanswered();
            case REFUSE -> throw new PackagingException(ApiFailure.REJECTED, "INVALID_INPUT", "refused by the test");
            case NONE, LOSE_ANSWER, TWICE, PRETEND, CANCELLED_BEFORE -> {}
        }
        var answer = answerOrFailure(name, request, run.get(), () -> call.apply(trouble));
        if (trouble == Trouble.LOSE_ANSWER) {
            throw unanswered();
        }
        reached("called " + name, request);
        return answer;
    }

    private <T> T answerOrFailure(String name, PushRequest request, CrashRun run, Supplier<T> call) {
        try {
            return call.get();
        } catch (PackagingException e) {
            run.failed(name);
            if (e.failure() == ApiFailure.REJECTED) {
                // That Salesforce refuses is an answer as well.
                reached("called " + name, request);
            }
            throw e;
        }
    }

    /** A question of this thread's round whose answer comes page by page. */
    void pages(String name, Consumer<Consumer<List<PushJob>>> call, Consumer<List<PushJob>> page) {
        allReached("calling " + name);
        call.accept(jobs -> {
            allReached("page of " + name);
            page.accept(jobs.stream().map(this::told).toList());
            allReached("page of " + name + " stored");
        });
        allReached("called " + name);
    }

    /** Whether this thread's round is about late answers. */
    boolean roundIsLate() {
        return round.get().stream()
                .anyMatch(request -> request instanceof Activated activated
                        && activated.overdueSince().isPresent());
    }

    /** A job as Salesforce tells of it: nobody hears that the jobs of a silent campaign have begun or ended. */
    private PushJob told(PushJob job) {
        boolean silent = named(job.requestId())
                .flatMap(this::runOf)
                .filter(CrashRun::silent)
                .isPresent();
        return silent ? new PushJob(job.id(), job.requestId(), job.orgKey(), JobStatus.PENDING, job.modified()) : job;
    }

    /** The question of this thread's round for errors. */
    <T> T errors(Supplier<T> call) {
        allReached("calling errorsOf");
        var answer = call.get();
        allReached("called errorsOf");
        return answer;
    }

    private void allReached(String moment) {
        round.get().forEach(request -> reached(moment, request));
    }

    private void reached(String moment, PushRequest request) {
        runOf(request).ifPresent(run -> {
            if (run.reached(moment, request)) {
                deadLeases.lost(request.plan().id());
                round.get().forEach(other -> deadLeases.lost(other.plan().id()));
                throw new Death(run.id() + " at " + moment);
            }
        });
    }

    /** Calls Salesforce as somebody else, whom nothing happens to. */
    void outside(Runnable call) {
        outside.set(true);
        try {
            call.run();
        } finally {
            outside.set(false);
        }
    }

    private Optional<CrashRun> runOf(PushRequest request) {
        if (outside.get()) {
            return Optional.empty();
        }
        return Optional.ofNullable(runs.get(request.plan().campaignId()));
    }

    private static PackagingException unanswered() {
        return new PackagingException(ApiFailure.UNKNOWN_OUTCOME, "", "Salesforce did not answer: lost by the test");
    }
}
