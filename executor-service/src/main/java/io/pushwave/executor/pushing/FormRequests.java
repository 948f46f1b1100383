package io.pushwave.executor.pushing;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.HeardControls;
import io.pushwave.executor.domain.CancelReason;
import io.pushwave.executor.domain.IntentGroup;
import io.pushwave.executor.domain.PushRequest;
import io.pushwave.executor.domain.RequestPlan;
import io.pushwave.executor.domain.StartSeconds;
import io.pushwave.executor.postgres.IntentRow;
import io.pushwave.executor.postgres.PushIntents;
import io.pushwave.executor.postgres.PushRequests;
import io.pushwave.executor.postgres.UnusableCommands;
import io.pushwave.messaging.IdSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Turns waiting commands into push requests, and answers those that need none any more. */
@ApplicationScoped
class FormRequests {
    private static final Logger LOG = Logger.getLogger(FormRequests.class);

    private final ExecutorConfig.Request config;
    private final Duration unknownCampaignAfter;
    private final PushIntents intents;
    private final UnusableCommands unusable;
    private final HeardControls heard;
    private final PushRequests requests;
    private final ResultReports reports;
    private final IdSource ids;
    private final StepListener listener;
    private final Clock clock;

    FormRequests(
            ExecutorConfig config,
            PushIntents intents,
            UnusableCommands unusable,
            HeardControls heard,
            PushRequests requests,
            ResultReports reports,
            IdSource ids,
            StepListener listener,
            Clock clock) {
        this.config = config.request();
        this.unknownCampaignAfter = config.unknownCampaignAfter();
        this.intents = intents;
        this.unusable = unusable;
        this.heard = heard;
        this.requests = requests;
        this.reports = reports;
        this.ids = ids;
        this.listener = listener;
        this.clock = clock;
    }

    /** Forms what is ripe, within a bound, and says whether more may be. */
    boolean formRipe() {
        boolean more = endUnpushed();
        var groups = ripeGroups();
        int formed = 0;
        for (var group : groups) {
            long remaining = group.waiting();
            while (remaining > 0 && formed < config.formedPerTick()) {
                var request = QuarkusTransaction.requiringNew().call(() -> form(group));
                if (request.isEmpty()) {
                    break;
                }
                listener.stored(request.get());
                formed++;
                remaining -= request.get().plan().orgs();
                // What is left over lingers for others, unless its time is up as well.
                if (remaining < config.maxOrgs() && !group.ripe(Integer.MAX_VALUE, config.linger(), clock.instant())) {
                    break;
                }
            }
        }
        return more || formed >= config.formedPerTick();
    }

    private List<IntentGroup> ripeGroups() {
        var groups = QuarkusTransaction.requiringNew().call(() -> intents.groups(config.sample()));
        var now = clock.instant();
        return groups.stream()
                .filter(group -> group.ripe(config.maxOrgs(), config.linger(), now))
                .toList();
    }

    private Optional<PushRequest.Formed> form(IntentGroup group) {
        if (!intents.lockForming()) {
            return Optional.empty();
        }
        var id = ids.next();
        int orgs = intents.assign(group, id, config.maxOrgs());
        if (orgs == 0) {
            return Optional.empty();
        }
        var earliest = StartSeconds.from(clock.instant());
        var start = StartSeconds.firstFree(earliest, requests.startsTaken(group.packageVersionId(), earliest));
        var formed = new PushRequest.Formed(new RequestPlan(
                id,
                group.campaignId(),
                group.wave(),
                group.packageId(),
                group.packageVersionId(),
                start,
                group.notAfter(),
                orgs));
        requests.form(formed);
        listener.storing(formed);
        LOG.debugf("push request %s formed: campaign %s wave %d, %d orgs", id, group.campaignId(), group.wave(), orgs);
        return Optional.of(formed);
    }

    /** Commands whose campaign is over or whose time has passed get their result without a push. */
    private boolean endUnpushed() {
        var campaigns = new HashSet<String>();
        boolean more = QuarkusTransaction.requiringNew().call(() -> {
            var cancelled = intents.cancelWaiting(config.endedPerTick());
            cancelled.forEach((word, rows) ->
                    CancelReason.ofEnd(word).ifPresent(reason -> reports.cancelled(rows, reason.sentence())));
            var late = intents.skipLate(config.endedPerTick());
            reports.skipped(late, CancelReason.TIME_PASSED.sentence());
            // A word that lies unread may be the one that is missing.
            var unknown = heard.certain()
                    ? unusable.cancelUnknown(unknownCampaignAfter, config.endedPerTick())
                    : List.<IntentRow>of();
            reports.cancelled(unknown, "no word about its campaign has come within " + unknownCampaignAfter);
            Stream.of(cancelled.values().stream().flatMap(List::stream), late.stream(), unknown.stream())
                    .flatMap(rows -> rows)
                    .forEach(row -> campaigns.add(row.subject().campaignId()));
            listener.ending(campaigns);
            int ended = cancelled.values().stream().mapToInt(List::size).sum();
            return IntStream.of(ended, late.size(), unknown.size()).anyMatch(rows -> rows == config.endedPerTick());
        });
        listener.ended(campaigns);
        return more;
    }
}
