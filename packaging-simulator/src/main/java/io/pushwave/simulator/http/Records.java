package io.pushwave.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Records as clients send them: members in any letter case. */
public final class Records {
    private Records() {}

    /** The member with this name, or {@code null}. */
    public static @Nullable JsonNode member(JsonNode record, String name) {
        for (var member : record.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return null;
    }

    /** A record without one of its members. */
    public static ObjectNode without(JsonNode record, String name) {
        var rest = JsonNodeFactory.instance.objectNode();
        for (var member : record.properties()) {
            if (!member.getKey().equalsIgnoreCase(name)) {
                rest.set(member.getKey(), member.getValue());
            }
        }
        return rest;
    }

    /** How Salesforce's parser calls a value, as in START_OBJECT or VALUE_STRING. */
    public static String token(JsonNode value) {
        return value.asToken().name();
    }
}
