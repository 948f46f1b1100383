package io.pushwave.messaging.plans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What one execution of a statement touched, as the server counted it.
 *
 * @param statement its text, as the server got it
 * @param buffers pages of tables and indexes that were looked at or written, each time one was
 * @param rows rows that went through any part of the plan, those included that were looked at and thrown away
 * @param plan a line for each of its parts
 */
public record Touched(String statement, long buffers, long rows, String plan) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads what {@code auto_explain} writes in its format {@code json}. */
    static Touched read(String explanation) {
        try {
            var explained = JSON.readTree(explanation);
            var root = explained.get("Plan");
            var scanned = new HashSet<String>();
            collectScanned(root, scanned);
            return new Touched(
                    explained.get("Query Text").asText(),
                    buffers(root) + unread(root, scanned),
                    rows(root),
                    described(root, "  "));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan cannot be read: " + explanation, e);
        }
    }

    /** A node's own pages and those of all below it. */
    private static long buffers(JsonNode node) {
        return number(node, "Shared Hit Blocks")
                + number(node, "Shared Read Blocks")
                + number(node, "Temp Read Blocks");
    }

    private static void collectScanned(JsonNode node, Set<String> scanned) {
        if (node.has("CTE Name")) {
            scanned.add(node.get("CTE Name").asText());
        }
        node.path("Plans").forEach(child -> collectScanned(child, scanned));
    }

    /** A change in a WITH clause that nobody reads is made after the rest, and counted by nobody but itself. */
    private static long unread(JsonNode node, Set<String> scanned) {
        long pages = 0;
        for (var child : node.path("Plans")) {
            var name = child.path("Subplan Name").asText("");
            boolean own = child.path("Node Type").asText().equals("ModifyTable")
                    && name.startsWith("CTE ")
                    && !scanned.contains(name.substring("CTE ".length()));
            pages += own ? buffers(child) : unread(child, scanned);
        }
        return pages;
    }

    private static long rows(JsonNode node) {
        long loops = number(node, "Actual Loops");
        double each = decimal(node, "Actual Rows")
                + decimal(node, "Rows Removed by Filter")
                + decimal(node, "Rows Removed by Join Filter")
                + decimal(node, "Rows Removed by Index Recheck");
        long all = Math.round(each * loops);
        for (var child : node.path("Plans")) {
            all += rows(child);
        }
        return all;
    }

    private static String described(JsonNode node, String indent) {
        var text = new StringBuilder(indent).append(node.get("Node Type").asText());
        for (var name : List.of("Relation Name", "Index Name", "CTE Name", "Index Cond", "Filter", "Join Filter")) {
            if (node.has(name)) {
                text.append(' ').append(node.get(name).asText());
            }
        }
        text.append(String.format(
                Locale.ROOT,
                ": %,.0f rows of %,d estimated, %,d times, %,d pages%n",
                decimal(node, "Actual Rows"),
                number(node, "Plan Rows"),
                number(node, "Actual Loops"),
                buffers(node)));
        node.path("Plans").forEach(child -> text.append(described(child, indent + "  ")));
        return text.toString();
    }

    private static long number(JsonNode node, String name) {
        return node.path(name).asLong(0);
    }

    private static double decimal(JsonNode node, String name) {
        return node.path(name).asDouble(0);
    }
}
