package io.pushwave.planner.org.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.org.label.postgres.LabelJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The columns of {@code org} that a registered org is made of. */
final class OrgColumns {
    private static final String COLUMNS =
            "org_key, name, type, status, instance, parent_org, installed_version, push_blocked, labels";

    private OrgColumns() {}

    /**
     * For a statement that has the table as {@code alias}, and may have it twice.
     *
     * @param prefix of the names of the columns in the result
     */
    static String of(String alias, String prefix) {
        return COLUMNS.replaceAll("(\\w+)", alias + ".$1 as " + prefix + "$1");
    }

    /** The org that these columns have; empty if they are all null. */
    static Optional<RegisteredOrg> org(ResultSet row, String prefix) throws SQLException {
        var key = row.getString(prefix + "org_key");
        return key == null
                ? Optional.empty()
                : Optional.of(new RegisteredOrg(
                        new OrgKey(key),
                        row.getString(prefix + "name"),
                        row.getString(prefix + "type"),
                        row.getString(prefix + "status"),
                        row.getString(prefix + "instance"),
                        Optional.ofNullable(row.getString(prefix + "parent_org"))
                                .map(OrgKey::new),
                        new PackageVersionId(row.getString(prefix + "installed_version")),
                        row.getBoolean(prefix + "push_blocked"),
                        LabelJson.read(row.getString(prefix + "labels")).values()));
    }
}
