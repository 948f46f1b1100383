package io.pushwave.simulator.query.objects;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object.
 *
 * @param reader answers a row's value, of the Java type that the {@link FieldType} names, or {@code null}
 * @param parent where a reference leads, if it can be followed in a path
 * @param values the values of a restricted picklist
 * @param since the API version that brought it, or 0 if it is as old as its object; unknown to calls with a lower one
 */
public record FieldDefinition(
        String name,
        FieldType type,
        Set<Trait> traits,
        Reader reader,
        @Nullable Parent parent,
        List<String> values,
        int since) {

    /** A field that is as old as its object. */
    public FieldDefinition(
            String name,
            FieldType type,
            Set<Trait> traits,
            Reader reader,
            @Nullable Parent parent,
            List<String> values) {
        this(name, type, traits, reader, parent, values, 0);
    }

    /** The same field, brought by this version. */
    FieldDefinition since(int version) {
        return new FieldDefinition(name, type, traits, reader, parent, values, version);
    }

    /** Reads the field of a row. */
    @FunctionalInterface
    public interface Reader {
        @Nullable Object read(int row);
    }

    /**
     * A relationship to a parent.
     *
     * @param relationship its name in paths
     * @param table name of the parent's object
     * @param row the parent's row for a row, -1 for none
     */
    public record Parent(String relationship, String table, RowLink row) {}

    /** Leads from a row to a row of another table. */
    @FunctionalInterface
    public interface RowLink {
        int follow(int row);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** The name for people: that of the API with its words apart, that of an id with "ID". */
    public String label() {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replaceAll("\\bId$", "ID");
    }

    /** Whether a row may be without a value. */
    public boolean isNillable() {
        return !is(Trait.REQUIRED) && type != FieldType.ID && type != FieldType.BOOLEAN;
    }

    /** Whether the platform fills in a value where a client sends none. */
    public boolean isDefaultedOnCreate() {
        return !isNillable() && !is(Trait.REQUIRED);
    }
}
