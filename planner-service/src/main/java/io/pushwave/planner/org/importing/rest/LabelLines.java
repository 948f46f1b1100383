package io.pushwave.planner.org.importing.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.label.LabelChanges;
import io.pushwave.planner.org.label.LabelRules;
import io.pushwave.planner.org.rest.BrokenRuleException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Labels of orgs. A table has a column {@code orgKey} and one for each label: an empty cell leaves the label as it is, a hyphen
 * removes it. In JSON the labels that are not there are left as they are, and null removes.
 */
final class LabelLines implements LineFormat<LabelChanges> {
    private static final String ORG_KEY = "orgKey";

    private final LabelRules rules;
    private final ObjectMapper strict;
    private List<String> columns = List.of();

    LabelLines(LabelRules rules, ObjectMapper strict) {
        this.rules = rules;
        this.strict = strict;
    }

    /** An org and its labels, as JSON has them. */
    private record Line(@Nullable String orgKey, @Nullable Map<String, @Nullable String> labels) {}

    @Override
    public void head(List<String> names) throws BrokenRuleException {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!name.equals(ORG_KEY)) {
                BrokenRuleException.throwIf(rules.nameFault("head", name));
            }
            if (!seen.add(name)) {
                throw new BrokenRuleException("head", name, "the head has " + name + " twice");
            }
        }
        if (!seen.contains(ORG_KEY) || seen.size() < 2) {
            throw new BrokenRuleException(
                    "head",
                    String.join(",", names),
                    "the head has to name orgKey and at least one label, with commas between them");
        }
        columns = List.copyOf(names);
    }

    @Override
    public void row(int line, List<String> cells, ImportLines<LabelChanges> into) throws BrokenRuleException {
        var changes = new HashMap<String, Optional<String>>();
        Optional<OrgKey> org = Optional.empty();
        for (int column = 0; column < columns.size(); column++) {
            var name = columns.get(column);
            var cell = Cells.readable(name, cells.get(column));
            if (name.equals(ORG_KEY)) {
                org = Optional.of(Cells.orgKey(cell));
            } else if (cell.equals(LabelRules.REMOVED)) {
                changes.put(name, Optional.empty());
            } else if (!cell.isEmpty()) {
                BrokenRuleException.throwIf(rules.valueFault(name, cell));
                changes.put(name, Optional.of(cell));
            }
        }
        into.add(line, org.orElseThrow(), new LabelChanges(changes));
    }

    @Override
    public void object(int line, JsonNode object, ImportLines<LabelChanges> into) throws BrokenRuleException {
        var read = JsonLines.as(strict, object, Line.class, "");
        var org = Cells.orgKey(read.orgKey() == null ? "" : read.orgKey());
        if (read.labels() == null) {
            throw new BrokenRuleException("labels", null, "labels is missing");
        }
        var changes = new HashMap<String, Optional<String>>();
        for (var label : read.labels().entrySet()) {
            var field = "labels." + label.getKey();
            BrokenRuleException.throwIf(rules.nameFault("labels", label.getKey()));
            var value = label.getValue();
            if (value != null) {
                BrokenRuleException.throwIf(rules.valueFault(field, Cells.readable(field, value)));
            }
            changes.put(label.getKey(), Optional.ofNullable(value));
        }
        into.add(line, org, new LabelChanges(changes));
    }
}
