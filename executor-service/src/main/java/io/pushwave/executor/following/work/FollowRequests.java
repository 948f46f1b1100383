package io.pushwave.executor.following.work;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.command.postgres.PushIntents;
import io.pushwave.executor.following.work.PollRound.Phase;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.api.KnownPackages;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads the jobs of active requests, many requests in one question, and turns what changed into results. */
@ApplicationScoped
public class FollowRequests {
    private static final Logger LOG = Logger.getLogger(FollowRequests.class);

    private final ExecutorConfig config;
    private final AskForJobs question;
    private final KnownPackages packages;
    private final PollPace pace;
    private final SettleRequests settling;
    private final PushRequests requests;
    private final PushIntents intents;

    FollowRequests(
            ExecutorConfig config,
            AskForJobs question,
            KnownPackages packages,
            PollPace pace,
            SettleRequests settling,
            PushRequests requests,
            PushIntents intents) {
        this.config = config;
        this.question = question;
        this.packages = packages;
        this.pace = pace;
        this.settling = settling;
        this.requests = requests;
        this.intents = intents;
    }

    /** Polls the requests that are due, within a bound, and says whether more may be. */
    public boolean pollDue() {
        return poll(requests.claimFollowable(config.polling().requestsPerQuery()), Phase.IN_TIME);
    }

    /** Looks for late answers where that is due, within a bound, and says whether more may be. */
    public boolean pollOverdue() {
        return poll(requests.claimOverdue(config.polling().requestsPerQuery()), Phase.LATE);
    }

    private boolean poll(List<Claim> claimed, Phase phase) {
        var claims = ownedOrGivenBack(claimed);
        var whole = pace.comparing(phase);
        ask(claims.stream().filter(whole).toList(), phase, true);
        ask(claims.stream().filter(whole.negate()).toList(), phase, false);
        return claimed.size() == config.polling().requestsPerQuery();
    }

    /** A wrong org has none of the jobs, and nothing may be made of that. Each package is asked for once. */
    private List<Claim> ownedOrGivenBack(List<Claim> claims) {
        var packageIds =
                claims.stream().map(claim -> claim.request().plan().packageId()).collect(Collectors.toSet());
        var troubles = new HashMap<String, String>();
        for (var packageId : packageIds) {
            try {
                packages.nameOf(packageId);
            } catch (PackagingException e) {
                troubles.put(packageId, e.sentence());
            }
        }
        var owned = new ArrayList<Claim>();
        for (var claim : claims) {
            var trouble = troubles.get(claim.request().plan().packageId());
            if (trouble == null) {
                owned.add(claim);
            } else {
                settling.giveBack(claim, trouble);
            }
        }
        return owned;
    }

    private void ask(List<Claim> claims, Phase phase, boolean whole) {
        if (claims.isEmpty()) {
            return;
        }
        var round = new PollRound(claims, phase, whole);
        try {
            question.ask(round);
        } catch (PackagingException e) {
            LOG.warnf(
                    "polling %d push requests failed (%s): %s",
                    claims.size(), e.failure().tag(), e.sentence());
            claims.forEach(claim -> settling.giveBack(claim, e.sentence()));
            return;
        }
        var open = QuarkusTransaction.requiringNew()
                .call(() -> intents.withOpenCommands(claims.stream()
                        .map(claim -> claim.request().plan().id())
                        .toList()));
        for (var claim : claims) {
            var id = claim.request().plan().id();
            round.trouble(id)
                    .ifPresentOrElse(
                            trouble -> settling.giveBack(claim, trouble),
                            () -> settling.settleAlone(claim, round, open.contains(id)));
        }
    }
}
