package io.pushwave.planner.org.label.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pushwave.planner.org.label.Labels;
import java.util.TreeMap;

/** Labels as the column {@code labels} has them. */
public final class LabelJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<TreeMap<String, String>>() {});
    private static final String NONE = "{}";

    private LabelJson() {}

    public static String write(Labels labels) {
        try {
            return WRITER.writeValueAsString(labels.values());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts cannot be written as JSON", e);
        }
    }

    public static Labels read(String json) {
        if (json.equals(NONE)) {
            return Labels.NONE;
        }
        try {
            return new Labels(READER.<TreeMap<String, String>>readValue(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("labels are no map of texts: " + json, e);
        }
    }
}
