package io.pushwave.planner.org.label;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody wants of an org's labels; those that are not named stay.
 *
 * @param changes the new value by the label's name; empty where the label is removed
 */
public record LabelChanges(Map<String, Optional<String>> changes) {
    public LabelChanges {
        changes = Map.copyOf(changes);
    }

    public Labels appliedTo(Labels stored) {
        var changed = new TreeMap<>(stored.values());
        changes.forEach(
                (name, value) -> value.ifPresentOrElse(set -> changed.put(name, set), () -> changed.remove(name)));
        return new Labels(changed);
    }
}
