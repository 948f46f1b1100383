package io.pushwave.executor.postgres;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.domain.CommandFacts;
import io.pushwave.executor.domain.IntentState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** All that is stored about one org's push commands. */
@ApplicationScoped
public class OrgCommands {
    private static final String FACTS = """
            select i.command_id, i.campaign_id, i.wave, i.attempt, i.package_id, i.package_version_id, i.not_before,
                   i.not_after, i.state, i.state_since, i.ended_because, i.job_id,
                   r.id as request, r.salesforce_id, r.state as request_state, r.state_since as request_since,
                   r.scheduled_start, r.activated_at, r.waits_for, r.due_at,
                   case when r.lease_until > clock_timestamp() then r.lease_owner end as worked_on_by,
                   c.state as word, c.reason as word_reason, c.heard_at,
                   f.command_id as first_command, f.campaign_id as first_campaign, f.state as first_state,
                   f.state_since as first_since
              from push_intent i
              left join push_request r on r.id = i.request_id
              left join campaign_control c on c.campaign_id = i.campaign_id
              left join lateral (
                   select o.command_id, o.campaign_id, o.state, o.state_since from push_intent o
                    where i.state = 'WAITING' and o.org_key = i.org_key and o.package_id = i.package_id
                      and (o.state in ('ASSIGNED', 'SCHEDULED', 'STARTED', 'OVERDUE') or (o.state = 'WAITING' and o.sequence < i.sequence))
                    order by o.sequence limit 1) f on true
             where i.org_key = ?
             order by i.sequence desc limit ?
            """;

    private final Statements statements;

    OrgCommands(Statements statements) {
        this.statements = statements;
    }

    /** The commands of an org, newest first. */
    @Transactional
    public List<CommandFacts> of(OrgKey org, int most) {
        return statements.rows(FACTS, OrgCommands::facts, org.value(), most);
    }

    private static CommandFacts facts(ResultSet row) throws SQLException {
        return new CommandFacts(
                row.getString("command_id"),
                row.getString("campaign_id"),
                row.getInt("wave"),
                row.getInt("attempt"),
                row.getString("package_id"),
                row.getString("package_version_id"),
                Statements.instant(row, "not_before"),
                Statements.optionalInstant(row, "not_after"),
                IntentState.valueOf(row.getString("state")),
                Statements.instant(row, "state_since"),
                text(row, "ended_because"),
                text(row, "job_id"),
                request(row),
                word(row),
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
                Statements.instant(row, "request_since"),
                Statements.instant(row, "scheduled_start"),
                Statements.optionalInstant(row, "activated_at"),
                text(row, "waits_for"),
                Statements.instant(row, "due_at"),
                text(row, "worked_on_by")));
    }

    private static Optional<CommandFacts.Word> word(ResultSet row) throws SQLException {
        var state = text(row, "word");
        if (state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CommandFacts.Word(
                CampaignControl.State.valueOf(state.get()),
                row.getString("word_reason"),
                Statements.instant(row, "heard_at")));
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
                Statements.instant(row, "first_since")));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
