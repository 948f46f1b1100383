package io.pushwave.status.postgres;

import static io.pushwave.status.postgres.Column.integer;
import static io.pushwave.status.postgres.Column.text;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.status.domain.OrgId;
import io.pushwave.status.domain.OrgView;
import io.pushwave.status.domain.Step;
import io.pushwave.status.domain.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How an org's view is laid out in {@code org_view}: the only place that knows both. */
final class OrgRow {
    private static final Column<OrgView> CAMPAIGN_ID =
            text("campaign_id", view -> view.id().campaignId());
    private static final Column<OrgView> ORG_KEY =
            text("org_key", view -> view.id().orgKey().value());

    /** What a row is found by. */
    static final List<Column<OrgView>> KEY = List.of(CAMPAIGN_ID, ORG_KEY);

    /** All columns. */
    static final List<Column<OrgView>> ALL = List.of(
            CAMPAIGN_ID,
            ORG_KEY,
            text("org_name", described(OrgDescription::orgName)),
            text("org_type", described(OrgDescription::orgType)),
            text("org_status", described(OrgDescription::orgStatus)),
            text("instance_name", described(OrgDescription::instanceName)),
            text(
                    "parent_org",
                    view -> view.org()
                            .flatMap(org -> org.value().parentOrg())
                            .map(OrgKey::value)
                            .orElse(null)),
            text("installed_version_id", described(OrgDescription::installedVersionId)),
            integer("wave", view -> view.wave().orElse(null)),
            text(
                    "excluded_reason",
                    view -> view.excludedReason().map(Enum::name).orElse(null)),
            integer("attempt", OrgView::attempt),
            text("step", view -> view.step().name()),
            integer("failure_attempt", attempt(OrgView::failure)),
            text("failure_class", failed(failure -> failure.failureClass().name())),
            new Column<>("retryable", "bool", failed(Failure::retryable)),
            text("error_type", failed(Failure::errorType)),
            text("error_title", failed(Failure::title)),
            text("error_message", failed(Failure::message)),
            text(
                    "error_group",
                    view -> view.failure().flatMap(told -> told.value().group()).orElse(null)),
            integer("push_request_attempt", attempt(OrgView::pushRequestId)),
            text("push_request_id", word(OrgView::pushRequestId)),
            integer("push_job_attempt", attempt(OrgView::pushJobId)),
            text("push_job_id", word(OrgView::pushJobId)),
            new Column<>("updated_at", "timestamptz", view -> view.updatedAt().toString()));

    private OrgRow() {}

    static OrgId readId(ResultSet row) throws SQLException {
        return new OrgId(row.getString("campaign_id"), new OrgKey(row.getString("org_key")));
    }

    static OrgView read(ResultSet row) throws SQLException {
        return new OrgView(
                readId(row),
                readDescription(row),
                Optional.ofNullable(row.getObject("wave", Integer.class)),
                Optional.ofNullable(row.getString("excluded_reason")).map(ExclusionReason::valueOf),
                row.getInt("attempt"),
                Step.valueOf(row.getString("step")),
                readFailure(row),
                readWord(row, "push_request_attempt", "push_request_id"),
                readWord(row, "push_job_attempt", "push_job_id"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<Told<OrgDescription>> readDescription(ResultSet row) throws SQLException {
        if (row.getString("org_name") == null) {
            return Optional.empty();
        }
        return Optional.of(new Told<>(
                0,
                new OrgDescription(
                        new OrgKey(row.getString("org_key")),
                        row.getString("org_name"),
                        row.getString("org_type"),
                        row.getString("org_status"),
                        row.getString("instance_name"),
                        Optional.ofNullable(row.getString("parent_org")).map(OrgKey::new),
                        row.getString("installed_version_id"))));
    }

    private static Optional<Told<Failure>> readFailure(ResultSet row) throws SQLException {
        var attempt = row.getObject("failure_attempt", Integer.class);
        if (attempt == null) {
            return Optional.empty();
        }
        return Optional.of(new Told<>(
                attempt,
                new Failure(
                        FailureClass.valueOf(row.getString("failure_class")),
                        row.getBoolean("retryable"),
                        row.getString("error_type"),
                        row.getString("error_title"),
                        row.getString("error_message"),
                        Optional.ofNullable(row.getString("error_group")))));
    }

    private static Optional<Told<String>> readWord(ResultSet row, String attemptColumn, String column)
            throws SQLException {
        var attempt = row.getObject(attemptColumn, Integer.class);
        return attempt == null ? Optional.empty() : Optional.of(new Told<>(attempt, row.getString(column)));
    }

    private static Function<OrgView, @Nullable Object> described(Function<OrgDescription, Object> value) {
        return view -> view.org().map(org -> value.apply(org.value())).orElse(null);
    }

    private static Function<OrgView, @Nullable Object> failed(Function<Failure, Object> value) {
        return view -> view.failure().map(told -> value.apply(told.value())).orElse(null);
    }

    private static <T> Function<OrgView, @Nullable Object> attempt(Function<OrgView, Optional<Told<T>>> told) {
        return view -> told.apply(view).<Object>map(Told::attempt).orElse(null);
    }

    private static Function<OrgView, @Nullable Object> word(Function<OrgView, Optional<Told<String>>> told) {
        return view -> told.apply(view).<Object>map(Told::value).orElse(null);
    }
}
