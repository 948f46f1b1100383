package io.pushwave.executor.command.postgres;

import static io.pushwave.database.Columns.integers;
import static io.pushwave.database.Columns.texts;

import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.executor.command.IntentState;
import io.pushwave.messaging.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Push commands that are never carried out: broken ones, contradicting ones, and those of campaigns that nobody knows. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class UnusableCommands {
    private final Jdbi jdbi;
    private final Clock clock;

    UnusableCommands(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A command of which no more can be used than whom its result is for. */
    public record BrokenCommand(Subject subject, Optional<String> traceParent) {}

    /** Stores broken commands as failed, and returns those whose id did not come before: a command has one result. */
    public List<IntentRow> addBroken(List<BrokenCommand> commands) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into push_intent as i (command_id, campaign_id, org_key, package_id, package_version_id, wave,
                                                      attempt, not_before, trace_parent, stored_at, state, state_since)
                        select n.command_id, n.campaign_id, n.org_key, '', '', n.wave, n.attempt, :now, n.trace_parent,
                               clock_timestamp(), :failed, :now
                          from unnest(:commands, :campaigns, :orgs, :waves, :attempts, :traces)
                            as n (command_id, campaign_id, org_key, wave, attempt, trace_parent)
                        on conflict (command_id) do nothing
                        """ + PushIntents.RETURNING)
                .bind("now", clock.instant())
                .bind("failed", IntentState.FAILED.name())
                .bind("commands", texts(commands, command -> command.subject().commandId()))
                .bind("campaigns", texts(commands, command -> command.subject().campaignId()))
                .bind(
                        "orgs",
                        texts(commands, command -> command.subject().orgKey().value()))
                .bind("waves", integers(commands, command -> command.subject().wave()))
                .bind(
                        "attempts",
                        integers(commands, command -> command.subject().attempt()))
                .bind("traces", texts(commands, command -> command.traceParent().orElse(null)))
                .map(PushIntents::intentRow)
                .list());
    }

    /** The ids of commands under which something else was stored before; another spelling of an id is nothing else. */
    public List<String> contradicting(List<Received<OrgPushCommanded>> commands) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select n.command_id
                          from unnest(:commands, :campaigns, :orgs, :packages, :versions, :waves, :attempts)
                            as n (command_id, campaign_id, org_key, package_id, package_version_id, wave, attempt)
                          join push_intent i on i.command_id = n.command_id
                         where (i.campaign_id, i.org_key, left(i.package_id, 15), left(i.package_version_id, 15), i.wave,
                                i.attempt)
                               <> (n.campaign_id, n.org_key, left(n.package_id, 15), left(n.package_version_id, 15), n.wave,
                                   n.attempt)
                        """)
                .bind("commands", texts(commands, received -> received.message().commandId()))
                .bind(
                        "campaigns",
                        texts(commands, received -> received.message().campaignId()))
                .bind(
                        "orgs",
                        texts(commands, received -> received.message().orgKey().value()))
                .bind("packages", texts(commands, received -> received.message().packageId()))
                .bind("versions", texts(commands, received -> received.message().packageVersionId()))
                .bind("waves", integers(commands, received -> received.message().wave()))
                .bind(
                        "attempts",
                        integers(commands, received -> received.message().attempt()))
                .mapTo(String.class)
                .list());
    }

    /**
     * Ends waiting commands about whose campaign no control has come, not even one that could not be read. Steps from one waiting
     * campaign to the next in the index, so that a long backlog costs nothing, and looks at the commands of unknown campaigns alone.
     *
     * @param after how long they have waited, by the database's clock
     */
    public List<IntentRow> cancelUnknown(Duration after, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                with recursive waiting (campaign_id) as (
                    select min(w.campaign_id) from push_intent w where %1$s
                    union all
                    select (select min(w.campaign_id) from push_intent w
                             where %1$s and w.campaign_id > waiting.campaign_id)
                      from waiting where waiting.campaign_id is not null),
                unknown as materialized (
                    select waiting.campaign_id from waiting
                     where waiting.campaign_id is not null
                       and not exists (select 1 from campaign_control c where c.campaign_id = waiting.campaign_id)
                       and not exists (select 1 from held_control h
                                        where h.released_at is null
                                          and (h.campaign_id is null or h.campaign_id = waiting.campaign_id)))
                update push_intent i set state = :cancelled, state_since = :now
                 where i.command_id in (
                       select old.command_id
                         from unknown
                        cross join lateral (select w.command_id from push_intent w
                                             where w.campaign_id = unknown.campaign_id and %1$s
                                               and w.stored_at < clock_timestamp() - :after * interval '1 ms'
                                             order by w.not_before, w.sequence limit :most for update skip locked) old
                        limit :most)
                """.formatted(IntentSql.WAITS) + PushIntents.RETURNING)
                .bind("cancelled", IntentState.CANCELLED.name())
                .bind("now", clock.instant())
                .bind("after", after.toMillis())
                .bind("most", most)
                .map(PushIntents::intentRow)
                .list());
    }
}
