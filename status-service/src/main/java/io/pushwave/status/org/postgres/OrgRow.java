package io.pushwave.status.org.postgres;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.database.Columns;
import io.pushwave.status.org.OrgId;
import io.pushwave.status.org.OrgStanding;
import io.pushwave.status.org.OrgView;
import io.pushwave.status.org.PlanEntry;
import io.pushwave.status.org.Step;
import io.pushwave.status.postgres.RowValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** How an org is laid out in {@code org_view}: the only place that knows both. */
final class OrgRow {
    /**
     * A column, and its values as the parameter of the same name.
     *
     * @param values those of a batch of rows, in their order
     */
    record Column(String name, Function<Collection<StoredOrg>, Argument> values) {
        private static Column text(String name, Function<StoredOrg, @Nullable String> value) {
            return new Column(name, rows -> Columns.texts(rows, value));
        }

        private static Column integer(String name, Function<StoredOrg, @Nullable Integer> value) {
            return new Column(name, rows -> Columns.integers(rows, value));
        }

        private static Column bool(String name, Function<StoredOrg, @Nullable Boolean> value) {
            return new Column(name, rows -> Columns.booleans(rows, value));
        }

        private static Column instant(String name, Function<StoredOrg, @Nullable Instant> value) {
            return new Column(name, rows -> Columns.instants(rows, value));
        }
    }

    /** What a row is found by. */
    static final List<Column> KEY = List.of(
            Column.text("campaign_id", org -> org.view().id().campaignId()),
            Column.text("org_key", org -> org.view().id().orgKey().value()));

    /** What may change; of all else there is the key. */
    static final List<Column> CHANGING = List.of(
            Column.text("org_name", described(OrgDescription::orgName)),
            Column.text("org_type", described(OrgDescription::orgType)),
            Column.text("org_status", described(OrgDescription::orgStatus)),
            Column.text("instance_name", described(OrgDescription::instanceName)),
            Column.text(
                    "parent_org",
                    org -> org.view()
                            .plan()
                            .flatMap(plan -> plan.org().parentOrg())
                            .map(OrgKey::value)
                            .orElse(null)),
            Column.text("installed_version_id", described(OrgDescription::installedVersionId)),
            Column.integer(
                    "plan_revision",
                    org -> org.view().plan().map(PlanEntry::planRevision).orElse(null)),
            Column.integer("wave", org -> org.view().wave().orElse(null)),
            Column.text(
                    "excluded_reason",
                    org -> org.view()
                            .plan()
                            .flatMap(PlanEntry::excludedReason)
                            .map(Enum::name)
                            .orElse(null)),
            Column.instant(
                    "planned_at", org -> org.view().plan().map(PlanEntry::at).orElse(null)),
            Column.text("results", org -> ResultsJson.write(org.view().results())),
            Column.integer("highest_attempt", org -> org.view().highestAttempt()),
            Column.integer("attempt", standing(OrgStanding::attempt)),
            Column.text("step", standing(standing -> standing.step().name())),
            Column.text(
                    "failure_class", failed(failure -> failure.failureClass().name())),
            Column.bool("retryable", failed(Failure::retryable)),
            Column.text("error_type", failed(Failure::errorType)),
            Column.text("error_title", failed(Failure::title)),
            Column.text("error_message", failed(Failure::message)),
            Column.text(
                    "error_group",
                    org -> org.standing()
                            .flatMap(OrgStanding::failure)
                            .flatMap(Failure::group)
                            .orElse(null)),
            Column.text("left_out_reason", leftOut(leftOut -> leftOut.reason().name())),
            Column.text("left_out_message", leftOut(LeftOut::message)),
            Column.text(
                    "push_request_id",
                    org -> org.standing().flatMap(OrgStanding::pushRequestId).orElse(null)),
            Column.text(
                    "push_job_id",
                    org -> org.standing().flatMap(OrgStanding::pushJobId).orElse(null)),
            Column.instant("updated_at", standing(OrgStanding::updatedAt)),
            Column.integer("strays", StoredOrg::strayResults));

    static final List<Column> ALL =
            Stream.concat(KEY.stream(), CHANGING.stream()).toList();

    private OrgRow() {}

    static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** {@code unnest(…)} of columns, whose parameters {@link #bind} gives. */
    static String unnest(List<Column> columns) {
        return columns.stream().map(column -> ":" + column.name()).collect(Collectors.joining(", ", "unnest(", ")"));
    }

    static <S extends SqlStatement<S>> S bind(S statement, List<Column> columns, Collection<StoredOrg> rows) {
        columns.forEach(column -> statement.bind(column.name(), column.values().apply(rows)));
        return statement;
    }

    static OrgId readId(ResultSet row, StatementContext context) throws SQLException {
        return readId(row);
    }

    private static OrgId readId(ResultSet row) throws SQLException {
        return new OrgId(row.getString("campaign_id"), new OrgKey(row.getString("org_key")));
    }

    /** What was said about the org. */
    static OrgView readView(ResultSet row, StatementContext context) throws SQLException {
        return new OrgView(readId(row), readPlan(row), ResultsJson.read(row.getString("results")));
    }

    /** Where the org stands; only of a row whose {@code step} is not null. */
    static OrgStanding readStanding(ResultSet row, StatementContext context) throws SQLException {
        return new OrgStanding(
                readId(row),
                readDescription(row),
                readWave(row),
                readExcludedReason(row),
                row.getInt("attempt"),
                Step.valueOf(row.getString("step")),
                readFailure(row),
                readLeftOut(row),
                Optional.ofNullable(row.getString("push_request_id")),
                Optional.ofNullable(row.getString("push_job_id")),
                RowValues.instant(row, "updated_at"));
    }

    private static Optional<PlanEntry> readPlan(ResultSet row) throws SQLException {
        if (row.getString("org_name") == null) {
            return Optional.empty();
        }
        return Optional.of(new PlanEntry(
                row.getInt("plan_revision"),
                readDescription(row),
                readWave(row),
                readExcludedReason(row),
                RowValues.instant(row, "planned_at")));
    }

    private static OrgDescription readDescription(ResultSet row) throws SQLException {
        return new OrgDescription(
                new OrgKey(row.getString("org_key")),
                row.getString("org_name"),
                row.getString("org_type"),
                row.getString("org_status"),
                row.getString("instance_name"),
                Optional.ofNullable(row.getString("parent_org")).map(OrgKey::new),
                row.getString("installed_version_id"));
    }

    private static Optional<Integer> readWave(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("wave", Integer.class));
    }

    private static Optional<ExclusionReason> readExcludedReason(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("excluded_reason")).map(ExclusionReason::valueOf);
    }

    private static Optional<Failure> readFailure(ResultSet row) throws SQLException {
        var failureClass = row.getString("failure_class");
        if (failureClass == null) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                FailureClass.valueOf(failureClass),
                row.getBoolean("retryable"),
                row.getString("error_type"),
                row.getString("error_title"),
                row.getString("error_message"),
                Optional.ofNullable(row.getString("error_group"))));
    }

    private static Optional<LeftOut> readLeftOut(ResultSet row) throws SQLException {
        var reason = row.getString("left_out_reason");
        return reason == null
                ? Optional.empty()
                : Optional.of(new LeftOut(LeftOutReason.valueOf(reason), row.getString("left_out_message")));
    }

    private static <V> Function<StoredOrg, @Nullable V> described(Function<OrgDescription, V> value) {
        return org -> org.view().plan().map(plan -> value.apply(plan.org())).orElse(null);
    }

    private static <V> Function<StoredOrg, @Nullable V> standing(Function<OrgStanding, V> value) {
        return org -> org.standing().map(value).orElse(null);
    }

    private static <V> Function<StoredOrg, @Nullable V> failed(Function<Failure, V> value) {
        return org -> org.standing().flatMap(OrgStanding::failure).map(value).orElse(null);
    }

    private static <V> Function<StoredOrg, @Nullable V> leftOut(Function<LeftOut, V> value) {
        return org -> org.standing().flatMap(OrgStanding::leftOut).map(value).orElse(null);
    }
}
