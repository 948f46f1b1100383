package io.pushwave.simulator.soql;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * Dates and times as clients write them. A day that its month has not got is none; a year before 1700 or after 4000 is
 * refused. Evidence: the years are documented.
 */
public final class DateTimes {
    private static final int FIRST_YEAR = 1700;
    private static final int LAST_YEAR = 4000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S][XXX][XX]", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private DateTimes() {}

    /**
     * Reads a date, as in 2026-11-22.
     *
     * @throws DateTimeException if it is none, or out of range
     */
    public static LocalDate date(String text) {
        var date = LocalDate.parse(text, DATE);
        checkYear(date.getYear());
        return date;
    }

    /**
     * A time with an offset.
     *
     * @throws DateTimeException if it is none, or out of range
     */
    public static Instant withOffset(String text) {
        return inRange(OffsetDateTime.parse(text.toUpperCase(Locale.ROOT), TIME).toInstant());
    }

    /**
     * A time with an offset, or in UTC without one.
     *
     * @throws DateTimeException if it is none, or out of range
     */
    public static Instant perhapsWithOffset(String text) {
        var parsed = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return inRange(
                parsed instanceof OffsetDateTime time
                        ? time.toInstant()
                        : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC));
    }

    private static Instant inRange(Instant time) {
        checkYear(time.atOffset(ZoneOffset.UTC).getYear());
        return time;
    }

    private static void checkYear(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("the year " + year + " is not from " + FIRST_YEAR + " to " + LAST_YEAR);
        }
    }
}
