package io.pushwave.executor.postgres;

import static io.pushwave.executor.postgres.Statements.texts;

import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.messaging.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Push commands that are never carried out: broken ones, contradicting ones, and those of campaigns that nobody knows. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class UnusableCommands {
    private final Statements statements;
    private final Clock clock;

    UnusableCommands(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** A command of which no more can be used than whom its result is for. */
    public record BrokenCommand(Subject subject, Optional<String> traceParent) {}

    /** Stores broken commands as failed, and returns those whose id did not come before: a command has one result. */
    public List<IntentRow> addBroken(List<BrokenCommand> commands) {
        Instant now = clock.instant();
        return statements.rows(
                """
                insert into push_intent as i (command_id, campaign_id, org_key, package_id, package_version_id, wave, attempt,
                                              not_before, trace_parent, stored_at, state, state_since)
                select n.command_id, n.campaign_id, n.org_key, '', '', n.wave::int, n.attempt::int, ?, n.trace_parent,
                       clock_timestamp(), 'FAILED', ?
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as n (command_id, campaign_id, org_key, wave, attempt, trace_parent)
                on conflict (command_id) do nothing
                """ + PushIntents.RETURNING,
                PushIntents::intentRow,
                now,
                now,
                texts(commands, command -> command.subject().commandId()),
                texts(commands, command -> command.subject().campaignId()),
                texts(commands, command -> command.subject().orgKey().value()),
                texts(commands, command -> Integer.toString(command.subject().wave())),
                texts(commands, command -> Integer.toString(command.subject().attempt())),
                texts(commands, command -> command.traceParent().orElse(null)));
    }

    /** The ids of commands under which something else was stored before; another spelling of an id is nothing else. */
    public List<String> contradicting(List<Received<OrgPushCommanded>> commands) {
        return statements.rows(
                """
                select n.command_id
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as n (command_id, campaign_id, org_key, package_id, package_version_id, wave, attempt)
                  join push_intent i on i.command_id = n.command_id
                 where (i.campaign_id, i.org_key, left(i.package_id, 15), left(i.package_version_id, 15), i.wave, i.attempt)
                       <> (n.campaign_id, n.org_key, left(n.package_id, 15), left(n.package_version_id, 15), n.wave::int,
                           n.attempt::int)
                """,
                row -> row.getString("command_id"),
                texts(commands, received -> received.message().commandId()),
                texts(commands, received -> received.message().campaignId()),
                texts(commands, received -> received.message().orgKey().value()),
                texts(commands, received -> received.message().packageId()),
                texts(commands, received -> received.message().packageVersionId()),
                texts(commands, received -> Integer.toString(received.message().wave())),
                texts(commands, received -> Integer.toString(received.message().attempt())));
    }

    /**
     * Ends waiting commands about whose campaign no word has come. Steps from one waiting campaign to the next in the index, so
     * that a long backlog costs nothing.
     *
     * @param after how long they have waited, by the database's clock
     */
    public List<IntentRow> cancelUnknown(Duration after, int most) {
        return statements.rows(
                """
                with recursive waiting (campaign_id) as (
                    select min(w.campaign_id) from push_intent w where w.state = 'WAITING'
                    union all
                    select (select min(w.campaign_id) from push_intent w
                             where w.state = 'WAITING' and w.campaign_id > waiting.campaign_id)
                      from waiting where waiting.campaign_id is not null)
                update push_intent i set state = 'CANCELLED', state_since = ?
                 where i.command_id in (
                       select old.command_id
                         from waiting
                        cross join lateral (select w.command_id from push_intent w
                                             where w.campaign_id = waiting.campaign_id and w.state = 'WAITING'
                                               and w.stored_at < clock_timestamp() - ? * interval '1 ms'
                                             limit ? for update skip locked) old
                        where not exists (select 1 from campaign_control c where c.campaign_id = waiting.campaign_id)
                        limit ?)
                """ + PushIntents.RETURNING, PushIntents::intentRow, clock.instant(), after.toMillis(), most, most);
    }
}
