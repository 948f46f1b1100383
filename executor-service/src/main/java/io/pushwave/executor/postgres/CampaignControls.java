package io.pushwave.executor.postgres;

import static io.pushwave.executor.postgres.Statements.texts;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.executor.HeardControls;
import io.pushwave.executor.domain.Control;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;

/** The newest word about each campaign. */
@ApplicationScoped
public class CampaignControls {
    private final Statements statements;
    private final HeardControls heard;
    private final Clock clock;

    CampaignControls(Statements statements, HeardControls heard, Clock clock) {
        this.statements = statements;
        this.heard = heard;
        this.clock = clock;
    }

    /** Stores what is newer than what is known, and makes the campaigns' open push requests due. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void hear(Collection<CampaignControlled> words) {
        var newest = new HashMap<String, CampaignControlled>();
        words.forEach(word ->
                newest.merge(word.campaignId(), word, (one, other) -> other.epoch() > one.epoch() ? other : one));
        // One order for everybody, so that two instances that hear the same words do not wait for each other in a
        // circle.
        var ordered = newest.values().stream()
                .sorted((one, other) -> one.campaignId().compareTo(other.campaignId()))
                .toList();
        Instant now = clock.instant();
        var changed = statements.rows(
                """
                insert into campaign_control as known (campaign_id, epoch, state, reason, heard_at)
                select n.campaign_id, n.epoch::bigint, n.state, n.reason, ?
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as n (campaign_id, epoch, state, reason)
                on conflict (campaign_id) do update
                   set epoch = excluded.epoch, state = excluded.state, reason = excluded.reason, heard_at = excluded.heard_at
                 where excluded.epoch > known.epoch
                returning campaign_id
                """,
                row -> row.getString("campaign_id"),
                now,
                texts(ordered, CampaignControlled::campaignId),
                texts(ordered, word -> Long.toString(word.epoch())),
                texts(ordered, word -> word.state().name()),
                texts(ordered, CampaignControlled::reason));
        if (!changed.isEmpty()) {
            statements.update("""
                    update push_request set due_at = least(due_at, ?)
                     where campaign_id = any(?::text[]) and state not in ('FINISHED', 'CANCELLED')
                    """, now, texts(changed, id -> id));
        }
    }

    /** Makes what waits for this reason due now. */
    @Transactional
    public void hasten(String waitsFor) {
        statements.update(
                "update push_request set due_at = least(due_at, ?) where waits_for = ? and state not in ('FINISHED', 'CANCELLED')",
                clock.instant(),
                waitsFor);
    }

    /** The newest word about a campaign, if any came. */
    @Transactional
    public Optional<Control> of(String campaignId) {
        return statements
                .rows("select epoch, state from campaign_control where campaign_id = ?", this::control, campaignId)
                .stream()
                .findFirst();
    }

    /** The newest word, which nobody can replace until the caller's transaction has ended. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Control> held(String campaignId) {
        return statements
                .rows(
                        "select epoch, state from campaign_control where campaign_id = ? for share",
                        this::control,
                        campaignId)
                .stream()
                .findFirst();
    }

    private Control control(ResultSet row) throws SQLException {
        return new Control(
                row.getLong("epoch"), CampaignControl.State.valueOf(row.getString("state")), heard.certain());
    }
}
