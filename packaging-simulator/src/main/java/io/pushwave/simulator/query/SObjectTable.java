package io.pushwave.simulator.query;

import io.pushwave.simulator.domain.Rows;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** An object: its fields, its child relationships, its rows, and the indexes over them. Rows are in the order of their ids. */
public final class SObjectTable {
    private final String name;
    private final String keyPrefix;
    private final Map<String, FieldDefinition> fields = new LinkedHashMap<>();
    private final Map<String, Children> children = new LinkedHashMap<>();
    private final Map<String, Index> indexes = new LinkedHashMap<>();
    private final IntSupplier size;
    private IntPredicate exists = _ -> true;
    private ToIntFunction<String> rowOfId = _ -> -1;

    SObjectTable(String name, String keyPrefix, IntSupplier size) {
        this.name = name;
        this.keyPrefix = keyPrefix;
        this.size = size;
    }

    /** Finds rows by a field's value; more rows than fit are no error, fewer are. */
    @FunctionalInterface
    interface Index {
        Rows find(String value);
    }

    /** A child relationship: which table, which of its fields leads back, and which of its rows belong to a parent row. */
    public record Children(String relationship, String table, String field, IntFunction<Rows> rows) {}

    SObjectTable with(String field, FieldType type, Set<Trait> traits, FieldDefinition.Reader reader) {
        return with(new FieldDefinition(field, type, traits, reader, null, List.of()));
    }

    SObjectTable with(FieldDefinition field) {
        fields.put(key(field.name()), field);
        return this;
    }

    SObjectTable withChildren(String relationship, String table, String field, IntFunction<Rows> rows) {
        children.put(key(relationship), new Children(relationship, table, field, rows));
        return this;
    }

    /** @param path the field's path from this object */
    SObjectTable withIndex(String path, Index index) {
        indexes.put(key(path), index);
        return this;
    }

    SObjectTable withRowsThat(IntPredicate condition) {
        exists = condition;
        return this;
    }

    SObjectTable foundBy(ToIntFunction<String> idToRow) {
        rowOfId = idToRow;
        return this;
    }

    public String name() {
        return name;
    }

    /** The name for people: that of the API with its words apart. */
    public String label() {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }

    /** The first three characters of its ids. */
    public String keyPrefix() {
        return keyPrefix;
    }

    public Collection<FieldDefinition> fields() {
        return fields.values();
    }

    public Collection<Children> children() {
        return children.values();
    }

    public @Nullable FieldDefinition field(String fieldName) {
        return fields.get(key(fieldName));
    }

    public @Nullable Children children(String relationship) {
        return children.get(key(relationship));
    }

    @Nullable Index index(String path) {
        return indexes.get(key(path));
    }

    int size() {
        return size.getAsInt();
    }

    boolean exists(int row) {
        return exists.test(row);
    }

    /** The existing row with an id of 15 or 18 characters, or -1. */
    public int row(String id) {
        int row = rowOfId.applyAsInt(id);
        return row >= 0 && exists(row) ? row : -1;
    }

    /** The id of a row, 18 characters. */
    public String id(int row) {
        var field = fields.get("id");
        if (field == null || !(field.reader().read(row) instanceof String id)) {
            throw new IllegalStateException(name + " has no ids");
        }
        return id;
    }

    private static String key(String anyCase) {
        return anyCase.toLowerCase(Locale.ROOT);
    }
}
