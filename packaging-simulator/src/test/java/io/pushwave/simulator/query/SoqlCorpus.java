package io.pushwave.simulator.query;

import java.util.List;

/** Queries that are right, and pieces to make them wrong with. */
final class SoqlCorpus {
    static final List<String> QUERIES = List.of(
            "SELECT Id, PackageVersion.MetadataPackage.Name n FROM PackagePushRequest WHERE Status = 'Created' LIMIT 5",
            "SELECT Status, COUNT(Id) n FROM PackagePushJob GROUP BY Status HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC",
            "SELECT Id, (SELECT ErrorTitle FROM PackagePushErrors WHERE ErrorType != null LIMIT 2) FROM PackagePushJob j"
                    + " WHERE j.SystemModstamp >= LAST_N_DAYS:3 ORDER BY Id DESC NULLS LAST, Status LIMIT 20 OFFSET 1",
            "SELECT OrgKey FROM PackageSubscriber WHERE OrgName LIKE '%a\\_b\\'c%' AND (OrgType = 'Sandbox' OR NOT ("
                    + "ParentOrg IN ('x', null))) AND SystemModstamp < 2026-11-22T10:55:38.000+0000",
            "SELECT Id FROM PackagePushJob WHERE PackagePushRequestId IN (SELECT Id FROM PackagePushRequest WHERE"
                    + " IsMigration = false)",
            "SELECT FIELDS(ALL) FROM MetadataPackageVersion WHERE MajorVersion > 1.5 LIMIT 200",
            "SELECT COUNT() FROM PackageSubscriber USING SCOPE everything WHERE HasRestrictionEnabled = TRUE",
            "SELECT toLabel(Status), FORMAT(ScheduledStartTime) t FROM PackagePushRequest FOR VIEW",
            "SELECT MIN(MajorVersion), AVG(MinorVersion), SUM(BuildNumber), COUNT_DISTINCT(Name) FROM"
                    + " MetadataPackageVersion");

    static final List<String> PIECES = List.of(
            "SELECT ",
            " FROM ",
            " WHERE ",
            "(",
            ")",
            ",",
            "'",
            "\\",
            "\\u",
            " AND ",
            " OR ",
            " NOT ",
            " IN ",
            " LIKE ",
            "=",
            "!=",
            "<",
            ">",
            "null",
            "TODAY",
            "LAST_N_YEARS:100000",
            "NEXT_N_DAYS:",
            "2026-13-01T00:00:00Z",
            "9999999999",
            "-1",
            "1.5",
            "COUNT()",
            "COUNT(",
            "MAX(Id)",
            "Id",
            "Status",
            "PackagePushJob",
            ".",
            "..",
            " GROUP BY Status",
            " HAVING ",
            " ORDER BY ",
            " LIMIT ",
            " OFFSET 2000",
            " NULLS LAST",
            " DESC",
            "\n",
            "\r\n",
            ":x",
            "''",
            "Id IN (SELECT PackagePushJobId FROM PackagePushError)",
            "(SELECT Id FROM PackagePushErrors)",
            "toLabel(",
            "FIELDS(STANDARD)",
            " INCLUDES ('a')",
            " FOR UPDATE",
            " ALL ROWS",
            "/*",
            "--",
            "ß",
            "\u0000");

    private SoqlCorpus() {}
}
