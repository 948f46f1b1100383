package io.pushwave.executor.following.work;

import static io.pushwave.executor.following.work.PollRound.activated;
import static java.util.Objects.requireNonNull;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.PollingConfig;
import io.pushwave.executor.command.postgres.OpenJob;
import io.pushwave.executor.command.postgres.PushIntents;
import io.pushwave.executor.following.WholeReading;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.PackagingApi.PushJob;
import io.pushwave.executor.request.postgres.Claim;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks Salesforce for the jobs of a round in the way that costs the fewest calls. */
@ApplicationScoped
class AskForJobs {
    private final PollingConfig config;
    private final PackagingApi salesforce;
    private final PushIntents intents;
    private final ReportProgress progress;

    AskForJobs(ExecutorConfig config, PackagingApi salesforce, PushIntents intents, ReportProgress progress) {
        this.config = config.polling();
        this.salesforce = salesforce;
        this.intents = intents;
        this.progress = progress;
    }

    /** What changed, or, of a whole round, every job that has not ended; each page is taken in as it comes. */
    void ask(PollRound round) {
        Consumer<List<PushJob>> page = jobs -> progress.take(round, jobs);
        var few = round.whole() ? fewOpen(round) : Map.<String, List<String>>of();
        if (few.isEmpty()) {
            salesforce.changedJobs(
                    round.claims().stream()
                            .collect(Collectors.toMap(
                                    claim -> activated(claim).request().id(),
                                    claim -> round.whole() ? Optional.empty() : since(claim))),
                    page);
        } else {
            salesforce.jobs(few, page);
        }
    }

    private Optional<Instant> since(Claim claim) {
        return claim.following().seen().map(seen -> seen.askFrom(config.overlap()));
    }

    /** The open jobs by request, if asking for them is cheaper than reading all; otherwise nothing. */
    private Map<String, List<String>> fewOpen(PollRound round) {
        long jobs = round.claims().stream()
                .mapToLong(claim -> claim.request().plan().orgs())
                .sum();
        int most = WholeReading.byIdUpTo(jobs, config.idsPerQuery());
        if (most == 0) {
            return Map.of();
        }
        var salesforceIds = round.claims().stream()
                .collect(Collectors.toMap(
                        claim -> claim.request().plan().id(),
                        claim -> activated(claim).request().id()));
        var open = QuarkusTransaction.requiringNew().call(() -> intents.openJobs(salesforceIds.keySet(), most + 1));
        if (open.size() > most || open.stream().map(OpenJob::jobId).anyMatch(Optional::isEmpty)) {
            return Map.of();
        }
        return open.stream()
                .collect(Collectors.groupingBy(
                        job -> requireNonNull(salesforceIds.get(job.requestId())),
                        Collectors.mapping(job -> job.jobId().orElseThrow(), Collectors.toList())));
    }
}
