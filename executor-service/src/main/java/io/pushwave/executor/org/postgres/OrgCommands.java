package io.pushwave.executor.org.postgres;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.command.postgres.IntentSql;
import io.pushwave.executor.org.CommandFacts;
import io.pushwave.executor.postgres.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** All that is stored about one org's push commands. */
@ApplicationScoped
public class OrgCommands {
    private static final String FACTS = """
            select i.command_id, i.campaign_id, i.wave, i.attempt, i.package_id, i.package_version_id, i.not_before,
                   i.not_after, i.state, i.state_since, i.ended_because, i.job_id,
                   r.id as request, r.salesforce_id, r.state as request_state, r.state_since as request_since,
                   r.scheduled_start, r.activated_at, r.waits_for, r.due_at,
                   case when r.lease_until > clock_timestamp() then r.lease_owner end as worked_on_by,
                   c.state as control, c.reason as control_reason, c.heard_at,
                   h.held_at as unread_since, h.reason as unread_reason,
                   f.command_id as first_command, f.campaign_id as first_campaign, f.state as first_state,
                   f.state_since as first_since
              from push_intent i
              left join push_request r on r.id = i.request_id
              left join campaign_control c on c.campaign_id = i.campaign_id
              left join lateral (
                   select u.held_at, u.reason from held_control u
                    where u.released_at is null and (u.campaign_id is null or u.campaign_id = i.campaign_id)
                    order by u.id limit 1) h on true
              left join lateral (
                   select o.command_id, o.campaign_id, o.state, o.state_since from push_intent o
                    where %1$s and o.org_key = i.org_key and o.package_id = i.package_id
                      and (%2$s or (%3$s and o.sequence < i.sequence))
                    order by o.sequence limit 1) f on true
             where i.org_key = :org
             order by i.sequence desc limit :most
            """.formatted(
                    IntentSql.is("i.state", IntentState.WAITING),
                    IntentSql.inFlight("o.state"),
                    IntentSql.is("o.state", IntentState.WAITING));

    private final Jdbi jdbi;

    OrgCommands(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The commands of an org, newest first. */
    @Transactional
    public List<CommandFacts> of(OrgKey org, int most) {
        return jdbi.withHandle(handle -> handle.createQuery(FACTS)
                .bind("org", org.value())
                .bind("most", most)
                .map(OrgCommands::facts)
                .list());
    }

    private static CommandFacts facts(ResultSet row, StatementContext context) throws SQLException {
        return new CommandFacts(
                row.getString("command_id"),
                row.getString("campaign_id"),
                row.getInt("wave"),
                row.getInt("attempt"),
                row.getString("package_id"),
                row.getString("package_version_id"),
                RowTimes.instant(row, "not_before"),
                RowTimes.optionalInstant(row, "not_after"),
                IntentState.valueOf(row.getString("state")),
                RowTimes.instant(row, "state_since"),
                text(row, "ended_because"),
                text(row, "job_id"),
                request(row),
                control(row),
                unread(row),
                first(row));
    }

    private static Optional<CommandFacts.RequestFacts> request(ResultSet row) throws SQLException {
        var id = text(row, "request");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CommandFacts.RequestFacts(
                id.get(),
                text(row, "salesforce_id"),
                row.getString("request_state"),
                RowTimes.instant(row, "request_since"),
                RowTimes.instant(row, "scheduled_start"),
                RowTimes.optionalInstant(row, "activated_at"),
                text(row, "waits_for"),
                RowTimes.instant(row, "due_at"),
                text(row, "worked_on_by")));
    }

    private static Optional<CommandFacts.ControlFacts> control(ResultSet row) throws SQLException {
        var state = text(row, "control");
        if (state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CommandFacts.ControlFacts(
                CampaignControl.State.valueOf(state.get()),
                row.getString("control_reason"),
                RowTimes.instant(row, "heard_at")));
    }

    private static Optional<CommandFacts.UnreadControlFacts> unread(ResultSet row) throws SQLException {
        var since = RowTimes.optionalInstant(row, "unread_since");
        return since.isEmpty()
                ? Optional.empty()
                : Optional.of(new CommandFacts.UnreadControlFacts(since.get(), row.getString("unread_reason")));
    }

    private static Optional<CommandFacts.Predecessor> first(ResultSet row) throws SQLException {
        var command = text(row, "first_command");
        if (command.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CommandFacts.Predecessor(
                command.get(),
                row.getString("first_campaign"),
                IntentState.valueOf(row.getString("first_state")),
                RowTimes.instant(row, "first_since")));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
