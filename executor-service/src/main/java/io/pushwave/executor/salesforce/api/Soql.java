package io.pushwave.executor.salesforce.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.stream.Collectors;

/** How values are written in SOQL and read from its results. */
final class Soql {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** Results look like {@code 2025-09-02T01:01:01.000+0000}. */
    private static final DateTimeFormatter READ = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]XX");

    private Soql() {}

    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    static String texts(Collection<String> values) {
        return values.stream().map(Soql::text).collect(Collectors.joining(",", "(", ")"));
    }

    static String dateTime(Instant instant) {
        return WRITTEN.format(instant);
    }

    static Instant instant(String dateTime) {
        return READ.parse(dateTime, Instant::from);
    }
}
