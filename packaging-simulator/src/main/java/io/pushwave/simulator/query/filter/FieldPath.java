package io.pushwave.simulator.query.filter;

import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.Trait;
import io.pushwave.simulator.soql.Name;
import io.pushwave.simulator.soql.SoqlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field reached from a table over parent relationships.
 *
 * @param text the path as the schema spells it, without alias
 */
public record FieldPath(
        String text, List<FieldDefinition.Parent> hops, SObjectTable table, FieldDefinition field, int at)
        implements Source {
    /** Most relationships in one path, as Salesforce has it. */
    private static final int MAXIMUM_HOPS = 5;

    /**
     * Finds the field that a path leads to.
     *
     * @param alias a name that may stand before paths, besides the object's own; empty for none
     * @throws SoqlException in Salesforce's words if there is none
     */
    public static FieldPath resolve(Schema schema, SObjectTable from, String alias, Name path) {
        var segments = new ArrayList<>(List.of(path.text().split("\\.", -1)));
        boolean qualified = segments.size() > 1
                && (segments.getFirst().equalsIgnoreCase(alias)
                        || (segments.getFirst().equalsIgnoreCase(from.name()) && parent(from, from.name()) == null));
        if (qualified) {
            segments.removeFirst();
        }
        var table = from;
        var hops = new ArrayList<FieldDefinition.Parent>();
        var text = new StringBuilder();
        for (var relationship : segments.subList(0, segments.size() - 1)) {
            var parent = parent(table, relationship);
            if (parent == null || !schema.has(parent.table()) || hops.size() == MAXIMUM_HOPS) {
                throw new SoqlException(
                        "INVALID_FIELD",
                        "Didn't understand relationship '" + relationship
                                + "' in field path. If you are attempting to use a custom relationship, be sure to append the"
                                + " '__r' after the custom relationship name. Please reference your WSDL or the describe call"
                                + " for the appropriate names.",
                        path.at());
            }
            hops.add(parent);
            text.append(parent.relationship()).append('.');
            table = schema.required(parent.table());
        }
        var field = table.field(segments.getLast());
        if (field == null) {
            throw new SoqlException(
                    "INVALID_FIELD",
                    "No such column '" + segments.getLast() + "' on entity '" + table.name()
                            + "'. If you are attempting to use a custom field, be sure to append the '__c' after the custom"
                            + " field name. Please reference your WSDL or the describe call for the appropriate names.",
                    path.at());
        }
        return new FieldPath(text.append(field.name()).toString(), List.copyOf(hops), table, field, path.at());
    }

    private static FieldDefinition.@Nullable Parent parent(SObjectTable table, String relationship) {
        for (var field : table.fields()) {
            var parent = field.parent();
            if (parent != null && parent.relationship().equalsIgnoreCase(relationship)) {
                return parent;
            }
        }
        return null;
    }

    /** The value for a row of the table that the path begins at. */
    @Override
    public @Nullable Object read(int row) {
        int at = row;
        for (var hop : hops) {
            at = hop.row().follow(at);
            if (at < 0) {
                return null;
            }
        }
        return field.reader().read(at);
    }

    /** The same path to a field made of this one. */
    public FieldPath showing(FieldDefinition shown) {
        return new FieldPath(text, hops, table, shown, at);
    }

    /**
     * The same path.
     *
     * @throws SoqlException in Salesforce's words if the field has not the trait
     */
    public FieldPath requires(Trait trait, String verb) {
        if (!field.is(trait)) {
            throw refused("INVALID_FIELD", "field '" + field.name() + "' can not be " + verb + " in a query call");
        }
        return this;
    }
}
