package io.pushwave.executor.command.postgres;

import static io.pushwave.database.Columns.texts;
import static io.pushwave.database.SetStatements.checked;

import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.postgres.StateSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Push commands that were reported as timed out while their jobs may still run. Every method is one statement, and every
 * change is guarded by the state it leaves, so that what comes twice is reported once.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class OverdueIntents {
    private static final String OVERDUE = checked(IntentSql.is("i.state", IntentState.OVERDUE));

    private static final String END =
            "update push_intent i set state = :end, state_since = :now where i.request_id = :request and " + OVERDUE;

    private static final String ANSWERED =
            PushIntents.REPORTED_OF_REQUESTS.formatted(":requests, :orgs, :states", "request_id, org_key, state")
                    + "update push_intent i set state = reported.state, state_since = :now from reported"
                    + " where i.command_id = reported.command_id and "
                    + checked(IntentSql.is("i.state", IntentState.OVERDUE) + " and reported.state <> "
                            + StateSql.name(IntentState.STARTED))
                    + PushIntents.RETURNING;

    private final Jdbi jdbi;
    private final Clock clock;

    OverdueIntents(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The time is up for every open command of a request: those with a job are overdue, the others have failed. */
    public List<IntentRow> begin(String requestId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update push_intent i
                           set state = case when i.job_id is null then :failed else :overdue end, state_since = :now
                         where i.request_id = :request and\s""" + PushIntents.UNDER_WAY + PushIntents.RETURNING)
                .bind("failed", IntentState.FAILED.name())
                .bind("overdue", IntentState.OVERDUE.name())
                .bind("now", clock.instant())
                .bind("request", requestId)
                .map(PushIntents::intentRow)
                .list());
    }

    /** Ends overdue commands as their jobs ended. */
    public List<IntentRow> answered(List<JobProgress> ends) {
        return jdbi.withHandle(handle -> handle.createQuery(ANSWERED)
                .bind("requests", texts(ends, JobProgress::requestId))
                .bind("orgs", texts(ends, entry -> entry.orgKey().value()))
                .bind("states", texts(ends, entry -> entry.state().name()))
                .bind("now", clock.instant())
                .map(PushIntents::intentRow)
                .list());
    }

    /** Ends every overdue command of a request in the same way. */
    public List<IntentRow> answeredAll(String requestId, IntentState end) {
        return jdbi.withHandle(handle -> handle.createQuery(END + PushIntents.RETURNING)
                .bind("end", end.name())
                .bind("now", clock.instant())
                .bind("request", requestId)
                .map(PushIntents::intentRow)
                .list());
    }

    /** Leaves the overdue commands of a request as failed, as they were reported, and says how many. */
    public int giveUp(String requestId) {
        return jdbi.withHandle(handle -> handle.createUpdate(END)
                .bind("end", IntentState.FAILED.name())
                .bind("now", clock.instant())
                .bind("request", requestId)
                .execute());
    }
}
