package io.pushwave.simulator.http.rest;

import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.SObjectTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** The fields that a retrieve names. */
public final class FieldList {
    private FieldList() {}

    /** Names separated by commas. */
    public static List<String> split(String commaSeparated) {
        return List.of(commaSeparated.split("\\s*,\\s*", -1)).stream()
                .filter(name -> !name.isBlank())
                .toList();
    }

    /**
     * The fields with these names in any letter case, each once, and the id, which is always answered.
     *
     * @throws ApiException in Salesforce's words for a name that the object does not have
     */
    public static Collection<FieldDefinition> of(SObjectTable table, List<String> names) {
        var fields = new LinkedHashMap<String, FieldDefinition>();
        for (var name : names) {
            var field = table.field(name.strip());
            if (field == null) {
                throw new ApiException(
                        400,
                        "INVALID_FIELD",
                        "No such column '" + name.strip() + "' on sobject of type " + table.name());
            }
            fields.put(field.name(), field);
        }
        var id = table.field("Id");
        if (id != null) {
            fields.putIfAbsent(id.name(), id);
        }
        return fields.values();
    }
}
