package io.pushwave.simulator.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.platform.Platforms;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.query.NaiveBase.Column;
import io.pushwave.simulator.query.NaiveBase.Row;
import io.pushwave.simulator.query.NaiveBase.Table;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.PublisherOrg;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.StatusNames;
import io.pushwave.simulator.query.objects.Trait;
import io.pushwave.simulator.soql.SoqlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random queries against an evaluator that knows no index, no parser and no compiler. The seed is printed when a query
 * disagrees; the system property {@code pushwave.seed} sets it.
 */
final class RandomQueriesTest {
    private static final int ORGS = 80;
    private static final int QUERIES = 3_000;
    private static final int MUTATIONS = 30_000;
    private static final List<String> OBJECTS = List.of(
            "PackageSubscriber", "PackagePushJob", "PackagePushRequest", "PackagePushError", "MetadataPackageVersion");

    private static Schema schema;
    private static QueryCompiler compiler;
    private static NaiveBase base;

    private final long seed = Long.getLong("pushwave.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeAll
    static void pushTwice() {
        PackagingPlatform platform = Platforms.platform(11, ORGS);
        for (int day = 1; day <= 2; day++) {
            var request = Platforms.request(platform);
            Platforms.fill(platform, request);
            Platforms.done(Platforms.set(platform, request, PushStatus.PENDING));
            platform.advanceTo(Duration.ofDays(day).toMillis());
        }
        Platforms.request(platform);
        schema = new Schema(platform, new StatusNames("InProgress"), PublisherOrg.standard("user@harbor.example"));
        compiler = new QueryCompiler(schema);
        base = new NaiveBase(schema);
    }

    @Test
    void randomQueriesFindWhatANaiveEvaluatorFinds() {
        for (int number = 0; number < QUERIES; number++) {
            var table = base.table(OBJECTS.get(random.nextInt(OBJECTS.size())));
            if (random.nextInt(3) == 0) {
                checkGroups(table);
            } else {
                checkRows(table);
            }
        }
    }

    private void checkRows(Table table) {
        var where = where(table);
        var matching =
                new ArrayList<>(table.rows().stream().filter(where.test()).toList());
        var soql = new StringBuilder("SELECT Id FROM " + table.name() + " WHERE " + where.soql());
        var orders = random.nextInt(3);
        Comparator<Row> order = (_, _) -> 0;
        for (int item = 0; item < orders; item++) {
            var column = pick(table.with(Trait.SORTABLE));
            boolean descending = random.nextBoolean();
            boolean nullsFirst = random.nextBoolean();
            soql.append(item == 0 ? " ORDER BY " : ", ").append(column.path()).append(descending ? " DESC" : " ASC");
            soql.append(nullsFirst ? random.nextBoolean() ? " NULLS FIRST" : "" : " NULLS LAST");
            order = order.thenComparing(row -> row.value(column), NaiveBase.order(column, descending, nullsFirst));
        }
        matching.sort(order);
        int limit = random.nextInt(2 * ORGS);
        int offset = random.nextInt(20);
        soql.append(" LIMIT ").append(limit).append(" OFFSET ").append(offset);
        var expected =
                matching.stream().skip(offset).limit(limit).map(Row::number).toList();

        assertThat(rows(soql.toString())).as("%s (seed %d)", soql, seed).isEqualTo(expected);
    }

    private RandomConditions.Pair where(Table table) {
        var now = schema.now();
        var condition = new RandomConditions(random, table, now).next(3);
        if (random.nextInt(4) != 0) {
            return condition;
        }
        return switch (table.name()) {
            case "PackagePushJob" ->
                random.nextBoolean()
                        ? semiJoined(condition, "PackagePushRequestId", base.table("PackagePushRequest"), "Id")
                        : semiJoined(condition, "Id", base.table("PackagePushError"), "PackagePushJobId");
            case "PackagePushRequest" ->
                semiJoined(condition, "Id", base.table("PackagePushJob"), "PackagePushRequestId");
            case "PackageSubscriber" ->
                semiJoined(condition, "MetadataPackageVersionId", base.table("PackagePushRequest"), "PackageVersionId");
            default -> condition;
        };
    }

    private RandomConditions.Pair semiJoined(
            RandomConditions.Pair condition, String left, Table inner, String selected) {
        var within = new RandomConditions(random, inner, schema.now()).next(2);
        var ids = inner.rows().stream()
                .filter(within.test())
                .map(row -> row.value(inner.column(selected)))
                .collect(Collectors.toSet());
        boolean negated = random.nextBoolean();
        return new RandomConditions.Pair(
                left + (negated ? " NOT IN " : " IN ") + "(SELECT " + selected + " FROM " + inner.name() + " WHERE "
                        + within.soql() + ") AND (" + condition.soql() + ")",
                row -> ids.contains(row.values().get(left)) != negated
                        && condition.test().test(row));
    }

    private void checkGroups(Table table) {
        var where = new RandomConditions(random, table, schema.now()).next(2);
        var grouped = new LinkedHashSet<Column>();
        for (int item = 1 + random.nextInt(2); item > 0; item--) {
            grouped.add(pick(table.with(Trait.GROUPABLE)));
        }
        var column = pick(table.columns().stream()
                .filter(each -> each.type() != FieldType.BOOLEAN)
                .toList());
        var groups = new HashMap<List<@Nullable Object>, List<Row>>();
        for (var row : table.rows()) {
            if (where.test().test(row)) {
                var key = new ArrayList<@Nullable Object>();
                grouped.forEach(each -> key.add(folded(each, row.value(each))));
                groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
            }
        }
        int more = random.nextInt(4);
        var expected = new HashSet<List<@Nullable Object>>();
        for (var group : groups.entrySet()) {
            if (group.getValue().size() > more) {
                expected.add(result(group.getKey(), group.getValue(), column));
            }
        }
        int names = 0;
        var select = new StringBuilder();
        for (var each : grouped) {
            select.append(each.path()).append(" g").append(names++).append(", ");
        }
        var path = column.path();
        var soql = "SELECT " + select + "COUNT(Id), COUNT(" + path + "), COUNT_DISTINCT(" + path + "), MIN(" + path
                + "), MAX(" + path + ")"
                + (column.type() == FieldType.INT ? ", SUM(" + path + "), AVG(" + path + ")" : "") + " FROM "
                + table.name() + " WHERE " + where.soql() + " GROUP BY "
                + grouped.stream().map(Column::path).collect(Collectors.joining(", ")) + " HAVING COUNT(Id) > " + more;

        assertThat(groups(soql, List.copyOf(grouped), column))
                .as("%s (seed %d)", soql, seed)
                .isEqualTo(expected);
    }

    private static List<@Nullable Object> result(List<@Nullable Object> key, List<Row> rows, Column column) {
        var result = new ArrayList<@Nullable Object>(key);
        var values = rows.stream()
                .map(row -> row.value(column))
                .filter(Objects::nonNull)
                .toList();
        Comparator<Object> order = (left, right) -> NaiveBase.compare(column, left, right);
        result.add(rows.size());
        result.add(values.size());
        result.add((int)
                values.stream().map(value -> folded(column, value)).distinct().count());
        result.add(folded(column, values.stream().min(order).orElse(null)));
        result.add(folded(column, values.stream().max(order).orElse(null)));
        if (column.type() == FieldType.INT) {
            long sum = values.stream().mapToLong(value -> (Integer) value).sum();
            result.add(values.isEmpty() ? null : sum);
            result.add(values.isEmpty() ? null : sum / (double) values.size());
        }
        return result;
    }

    private static @Nullable Object folded(Column column, @Nullable Object value) {
        return value instanceof String text
                        && !column.caseSensitive()
                        && column.type() != FieldType.ID
                        && column.type() != FieldType.REFERENCE
                ? NaiveBase.lower(text)
                : value;
    }

    private static Set<List<@Nullable Object>> groups(String soql, List<Column> grouped, Column column) {
        return switch (compiler.compile(soql).run()) {
            case QueryResult.Groups(var groups) -> {
                var all = new HashSet<List<@Nullable Object>>();
                for (var group : groups) {
                    var values = new ArrayList<@Nullable Object>(group.values());
                    for (int position = 0; position < values.size(); position++) {
                        var of = position < grouped.size() ? grouped.get(position) : column;
                        values.set(position, folded(of, values.get(position)));
                    }
                    all.add(values);
                }
                yield all;
            }
            case QueryResult.Count _, QueryResult.Records _ -> fail("no groups");
        };
    }

    /** Whatever is sent, the answer is rows or a refusal in Salesforce's words, never a failure of the simulator. */
    @Test
    void mangledQueriesAreAnsweredOrRefused() {
        for (int number = 0; number < MUTATIONS; number++) {
            var query = new StringBuilder(pick(SoqlCorpus.QUERIES));
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                mangle(query);
            }
            try {
                compiler.compile(query.toString()).run();
            } catch (SoqlException refused) {
                assertThat(refused.code()).isNotEmpty();
            } catch (RuntimeException | StackOverflowError failure) {
                fail("%s (seed %d)".formatted(query, seed), failure);
            }
        }
    }

    private void mangle(StringBuilder query) {
        int at = random.nextInt(query.length() + 1);
        int end = Math.min(query.length(), at + random.nextInt(8));
        switch (random.nextInt(5)) {
            case 0 -> query.delete(at, end);
            case 1 -> query.insert(at, pick(SoqlCorpus.PIECES));
            case 2 -> query.replace(at, end, pick(SoqlCorpus.PIECES));
            case 3 -> query.insert(at, (char) random.nextInt(0x180));
            default -> query.insert(at, query.substring(at, end));
        }
    }

    private <T> T pick(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    private static List<Integer> rows(String soql) {
        return switch (compiler.compile(soql).run()) {
            case QueryResult.Records records -> {
                var numbers = new ArrayList<Integer>();
                for (int position = 0; position < records.rows().size(); position++) {
                    numbers.add(records.rows().get(position));
                }
                yield numbers;
            }
            case QueryResult.Count _, QueryResult.Groups _ -> fail("no records");
        };
    }
}
