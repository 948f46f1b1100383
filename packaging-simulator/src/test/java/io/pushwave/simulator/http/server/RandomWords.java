package io.pushwave.simulator.http.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link RandomRequests} are made of. */
final class RandomWords {
    static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "NONSENSE");
    static final List<String> VERSIONS =
            List.of("v66.0", "v67.0", "v38.0", "v46.0", "v50.0", "V60.0", "v66", "v999.0", "66.0", "v", "%00");
    static final List<String> TYPES = List.of(
            "PackagePushRequest",
            "PackagePushJob",
            "PackagePushError",
            "PackageSubscriber",
            "MetadataPackageVersion",
            "PushUpgradeCustomization",
            "Package2Version",
            "Organization",
            "Account",
            "%C3%A9",
            "a%00b");
    static final List<String> PARAMETERS = List.of(
            "q",
            "fields",
            "ids",
            "locator",
            "maxRecords",
            "queryLocator",
            "columns",
            "explain",
            "limit",
            "after",
            "replace",
            "org",
            "status",
            "request",
            "package",
            "packageId",
            "jobs",
            "since",
            "allOrNone",
            "_HttpMethod",
            "grant_type",
            "token",
            "assertion",
            "client_id",
            "client_secret",
            "refresh_token",
            "method",
            "path",
            "client",
            "type",
            "instance",
            "version",
            "blocked",
            "jobType",
            "isPkChunkingEnabled");
    static final List<String> SOQL = List.of(
            "SELECT",
            "Id",
            ",",
            "FROM",
            "PackageSubscriber",
            "PackagePushJob",
            "WHERE",
            "OrgKey",
            "=",
            "'x'",
            "IN",
            "(",
            ")",
            "LIKE",
            "'%'",
            "AND",
            "OR",
            "NOT",
            "LAST_N_DAYS:5",
            "LAST_N_DAYS:99999999999",
            "GROUP BY",
            "COUNT()",
            "COUNT(Id)",
            "ORDER BY",
            "DESC",
            "NULLS LAST",
            "LIMIT",
            "5",
            "OFFSET",
            "2030-02-30T00:00:00Z",
            "9999-01-01",
            "\0",
            "'",
            "\\",
            "'\\u12'",
            "FIELDS(ALL)",
            "toLabel(",
            "USING SCOPE",
            "1e309",
            "99999999999999999999",
            "TYPEOF",
            "HAVING",
            "PackageVersion.Name",
            ".",
            "a.b.c.d.e.f.g",
            "FOR VIEW",
            "(SELECT Id FROM PackagePushJobs)",
            "null",
            "true",
            ":x");
    static final List<String> WORDS = List.of(
            "",
            " ",
            "x",
            "0",
            "-1",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "NaN",
            "null",
            "true",
            "2026-11-27T10:00:00Z",
            "2030-02-30T00:00:00Z",
            "PT1H",
            "P99999999D",
            "-PT1H",
            "00D000000000000",
            "04t000000000001",
            "\0",
            "a\0b",
            "\u0007",
            "é",
            "\uD83D\uDE00",
            "%",
            "%zz",
            "%00",
            "../..",
            "<xml/>",
            "{}",
            "@{a.b}",
            "@{",
            "*",
            "'",
            "\"",
            "#N/A",
            "Pending");
    static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "text/csv",
            "text/csv; charset=UTF-8",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "nonsense",
            ";",
            "application/json;");
    static final List<String> ENCODINGS = List.of("gzip", "deflate", "br", "identity", "gzip, gzip", "");
    static final List<String> TEMPLATES = List.of(
            "{\"PackageVersionId\":\"VERSION\",\"ScheduledStartTime\":\"2027-01-01T00:00:00Z\",\"IsMigration\":false}",
            "{\"PackagePushRequestId\":\"REQUEST\",\"SubscriberOrganizationKey\":\"ORG\"}",
            "{\"Status\":\"Pending\"}",
            "{\"MetadataPackageId\":\"PACKAGE\",\"OrgKey\":\"ORG\",\"ExpirationDays\":5,\"HasRestrictionEnabled\":true}",
            "{\"allOrNone\":true,\"records\":[{\"attributes\":{\"type\":\"PackagePushJob\",\"referenceId\":\"a\"},"
                    + "\"PackagePushRequestId\":\"REQUEST\",\"SubscriberOrganizationKey\":\"ORG\"}]}",
            "{\"records\":[{\"attributes\":{\"type\":\"PackagePushRequest\",\"referenceId\":\"a\"},\"PackageVersionId\":\"VERSION\","
                    + "\"PackagePushJobs\":{\"records\":[{\"attributes\":{\"type\":\"PackagePushJob\",\"referenceId\":\"b\"},"
                    + "\"SubscriberOrganizationKey\":\"ORG\"}]}}]}",
            "{\"allOrNone\":true,\"compositeRequest\":[{\"method\":\"POST\",\"url\":\"/services/data/v66.0/sobjects/PackagePushRequest\","
                    + "\"referenceId\":\"r\",\"body\":{\"PackageVersionId\":\"VERSION\"}},{\"method\":\"PATCH\",\"url\":"
                    + "\"/services/data/v66.0/sobjects/PackagePushRequest/@{r.id}\",\"referenceId\":\"s\",\"body\":{\"Status\":\"Canceled\"}}]}",
            "{\"haltOnError\":true,\"batchRequests\":[{\"method\":\"GET\",\"url\":\"v66.0/limits\"},{\"method\":\"PATCH\","
                    + "\"url\":\"v66.0/sobjects/PackagePushRequest/REQUEST\",\"richInput\":{\"Status\":\"Canceled\"}}]}",
            "{\"operation\":\"insert\",\"object\":\"PackagePushJob\",\"contentType\":\"CSV\",\"lineEnding\":\"LF\"}",
            "{\"operation\":\"query\",\"query\":\"SELECT Id FROM PackageSubscriber\"}",
            "{\"state\":\"UploadComplete\"}",
            "{\"ids\":[\"REQUEST\"],\"fields\":[\"Id\",\"Status\"]}",
            "{\"speed\":0,\"advance\":\"PT1H\"}",
            "{\"limit\":100000,\"used\":5}",
            "[{\"name\":\"n\",\"endpoint\":\"*/nowhere\",\"nth\":2,\"effect\":\"status\",\"status\":503}]",
            "{\"packageName\":\"Harbor Suite\",\"major\":3,\"minor\":0,\"ancestor\":\"2.0\",\"defectRates\":{\"NA140\":0.5}}",
            "{\"status\":\"Active\",\"blocked\":true,\"blockExpirationDays\":5,\"installedVersionId\":\"VERSION\"}");
    static final List<String> OTHERS = List.of(
            "PackagePushRequestId,SubscriberOrganizationKey\nREQUEST,ORG\n",
            "OrgKey,InstalledVersionId,OrgName\nORG,VERSION,\"a\nb\"\n",
            "packageName,major,minor\nHarbor Suite,7,0\n",
            "a,\"b\nc\"d,e\n",
            "\uFEFFOrgKey\r\n\0,\0\r\n",
            "grant_type=client_credentials&client_id=a&client_secret=b",
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c",
            "grant_type=refresh_token&refresh_token=%",
            "token=x&token=%zz",
            "<jobInfo xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\"><operation>insert</operation></jobInfo>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "{",
            "[",
            "]",
            "nul",
            "\"",
            "{\"a\":",
            "{}{}",
            "[1,2",
            "{\"a\":1}x",
            "\0",
            "\u00FF\u00FE");

    /** The template that a route expects, by the end of its pattern. */
    static final Map<String, String> FITTING = fitting();

    private static Map<String, String> fitting() {
        var ends = List.of(
                "data/{version}/sobjects/{type}",
                "none",
                "sobjects/{type}/{id}",
                "none",
                "composite/sobjects",
                "composite/tree/{type}",
                "{version}/composite",
                "composite/batch",
                "jobs/ingest",
                "jobs/query",
                "ingest/{id}",
                "composite/sobjects/{type}",
                "simulator/clock",
                "simulator/budget",
                "simulator/faults",
                "simulator/versions",
                "simulator/orgs/{orgKey}");
        var fitting = new LinkedHashMap<String, String>();
        for (int position = 0; position < ends.size(); position++) {
            fitting.put(ends.get(position), TEMPLATES.get(position));
        }
        return fitting;
    }

    private RandomWords() {}
}
