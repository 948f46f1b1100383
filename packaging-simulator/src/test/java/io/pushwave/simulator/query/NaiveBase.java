package io.pushwave.simulator.query;

import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of every object as plain maps: what a query must agree with. */
final class NaiveBase {
    /** Compares as the documents have it: text in any letter case, unless it is a key. */
    static int compare(Column column, Object left, Object right) {
        return switch (column.type()) {
            case ID, REFERENCE -> left.toString().compareTo(right.toString());
            case STRING, PICKLIST ->
                column.caseSensitive()
                        ? left.toString().compareTo(right.toString())
                        : lower(left).compareTo(lower(right));
            case DATE_TIME -> ((Instant) left).compareTo((Instant) right);
            case INT -> Integer.compare((Integer) left, (Integer) right);
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
        };
    }

    static String lower(Object text) {
        return text.toString().toLowerCase(Locale.ROOT);
    }

    static Comparator<@Nullable Object> order(Column column, boolean descending, boolean nullsFirst) {
        Comparator<Object> values = (left, right) -> compare(column, left, right);
        var directed = descending ? values.reversed() : values;
        return nullsFirst ? Comparator.nullsFirst(directed) : Comparator.nullsLast(directed);
    }

    /** What may be asked for: a field, or a field of a parent. */
    record Column(String path, FieldDefinition field) {
        FieldType type() {
            return field.type();
        }

        boolean caseSensitive() {
            return field.is(Trait.CASE_SENSITIVE);
        }
    }

    /** A row: its number in the table and its values by path. */
    record Row(int number, Map<String, @Nullable Object> values) {
        @Nullable Object value(Column column) {
            return values.get(column.path());
        }
    }

    /** An object with all its rows. */
    record Table(String name, List<Column> columns, List<Row> rows) {
        List<Column> with(Trait trait) {
            return columns.stream().filter(column -> column.field().is(trait)).toList();
        }

        Column column(String path) {
            return columns.stream()
                    .filter(column -> column.path().equals(path))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Map<String, Table> tables = new LinkedHashMap<>();

    NaiveBase(Schema schema) {
        for (var table : schema.tables()) {
            var columns = new ArrayList<Column>();
            table.fields().forEach(field -> columns.add(new Column(field.name(), field)));
            for (var field : table.fields()) {
                var parent = field.parent();
                if (parent != null) {
                    for (var above : schema.required(parent.table()).fields()) {
                        columns.add(new Column(parent.relationship() + "." + above.name(), above));
                    }
                }
            }
            var rows = new ArrayList<Row>();
            for (int number = 0; number < table.size(); number++) {
                if (table.exists(number)) {
                    rows.add(row(schema, table, number));
                }
            }
            tables.put(table.name(), new Table(table.name(), columns, rows));
        }
    }

    private static Row row(Schema schema, SObjectTable table, int number) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : table.fields()) {
            values.put(field.name(), field.reader().read(number));
            var parent = field.parent();
            if (parent != null) {
                int above = parent.row().follow(number);
                for (var other : schema.required(parent.table()).fields()) {
                    values.put(
                            parent.relationship() + "." + other.name(),
                            above < 0 ? null : other.reader().read(above));
                }
            }
        }
        return new Row(number, values);
    }

    Table table(String name) {
        var table = tables.get(name);
        if (table == null) {
            throw new AssertionError("no " + name);
        }
        return table;
    }
}
