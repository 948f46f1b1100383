package io.pushwave.simulator.query;

import io.pushwave.simulator.query.NaiveBase.Column;
import io.pushwave.simulator.query.NaiveBase.Row;
import io.pushwave.simulator.query.NaiveBase.Table;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.Trait;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Random conditions, each as SOQL and as a test over plain rows that knows nothing of the parser. */
final class RandomConditions {
    private static final List<Order> ORDERS = List.of(
            new Order("<", sign -> sign < 0),
            new Order("<=", sign -> sign <= 0),
            new Order(">", sign -> sign > 0),
            new Order(">=", sign -> sign >= 0));

    private final Random random;
    private final Table table;
    private final Instant now;

    RandomConditions(Random random, Table table, Instant now) {
        this.random = random;
        this.table = table;
        this.now = now;
    }

    /** An operator, and the signs of a comparison that it holds for. */
    private record Order(String operator, IntPredicate holds) {}

    /** A condition in both forms. */
    record Pair(String soql, Predicate<Row> test) {}

    Pair next(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        return switch (kind) {
            case 1, 2 -> joined("AND", depth);
            case 3 -> joined("OR", depth);
            case 4 -> {
                var inner = next(depth - 1);
                yield new Pair("NOT (" + inner.soql() + ")", inner.test().negate());
            }
            default -> simple();
        };
    }

    private Pair joined(String word, int depth) {
        var parts = new ArrayList<Pair>();
        for (int part = 2 + random.nextInt(2); part > 0; part--) {
            parts.add(next(depth - 1));
        }
        var soql = parts.stream().map(part -> "(" + part.soql() + ")").collect(Collectors.joining(" " + word + " "));
        return new Pair(
                soql,
                row -> word.equals("AND")
                        ? parts.stream().allMatch(part -> part.test().test(row))
                        : parts.stream().anyMatch(part -> part.test().test(row)));
    }

    private Pair simple() {
        var columns = table.with(Trait.FILTERABLE);
        var column = columns.get(random.nextInt(columns.size()));
        var path = random.nextInt(4) == 0 ? column.path().toUpperCase(Locale.ROOT) : column.path();
        var value = example(column);
        if (value == null || random.nextInt(10) == 0) {
            return random.nextBoolean()
                    ? new Pair(path + " = null", row -> row.value(column) == null)
                    : new Pair(path + " != NULL", row -> row.value(column) != null);
        }
        int kind = random.nextInt(6);
        boolean textual = column.type() == FieldType.STRING || column.type() == FieldType.PICKLIST;
        if (kind == 0 && textual) {
            return like(column, path, value.toString());
        }
        if (kind == 1 && column.type() == FieldType.DATE_TIME) {
            return relative(column, path);
        }
        if (kind <= 2) {
            return membership(column, path);
        }
        if (kind == 3 && column.type() != FieldType.BOOLEAN) {
            var order = ORDERS.get(random.nextInt(ORDERS.size()));
            return new Pair(path + " " + order.operator() + " " + literal(column, value), row -> {
                var found = row.value(column);
                return found != null && order.holds().test(NaiveBase.compare(column, found, value));
            });
        }
        return kind == 4
                ? new Pair(path + " != " + literal(column, value), row -> !same(column, row.value(column), value))
                : new Pair(path + "=" + literal(column, value), row -> same(column, row.value(column), value));
    }

    private Pair membership(Column column, String path) {
        var values = new ArrayList<@Nullable Object>();
        for (int size = 1 + random.nextInt(4); size > 0; size--) {
            values.add(example(column));
        }
        boolean negated = random.nextBoolean();
        var list = values.stream()
                .map(value -> value == null ? "null" : literal(column, value))
                .collect(Collectors.joining(", "));
        return new Pair(
                path + (negated ? " NOT IN (" : " IN (") + list + ")",
                row -> values.stream().anyMatch(value -> same(column, row.value(column), value)) != negated);
    }

    private Pair like(Column column, String path, String value) {
        int cut = random.nextInt(value.length() + 1);
        var begin = value.substring(0, cut);
        var end = value.substring(cut);
        return switch (random.nextInt(3)) {
            case 0 ->
                new Pair(
                        path + " LIKE '" + pattern(begin) + "%'",
                        row -> row.value(column) instanceof String text
                                && NaiveBase.lower(text).startsWith(NaiveBase.lower(begin)));
            case 1 ->
                new Pair(
                        path + " LIKE '%" + pattern(end) + "'",
                        row -> row.value(column) instanceof String text
                                && NaiveBase.lower(text).endsWith(NaiveBase.lower(end)));
            default ->
                new Pair(
                        path + " LIKE '" + "_".repeat(cut) + "%" + pattern(end) + "'",
                        row -> row.value(column) instanceof String text
                                && text.length() >= value.length()
                                && NaiveBase.lower(text).endsWith(NaiveBase.lower(end)));
        };
    }

    private static String pattern(String text) {
        return escaped(text).replace("%", "\\%").replace("_", "\\_");
    }

    private Pair relative(Column column, String path) {
        var today = now.truncatedTo(ChronoUnit.DAYS);
        int days = random.nextInt(3);
        return switch (random.nextInt(3)) {
            case 0 -> within(column, path + " = TODAY", today, 1);
            case 1 -> within(column, path + " = N_DAYS_AGO:" + days, today.minus(Duration.ofDays(days)), 1);
            default -> within(column, path + " = LAST_N_DAYS:" + days, today.minus(Duration.ofDays(days)), days + 1);
        };
    }

    private static Pair within(Column column, String soql, Instant begin, int days) {
        var end = begin.plus(Duration.ofDays(days));
        return new Pair(
                soql, row -> row.value(column) instanceof Instant at && !at.isBefore(begin) && at.isBefore(end));
    }

    private static boolean same(Column column, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return NaiveBase.compare(column, left, right) == 0;
    }

    /** A value that some row has, or nearly has. */
    private @Nullable Object example(Column column) {
        if (table.rows().isEmpty()) {
            return null;
        }
        var value = table.rows().get(random.nextInt(table.rows().size())).value(column);
        boolean change = random.nextInt(5) == 0;
        return switch (value) {
            case Integer number when change -> number + 1;
            case Instant time when change -> time.plusMillis(1);
            case String text when change && column.type() == FieldType.STRING -> text + "'\\_%x";
            case null -> null;
            default -> value;
        };
    }

    private String literal(Column column, Object value) {
        return switch (value) {
            case Instant time ->
                random.nextBoolean() ? time.toString() : time.toString().replace("Z", "+00:00");
            case String id
            when column.type() == FieldType.ID || column.type() == FieldType.REFERENCE ->
                "'" + (random.nextBoolean() ? id : id.substring(0, 15)) + "'";
            case String text when column.caseSensitive() || random.nextBoolean() -> "'" + escaped(text) + "'";
            case String text -> "'" + escaped(text.toUpperCase(Locale.ROOT)) + "'";
            default -> value.toString();
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
