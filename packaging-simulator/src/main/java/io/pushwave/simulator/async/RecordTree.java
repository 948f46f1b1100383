package io.pushwave.simulator.async;

import io.pushwave.simulator.query.FlatQuery;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a row with its parents' inside of them, in the order in which they were asked for. */
final class RecordTree {
    private RecordTree() {}

    /** No value. */
    record Nothing() {}

    /** The values of a parent. */
    record Parent(Map<String, Object> values) {}

    static Map<String, Object> of(FlatQuery query, int row) {
        var tree = new LinkedHashMap<String, Object>();
        var columns = query.columns();
        for (int column = 0; column < columns.size(); column++) {
            var value = query.value(column, row);
            put(tree, columns.get(column), value == null ? new Nothing() : value);
        }
        return tree;
    }

    private static void put(Map<String, Object> tree, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, value);
            return;
        }
        var inside = tree.computeIfAbsent(path.substring(0, dot), _ -> new Parent(new LinkedHashMap<>()));
        if (inside instanceof Parent(var values)) {
            put(values, path.substring(dot + 1), value);
        }
    }
}
