package io.pushwave.simulator.query.objects;

import io.pushwave.simulator.domain.columns.Rows;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An object: its fields, its child relationships, its rows, and the indexes over them. Rows are in the order of their ids.
 * The object and each of its fields carry the API version that brought them; {@link #at} is what a version knows.
 */
public final class SObjectTable {
    private final String name;
    private final String keyPrefix;
    private final int since;
    private @Nullable FieldDefinition last;
    private final Map<String, FieldDefinition> fields = new LinkedHashMap<>();
    private final Map<String, FieldDefinition> inputs = new LinkedHashMap<>();
    private boolean deletable;
    private final Map<String, Children> children = new LinkedHashMap<>();
    private final Map<String, Index> indexes = new LinkedHashMap<>();
    private final IntSupplier size;
    private IntPredicate exists = _ -> true;
    private ToIntFunction<String> rowOfId = _ -> -1;

    /** An object that is as old as the oldest version here. */
    SObjectTable(String name, String keyPrefix, IntSupplier size) {
        this(name, keyPrefix, 0, size);
    }

    /** @param since the API version that brought it */
    SObjectTable(String name, String keyPrefix, int since, IntSupplier size) {
        this.name = name;
        this.keyPrefix = keyPrefix;
        this.since = since;
        this.size = size;
    }

    /** Finds rows by a field's value; more rows than fit are no error, fewer are. */
    @FunctionalInterface
    public interface Index {
        Rows find(String value);
    }

    /** A child relationship: which table, which of its fields leads back, and which of its rows belong to a parent row. */
    public record Children(String relationship, String table, String field, IntFunction<Rows> rows) {}

    SObjectTable with(String field, FieldType type, Set<Trait> traits, FieldDefinition.Reader reader) {
        return with(new FieldDefinition(field, type, traits, reader, null, List.of()));
    }

    SObjectTable with(FieldDefinition field) {
        fields.put(key(field.name()), field);
        last = field;
        return this;
    }

    /** A member that a create takes and nothing shows. */
    SObjectTable withInput(String input, FieldType type) {
        var field = new FieldDefinition(input, type, Set.of(Trait.CREATEABLE), _ -> null, null, List.of());
        inputs.put(key(input), field);
        return this;
    }

    /** Clients may delete its rows. */
    SObjectTable deletable() {
        deletable = true;
        return this;
    }

    /** Whether clients may delete its rows. */
    public boolean isDeletable() {
        return deletable;
    }

    /** A restricted picklist that can be read only. */
    SObjectTable withPicklist(String field, Set<Trait> traits, List<String> values, FieldDefinition.Reader reader) {
        return with(new FieldDefinition(field, FieldType.PICKLIST, traits, reader, null, values));
    }

    /** The field that was declared last came with this API version. */
    SObjectTable since(int version) {
        if (last == null) {
            throw new IllegalStateException(name + " has no field yet");
        }
        return with(last.since(version));
    }

    /** The API version that brought the object; 0 for the oldest here. */
    int since() {
        return since;
    }

    /**
     * What an API version knows of the object: rows, ids and indexes are the same.
     *
     * @param known whether that version knows a child relationship's object
     */
    SObjectTable at(int version, Predicate<Children> known) {
        var view = new SObjectTable(name, keyPrefix, since, size);
        fields.values().stream().filter(field -> field.since() <= version).forEach(view::with);
        children.forEach((key, relationship) -> {
            if (known.test(relationship)) {
                view.children.put(key, relationship);
            }
        });
        view.inputs.putAll(inputs);
        view.deletable = deletable;
        view.indexes.putAll(indexes);
        view.exists = exists;
        view.rowOfId = rowOfId;
        return view;
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

    /** The field or other member that a create takes under this name. */
    public @Nullable FieldDefinition input(String member) {
        var field = field(member);
        return field == null ? inputs.get(key(member)) : field;
    }

    public @Nullable Children children(String relationship) {
        return children.get(key(relationship));
    }

    public @Nullable Index index(String path) {
        return indexes.get(key(path));
    }

    public int size() {
        return size.getAsInt();
    }

    public boolean exists(int row) {
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
