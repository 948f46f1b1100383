package io.pushwave.simulator.soql;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The time that a date literal stands for: so many units in a row, counted from the one that now is in (documented, Date
 * Formats and Date Literals). Days are those of UTC, weeks begin on Sunday as in the locale en_US, and the fiscal year is
 * the calendar year.
 *
 * @param first number of the first unit, 0 for the current one, negative for the past
 * @param count how many units, 0 or more
 */
public record Period(Unit unit, int first, int count) {
    /** Largest n in literals such as LAST_N_DAYS:n; keeps every date within what can be reckoned with. */
    public static final int MAXIMUM_COUNT = 100_000;

    private static final Pattern SINGLE =
            Pattern.compile("(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)");
    private static final Pattern COUNTED =
            Pattern.compile("(LAST|NEXT)_N_(DAY|WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)S");
    private static final Pattern AGO =
            Pattern.compile("N_(DAY|WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)S_AGO");

    /** Units of time. */
    public enum Unit {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        private static Unit named(String name) {
            return valueOf(name.replace("FISCAL_", ""));
        }

        /** The first day of the unit that a day is in. */
        private LocalDate begin(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER -> LocalDate.of(day.getYear(), day.getMonth().firstMonthOfQuarter(), 1);
                case YEAR -> day.withDayOfYear(1);
            };
        }

        private LocalDate plus(LocalDate day, long units) {
            return switch (this) {
                case DAY -> day.plusDays(units);
                case WEEK -> day.plusWeeks(units);
                case MONTH -> day.plusMonths(units);
                case QUARTER -> day.plusMonths(3 * units);
                case YEAR -> day.plusYears(units);
            };
        }
    }

    /** Whether a word is a date literal that needs a number behind a colon. */
    public static boolean needsCount(String word) {
        var upper = word.toUpperCase(Locale.ROOT);
        return COUNTED.matcher(upper).matches() || AGO.matcher(upper).matches();
    }

    /** The period that a word alone names, such as TODAY. */
    public static Optional<Period> named(String word) {
        var upper = word.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "YESTERDAY" -> Optional.of(new Period(Unit.DAY, -1, 1));
            case "TODAY" -> Optional.of(new Period(Unit.DAY, 0, 1));
            case "TOMORROW" -> Optional.of(new Period(Unit.DAY, 1, 1));
            case "LAST_90_DAYS" -> Optional.of(last(Unit.DAY, 90));
            case "NEXT_90_DAYS" -> Optional.of(new Period(Unit.DAY, 1, 90));
            default -> single(upper);
        };
    }

    private static Optional<Period> single(String upper) {
        var single = SINGLE.matcher(upper);
        return single.matches()
                ? Optional.of(new Period(Unit.named(single.group(2)), offset(single.group(1)), 1))
                : Optional.empty();
    }

    /**
     * The period that a word with a number names, such as LAST_N_DAYS:3.
     *
     * @param word one that {@link #needsCount} knows
     * @param n 0 to {@link #MAXIMUM_COUNT}
     */
    public static Period counted(String word, int n) {
        var upper = word.toUpperCase(Locale.ROOT);
        var ago = AGO.matcher(upper);
        if (ago.matches()) {
            return new Period(Unit.named(ago.group(1)), -n, 1);
        }
        var counted = COUNTED.matcher(upper);
        if (!counted.matches()) {
            throw new IllegalArgumentException(word + " has no number");
        }
        var unit = Unit.named(counted.group(2));
        return counted.group(1).equals("LAST") ? last(unit, n) : new Period(unit, 1, n);
    }

    /** The last days have today with them, other last units have not the current one (documented). */
    private static Period last(Unit unit, int n) {
        return new Period(unit, -n, unit == Unit.DAY ? n + 1 : n);
    }

    private static int offset(String word) {
        return switch (word) {
            case "LAST" -> -1;
            case "NEXT" -> 1;
            default -> 0;
        };
    }

    /** The first instant in it. */
    public Instant begin(Instant now) {
        return at(now, first);
    }

    /** The first instant behind it. */
    public Instant end(Instant now) {
        return at(now, (long) first + count);
    }

    private Instant at(Instant now, long units) {
        var current = unit.begin(now.atZone(ZoneOffset.UTC).toLocalDate());
        return unit.plus(current, units).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
