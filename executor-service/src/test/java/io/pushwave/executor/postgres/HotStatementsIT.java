package io.pushwave.executor.postgres;

import static io.pushwave.executor.postgres.HotRows.PACKAGE;
import static io.pushwave.executor.postgres.HotRows.ROWS;
import static io.pushwave.executor.postgres.HotRows.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.database.SetStatements;
import io.pushwave.executor.command.postgres.HotCommands;
import io.pushwave.executor.control.postgres.HotControls;
import io.pushwave.executor.inventory.postgres.HotSubscribers;
import io.pushwave.executor.org.postgres.HotOrgs;
import io.pushwave.executor.request.postgres.HotRequests;
import io.pushwave.infrastructure.Infrastructure;
import io.pushwave.messaging.plans.Gathered;
import io.pushwave.messaging.plans.HotStatements;
import io.pushwave.messaging.plans.MeasuredSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every statement on the tables of the executor that grow with the orgs. */
class HotStatementsIT {
    private static final Infrastructure INFRASTRUCTURE = Infrastructure.create();

    @BeforeAll
    static void start() {
        INFRASTRUCTURE.postgres().start();
    }

    @AfterAll
    static void stop() {
        INFRASTRUCTURE.postgres().close();
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsKnownOfTheTablesNoStatementTouchesMoreThanItsRowsNeed(Gathered gathered) throws SQLException {
        try (var schema = MeasuredSchema.create(
                INFRASTRUCTURE.postgres(),
                Path.of("src/main/resources/application.properties"),
                "db/messaging",
                "db/executor")) {
            var hot = hotStatements(schema);
            schema.grow(gathered, HotStatementsIT::rows, ROWS, hot);

            var tooMuch = hot.tooMuch(schema);

            assertThat(tooMuch).isEmpty();
        }
    }

    /** The first 20,000 commands wait; each thousand after them has a push request of its own. */
    private static List<String> rows(int from, int to) {
        return List.of(
                """
                insert into campaign_control
                select * from (values ('waiting', 1, 'RUNNING', '', now()), ('aborted', 1, 'ABORTED', '', now()),
                                      ('late', 1, 'HALTED', '', now()), ('pushed', 1, 'RUNNING', '', now())) as c
                on conflict do nothing
                """,
                """
                insert into push_intent (command_id, campaign_id, org_key, package_id, package_version_id, wave, attempt,
                                         not_before, not_after, stored_at, state, state_since, request_id, job_id)
                select 'command-' || n,
                       case when n <= 20000 then 'waiting' when n <= 41000 then 'pushed' when n <= 43000 then 'aborted'
                            when n <= 44000 then 'late' when n <= 45000 then 'unknown' else 'pushed' end,
                       '00D' || reverse(lpad(n::text, 12, '0')), '%s', '%s', 1 + n %% 2, 1, '2026-01-01',
                       case when n between 43001 and 44000 then '2026-01-02'::timestamptz end, '2026-01-01',
                       case when n <= 20000 or n between 41001 and 45000 then 'WAITING' when n <= 25000 then 'ASSIGNED'
                            when n <= 30000 then 'SCHEDULED' when n <= 40000 then 'STARTED' when n <= 41000 then 'OVERDUE'
                            else 'SUCCEEDED' end,
                       '2026-01-01',
                       case when n between 20001 and 41000 or n > 45000 then 'request-' || (n - 1) / 1000 end,
                       case when n between 22001 and 41000 or n > 45000 then 'job-' || n end
                  from generate_series(%d, %d) as n
                """.formatted(PACKAGE, VERSION, from, to),
                """
                insert into push_request (id, campaign_id, wave, package_id, package_version_id, scheduled_start, orgs, state,
                                          state_since, salesforce_id, due_at, formed_at, overdue_since)
                select 'request-' || n, 'pushed', 1, '%s', '%s', '2026-01-01'::timestamptz + n * interval '1 s', 1000,
                       case when n <= 60 then (array['FORMED', 'VERIFIED', 'ACTIVATED', 'ACTIVATED'])[1 + n %% 4]
                            else 'FINISHED' end,
                       '2026-01-01', 'request-' || n, '2026-01-01', '2026-01-01',
                       case when n %% 8 = 3 then '2026-01-01'::timestamptz end
                  from generate_series(%d, %d) as n
                """.formatted(PACKAGE, VERSION, from, to),
                """
                insert into inventory (package_id, due_at) values ('%s', now()) on conflict do nothing
                """.formatted(PACKAGE),
                """
                insert into subscriber
                select '%s', '00D' || reverse(lpad(n::text, 12, '0')), 'Org ' || n, 'Active', 'Production', 'NA1', null, '%s', false,
                       '2026-01-01', 1
                  from generate_series(%d, %d) as n
                """.formatted(PACKAGE, VERSION, from, to));
    }

    private static HotStatements hotStatements(MeasuredSchema schema) {
        var jdbi = SetStatements.inTransactionsOf(schema.dataSource());
        var hot = new HotStatements();
        HotCommands.add(hot, jdbi);
        HotOrgs.add(hot, jdbi);
        HotRequests.add(hot, schema, jdbi);
        HotControls.add(hot, jdbi);
        HotSubscribers.add(hot, jdbi);
        return hot;
    }
}
