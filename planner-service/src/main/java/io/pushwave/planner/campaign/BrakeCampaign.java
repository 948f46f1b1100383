package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.planner.domain.Brake;
import io.pushwave.planner.domain.Campaign;
import io.pushwave.planner.domain.CampaignId;
import io.pushwave.planner.domain.CampaignState.Halted;
import io.pushwave.planner.postgres.Campaigns;
import io.pushwave.planner.postgres.Inventory;
import io.pushwave.planner.postgres.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Halts, resumes and aborts campaigns at somebody's word. */
@ApplicationScoped
public class BrakeCampaign {
    private final Campaigns campaigns;
    private final Waves waves;
    private final Inventory inventory;
    private final CampaignLedger ledger;
    private final Clock clock;

    BrakeCampaign(Campaigns campaigns, Waves waves, Inventory inventory, CampaignLedger ledger, Clock clock) {
        this.campaigns = campaigns;
        this.waves = waves;
        this.inventory = inventory;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What came of a brake. */
    public sealed interface Outcome {
        /** The campaign is in its new state, and the control message is on its way. */
        record Done(Campaign campaign) implements Outcome {}

        /** The campaign's state does not allow it. */
        record Refused(Campaign campaign) implements Outcome {}

        /** There is no such campaign. */
        record NotFound() implements Outcome {}
    }

    /**
     * Applies a brake. Only the campaign's own row is changed here, so it is done at once however many orgs wait.
     *
     * @param by who wants it
     * @param reason why; may be empty
     */
    @Transactional
    public Outcome apply(Brake brake, CampaignId id, String by, String reason) {
        return campaigns
                .lock(id)
                .<Outcome>map(campaign -> brake.applyTo(campaign.state())
                        .<Outcome>map(_ -> new Outcome.Done(change(brake, campaign, by, reason)))
                        .orElseGet(() -> new Outcome.Refused(campaign)))
                .orElseGet(Outcome.NotFound::new);
    }

    private Campaign change(Brake brake, Campaign campaign, String by, String reason) {
        var now = clock.instant();
        var id = campaign.id().value();
        var next = brake.applyTo(campaign.state()).orElseThrow();
        return switch (brake) {
            case HALT ->
                ledger.change(
                        campaign,
                        next,
                        now,
                        announcements -> announcements
                                .event(sequence -> new CampaignHalted(id, sequence, now, by, reason))
                                .control(CampaignControl.State.HALTED, reason, now));
            case RESUME -> {
                var said = accepted(campaign)
                        .map(sentence -> join(reason, sentence))
                        .orElse(reason);
                yield ledger.change(
                        campaign,
                        next,
                        now,
                        announcements -> announcements
                                .event(sequence -> new CampaignResumed(id, sequence, now, by, said))
                                .control(CampaignControl.State.RUNNING, said, now));
            }
            case ABORT -> {
                inventory.discard(campaign.id());
                yield ledger.change(
                        campaign,
                        next,
                        now,
                        announcements -> announcements
                                .event(sequence -> new CampaignAborted(id, sequence, now, by, reason))
                                .control(CampaignControl.State.ABORTED, reason, now));
            }
        };
    }

    /** Accepts the failures of the wave whose threshold was crossed; says so in a sentence. */
    private Optional<String> accepted(Campaign campaign) {
        if (!(campaign.state() instanceof Halted halted)) {
            return Optional.empty();
        }
        return waves.of(campaign.id()).stream()
                .filter(wave -> wave.number() == halted.interrupted().wave() && wave.thresholdCrossed())
                .findFirst()
                .map(wave -> {
                    long tolerated =
                            wave.toleratedAfterResume(campaign.strategy().tolerance());
                    waves.tolerate(campaign.id(), wave.number(), tolerated);
                    return "the " + wave.counts().failed() + " failed orgs of wave " + wave.number() + " are accepted, "
                            + tolerated + " are tolerated from now on";
                });
    }

    private static String join(String reason, String sentence) {
        return reason.isEmpty() ? sentence : reason + "; " + sentence;
    }
}
