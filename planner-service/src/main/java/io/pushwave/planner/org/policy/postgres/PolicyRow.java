package io.pushwave.planner.org.policy.postgres;

import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.policy.OrgPolicy;
import io.pushwave.planner.org.policy.Restriction.Hold;
import io.pushwave.planner.org.policy.Restriction.OptOut;
import io.pushwave.planner.org.policy.Restriction.Pin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The columns of {@code org_policy}, which may all be null where an org has no policy. */
public final class PolicyRow {
    /** For statements that have the table, or nothing, as {@code policy}. */
    public static final String COLUMNS = """
            policy.opt_out_by, policy.opt_out_reason, policy.opt_out_until, policy.hold_by, policy.hold_reason, policy.hold_until,
            policy.pin_by, policy.pin_reason, policy.pin_major_version, policy.pin_minor_version, policy.pin_patch_version,
            policy.pin_build_number
            """;

    private PolicyRow() {}

    public static OrgPolicy policy(ResultSet row) throws SQLException {
        var optOutBy = row.getString("opt_out_by");
        var holdBy = row.getString("hold_by");
        var pinBy = row.getString("pin_by");
        if (optOutBy == null && holdBy == null && pinBy == null) {
            return OrgPolicy.NONE;
        }
        return new OrgPolicy(
                optOutBy == null
                        ? Optional.empty()
                        : Optional.of(
                                new OptOut(optOutBy, row.getString("opt_out_reason"), until(row, "opt_out_until"))),
                holdBy == null
                        ? Optional.empty()
                        : Optional.of(new Hold(holdBy, row.getString("hold_reason"), until(row, "hold_until"))),
                pinBy == null
                        ? Optional.empty()
                        : Optional.of(new Pin(pinBy, row.getString("pin_reason"), pinned(row))));
    }

    private static Optional<Instant> until(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static VersionNumber pinned(ResultSet row) throws SQLException {
        return new VersionNumber(
                row.getInt("pin_major_version"),
                row.getInt("pin_minor_version"),
                row.getInt("pin_patch_version"),
                row.getInt("pin_build_number"));
    }
}
