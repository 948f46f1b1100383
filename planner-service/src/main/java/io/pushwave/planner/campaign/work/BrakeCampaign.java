package io.pushwave.planner.campaign.work;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.campaign.AuditEntry;
import io.pushwave.planner.campaign.Brake;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignCause;
import io.pushwave.planner.campaign.CampaignFacts;
import io.pushwave.planner.campaign.CampaignLife;
import io.pushwave.planner.campaign.CampaignLife.Outcome;
import io.pushwave.planner.campaign.CampaignState;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.gate.postgres.Waves;
import io.pushwave.planner.org.postgres.Inventory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Halts, resumes and aborts campaigns when somebody asks for it. */
@ApplicationScoped
public class BrakeCampaign {
    private final Campaigns campaigns;
    private final Waves waves;
    private final Inventory inventory;
    private final CampaignCause cause;
    private final CampaignLedger ledger;
    private final Clock clock;

    BrakeCampaign(
            Campaigns campaigns,
            Waves waves,
            Inventory inventory,
            CampaignCause cause,
            CampaignLedger ledger,
            Clock clock) {
        this.campaigns = campaigns;
        this.waves = waves;
        this.inventory = inventory;
        this.cause = cause;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What came of a brake. */
    public sealed interface Result {
        /** The campaign is in its new state, and the control message is on its way. */
        record Done(Campaign campaign, AuditEntry stateEntry) implements Result {}

        /** The campaign was in that state; nothing was changed, and the control message of then holds. */
        record Unchanged(Campaign campaign, AuditEntry stateEntry) implements Result {}

        /** The campaign's state does not allow it. */
        record Refused(Campaign campaign) implements Result {}

        /** There is no such campaign. */
        record NotFound() implements Result {}
    }

    /**
     * Applies a brake. Only the campaign's own row is changed here, so it is done at once however many orgs wait.
     *
     * @param by who wants it
     * @param reason why; may be empty
     */
    @Transactional
    public Result apply(Brake brake, CampaignId id, String by, String reason) {
        var locked = campaigns.lock(id);
        if (locked.isEmpty()) {
            return new Result.NotFound();
        }
        var campaign = locked.get();
        // In microseconds, as it is stored, so that messages and answers say the same.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var facts = CampaignFacts.of(campaign, waves.of(id));
        var outcome = CampaignLife.handle(Optional.of(campaign.state()), brake.command(by, reason), facts, now);
        return switch (outcome) {
            case Outcome.Changed change -> {
                if (change.next() instanceof CampaignState.Aborted) {
                    inventory.discard(id);
                    cause.aborted(id);
                }
                var changed = ledger.store(change);
                // Whoever commits knows then that every statement was carried out.
                campaigns.flush();
                yield new Result.Done(changed, campaigns.stateEntry(id));
            }
            case Outcome.Unchanged _ -> new Result.Unchanged(campaign, campaigns.stateEntry(id));
            case Outcome.Refused _ -> new Result.Refused(campaign);
        };
    }
}
