package io.pushwave.executor.request.work;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.RequestConfig;
import io.pushwave.executor.command.IntentGroup;
import io.pushwave.executor.command.postgres.WaitingIntents;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.RequestPlan;
import io.pushwave.executor.request.StartSeconds;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.messaging.IdSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Turns waiting commands into push requests, and answers those that need none any more. */
@ApplicationScoped
public class FormRequests {
    private static final Logger LOG = Logger.getLogger(FormRequests.class);

    private final RequestConfig config;
    private final WaitingIntents intents;
    private final PushRequests requests;
    private final IdSource ids;
    private final EndUnpushed unpushed;
    private final StepListener listener;
    private final Clock clock;

    FormRequests(
            ExecutorConfig config,
            WaitingIntents intents,
            PushRequests requests,
            IdSource ids,
            EndUnpushed unpushed,
            StepListener listener,
            Clock clock) {
        this.config = config.request();
        this.intents = intents;
        this.requests = requests;
        this.ids = ids;
        this.unpushed = unpushed;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Forms what is ripe, within a bound, and says whether more may be. What fails with one campaign holds no other one back: the
     * first failure is thrown when all have had their turn.
     */
    public boolean formRipe() {
        var failures = new ArrayList<RuntimeException>();
        boolean more = false;
        try {
            more = unpushed.end();
        } catch (RuntimeException e) {
            failures.add(e);
        }
        int formed = 0;
        for (var group : ripeGroups()) {
            try {
                formed += formed(group, config.formedPerTick() - formed);
            } catch (RuntimeException e) {
                LOG.errorf("push requests of campaign %s cannot be formed: %s", group.campaignId(), e.getMessage());
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return more || formed >= config.formedPerTick();
    }

    /** Forms what is ripe of one group, and says how many requests. */
    private int formed(IntentGroup group, int most) {
        int formed = 0;
        long remaining = group.waiting();
        while (remaining > 0 && formed < most) {
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
        return formed;
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
}
