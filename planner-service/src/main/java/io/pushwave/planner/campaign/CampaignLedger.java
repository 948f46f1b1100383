package io.pushwave.planner.campaign;

import io.pushwave.messaging.Outbox;
import io.pushwave.planner.AfterCommit;
import io.pushwave.planner.domain.Campaign;
import io.pushwave.planner.domain.CampaignState;
import io.pushwave.planner.postgres.Campaigns;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Changes a locked campaign and says so, in the caller's transaction: neither can be had without the other. */
@ApplicationScoped
class CampaignLedger {
    private static final Logger LOG = Logger.getLogger(CampaignLedger.class);

    private final Campaigns campaigns;
    private final Outbox outbox;
    private final AfterCommit afterCommit;

    CampaignLedger(Campaigns campaigns, Outbox outbox, AfterCommit afterCommit) {
        this.campaigns = campaigns;
        this.outbox = outbox;
        this.afterCommit = afterCommit;
    }

    /** Takes a locked campaign to {@code next}, with what is said about it. */
    Campaign change(Campaign campaign, CampaignState next, Instant at, UnaryOperator<Announcements> announce) {
        var announcements = announce.apply(new Announcements(campaign));
        var changed = announcements.announced().withState(next);
        campaigns.save(changed, at);
        outbox.append(announcements.messages(), campaign.traceParent());
        if (!next.equals(campaign.state())) {
            afterCommit.run(() -> LOG.infof("campaign %s: %s -> %s", campaign.id(), campaign.state(), next));
        }
        return changed;
    }
}
