package io.pushwave.simulator.http.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.query.objects.FieldDefinition;
import io.pushwave.simulator.query.objects.FieldType;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import io.pushwave.simulator.query.objects.Trait;
import java.io.IOException;
import java.util.List;

/** Describes: which objects there are, and what each consists of. */
public final class DescribeEndpoints {
    /** What an object can or is that none of the objects here can or is. */
    private static final List<String> NEVER = List.of(
            "activateable",
            "custom",
            "customSetting",
            "deepCloneable",
            "deprecatedAndHidden",
            "feedEnabled",
            "hasSubtypes",
            "isInterface",
            "isSubtype",
            "layoutable",
            "mergeable",
            "mruEnabled",
            "searchable",
            "triggerable");

    private final Schema schema;
    private final String folder;

    /** @param folder what stands between the version and {@code sobjects} in paths; empty or {@code /tooling} */
    public DescribeEndpoints(Schema schema, String folder) {
        this.schema = schema;
        this.folder = folder;
    }

    Reply global(Call call) {
        var root = root(call);
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("encoding", "UTF-8");
            json.writeNumberField("maxBatchSize", 200);
            json.writeArrayFieldStart("sobjects");
            for (var table : schema.at(call.apiVersion()).tables()) {
                json.writeStartObject();
                writeHead(json, table, root);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The object's head. No one has looked at a record here, so the recent items are none. */
    Reply basic(Call call) {
        var table = table(call);
        var root = root(call);
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("objectDescribe");
            writeHead(json, table, root);
            json.writeEndObject();
            json.writeArrayFieldStart("recentItems");
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    Reply describe(Call call) {
        var table = table(call);
        var root = root(call);
        return Reply.ok(json -> {
            json.writeStartObject();
            writeHead(json, table, root);
            json.writeArrayFieldStart("actionOverrides");
            json.writeEndArray();
            writeChildren(json, table);
            json.writeArrayFieldStart("fields");
            for (var field : table.fields()) {
                writeField(json, field);
            }
            json.writeEndArray();
            for (var empty : List.of("namedLayoutInfos", "recordTypeInfos", "supportedScopes")) {
                json.writeArrayFieldStart(empty);
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    private SObjectTable table(Call call) {
        var table = schema.at(call.apiVersion()).table(call.variable("type"));
        if (table == null) {
            throw ApiException.notFound();
        }
        return table;
    }

    private String root(Call call) {
        return "/services/data/" + call.variable("version") + folder + "/sobjects/";
    }

    private static void writeHead(JsonGenerator json, SObjectTable table, String root) throws IOException {
        boolean createable = table.fields().stream().anyMatch(field -> field.is(Trait.CREATEABLE));
        boolean updateable = table.fields().stream().anyMatch(field -> field.is(Trait.UPDATEABLE));
        json.writeStringField("name", table.name());
        json.writeStringField("label", table.label());
        json.writeStringField("labelPlural", table.label() + "s");
        json.writeStringField("keyPrefix", table.keyPrefix());
        json.writeBooleanField("createable", createable);
        json.writeBooleanField("updateable", updateable);
        json.writeBooleanField("queryable", true);
        json.writeBooleanField("retrieveable", true);
        for (var never : NEVER) {
            json.writeBooleanField(never, false);
        }
        for (var lasting : List.of("deletable", "replicateable", "undeletable")) {
            json.writeBooleanField(lasting, table.isDeletable());
        }
        var url = root + table.name();
        json.writeObjectFieldStart("urls");
        json.writeStringField("sobject", url);
        json.writeStringField("describe", url + "/describe");
        json.writeStringField("rowTemplate", url + "/{ID}");
        json.writeEndObject();
    }

    private static void writeChildren(JsonGenerator json, SObjectTable table) throws IOException {
        json.writeArrayFieldStart("childRelationships");
        for (var children : table.children()) {
            json.writeStartObject();
            json.writeBooleanField("cascadeDelete", false);
            json.writeStringField("childSObject", children.table());
            json.writeBooleanField("deprecatedAndHidden", false);
            json.writeStringField("field", children.field());
            json.writeArrayFieldStart("junctionIdListNames");
            json.writeEndArray();
            json.writeArrayFieldStart("junctionReferenceTo");
            json.writeEndArray();
            json.writeStringField("relationshipName", children.relationship());
            json.writeBooleanField("restrictedDelete", false);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeField(JsonGenerator json, FieldDefinition field) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", field.name());
        json.writeStringField("label", field.label());
        json.writeStringField("type", field.type().apiName());
        json.writeStringField("soapType", field.type().soapType());
        json.writeNumberField("length", field.type().length());
        json.writeNumberField("byteLength", field.type().length() * 3);
        json.writeNumberField("digits", field.type().digits());
        json.writeNumberField("precision", 0);
        json.writeNumberField("scale", 0);
        json.writeBooleanField("createable", field.is(Trait.CREATEABLE));
        json.writeBooleanField("updateable", field.is(Trait.UPDATEABLE));
        json.writeBooleanField("filterable", field.is(Trait.FILTERABLE));
        json.writeBooleanField("sortable", field.is(Trait.SORTABLE));
        json.writeBooleanField("groupable", field.is(Trait.GROUPABLE));
        json.writeBooleanField("aggregatable", field.is(Trait.FILTERABLE));
        json.writeBooleanField("nillable", field.isNillable());
        json.writeBooleanField("defaultedOnCreate", field.isDefaultedOnCreate());
        json.writeBooleanField("caseSensitive", field.is(Trait.CASE_SENSITIVE));
        json.writeBooleanField("restrictedPicklist", field.type() == FieldType.PICKLIST);
        for (var never : List.of(
                "autoNumber",
                "calculated",
                "custom",
                "dependentPicklist",
                "deprecatedAndHidden",
                "encrypted",
                "externalId",
                "idLookup",
                "nameField",
                "permissionable",
                "unique")) {
            json.writeBooleanField(
                    never, never.equals("idLookup") && field.name().equals("Id"));
        }
        json.writeNullField("defaultValue");
        json.writeNullField("inlineHelpText");
        writeReference(json, field);
        writeValues(json, field);
        json.writeEndObject();
    }

    private static void writeReference(JsonGenerator json, FieldDefinition field) throws IOException {
        var parent = field.parent();
        json.writeStringField("relationshipName", parent == null ? null : parent.relationship());
        json.writeArrayFieldStart("referenceTo");
        if (parent != null) {
            json.writeString(parent.table());
        }
        json.writeEndArray();
    }

    private static void writeValues(JsonGenerator json, FieldDefinition field) throws IOException {
        json.writeArrayFieldStart("picklistValues");
        for (var value : field.values()) {
            json.writeStartObject();
            json.writeBooleanField("active", true);
            json.writeBooleanField("defaultValue", false);
            json.writeStringField("label", value);
            json.writeStringField("value", value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
