package io.pushwave.executor.control.postgres;

import static io.pushwave.database.Columns.longs;
import static io.pushwave.database.Columns.texts;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.executor.control.Control;
import io.pushwave.executor.control.work.ControlsProgress;
import io.pushwave.executor.request.postgres.RequestSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The newest control of each campaign. */
@ApplicationScoped
public class CampaignControls {
    static final String HASTEN_CAMPAIGNS = """
            update push_request set due_at = least(due_at, :now)
             where campaign_id = any(:campaigns) and %s
            """.formatted(RequestSql.open("state"));

    static final String HASTEN_WAITING =
            "update push_request set due_at = least(due_at, :now) where waits_for = :reason and "
                    + RequestSql.open("state");

    private final Jdbi jdbi;
    private final ControlsProgress progress;
    private final Clock clock;

    CampaignControls(Jdbi jdbi, ControlsProgress progress, Clock clock) {
        this.jdbi = jdbi;
        this.progress = progress;
        this.clock = clock;
    }

    /** Stores what is newer than what is known, and makes the campaigns' open push requests due. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void store(Collection<CampaignControlled> controls) {
        var newest = new HashMap<String, CampaignControlled>();
        controls.forEach(control ->
                newest.merge(control.campaignId(), control, (one, other) -> other.epoch() > one.epoch() ? other : one));
        // One order for everybody, so that two instances that store the same controls do not wait for each other in a
        // circle.
        var ordered = newest.values().stream()
                .sorted((one, other) -> one.campaignId().compareTo(other.campaignId()))
                .toList();
        Instant now = clock.instant();
        var changed = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into campaign_control as known (campaign_id, epoch, state, reason, heard_at)
                        select n.campaign_id, n.epoch, n.state, n.reason, :now
                          from unnest(:campaigns, :epochs, :states, :reasons) as n (campaign_id, epoch, state, reason)
                        on conflict (campaign_id) do update
                           set epoch = excluded.epoch, state = excluded.state, reason = excluded.reason,
                               heard_at = excluded.heard_at
                         where excluded.epoch > known.epoch
                        returning campaign_id
                        """)
                .bind("now", now)
                .bind("campaigns", texts(ordered, CampaignControlled::campaignId))
                .bind("epochs", longs(ordered, CampaignControlled::epoch))
                .bind("states", texts(ordered, control -> control.state().name()))
                .bind("reasons", texts(ordered, CampaignControlled::reason))
                .mapTo(String.class)
                .list());
        if (!changed.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(HASTEN_CAMPAIGNS)
                    .bind("now", now)
                    .bind("campaigns", texts(changed))
                    .execute());
        }
    }

    /** Makes what waits for this reason due now. */
    @Transactional
    public void hasten(String waitsFor) {
        jdbi.useHandle(handle -> handle.createUpdate(HASTEN_WAITING)
                .bind("now", clock.instant())
                .bind("reason", waitsFor)
                .execute());
    }

    /** The newest control of a campaign, if any came. */
    @Transactional
    public Optional<Control> of(String campaignId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.epoch, c.state,
                               exists (select 1 from held_control h
                                        where h.released_at is null
                                          and (h.campaign_id is null or h.campaign_id = c.campaign_id)) as held
                          from campaign_control c where c.campaign_id = :campaign
                        """)
                .bind("campaign", campaignId)
                .map(this::read)
                .findFirst());
    }

    /** The newest control, which nobody can replace or hold until the caller's transaction has ended. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Control> held(String campaignId) {
        jdbi.useHandle(handle -> handle.createQuery(
                        "select epoch from campaign_control where campaign_id = :campaign for share")
                .bind("campaign", campaignId)
                .mapTo(Long.class)
                .findFirst());
        // Asked after the lock was got: whoever had it may have stored a control, or a hold, meanwhile.
        return of(campaignId);
    }

    private Control read(ResultSet row, StatementContext context) throws SQLException {
        return new Control(
                row.getLong("epoch"),
                CampaignControl.State.valueOf(row.getString("state")),
                progress.certain(),
                row.getBoolean("held"));
    }
}
