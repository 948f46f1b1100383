package io.pushwave.planner.org.label;

import io.pushwave.planner.Fingerprint;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The labels of an org, by name. */
public record Labels(SortedMap<String, String> values) {
    public static final Labels NONE = new Labels(new TreeMap<>());

    public Labels {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Labels of(Map<String, String> values) {
        return new Labels(new TreeMap<>(values));
    }

    /** These labels, and of others those whose names these have not. */
    public Labels orElse(Labels others) {
        var all = new TreeMap<>(others.values);
        all.putAll(values);
        return new Labels(all);
    }

    /** Another one wherever a name or a value is. */
    public String fingerprint() {
        return Fingerprint.of(values.entrySet().stream()
                .flatMap(label -> Stream.of(label.getKey(), label.getValue()))
                .toList());
    }
}
