package io.pushwave.planner.org.label.rest;

import io.pushwave.planner.org.label.LabelRules;
import io.pushwave.planner.org.label.Labels;
import io.pushwave.planner.org.rest.BrokenRuleException;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The labels that an org is to have. */
@Schema(
        name = "LabelsRequest",
        requiredProperties = {"by", "labels"})
public record LabelsRequest(
        @Schema(examples = "anna", minLength = 1, description = "Who wants it") @Nullable String by,

        @Schema(description = "All of them, by name: those that are left out are removed") @Nullable Map<String, @Nullable String> labels) {

    Labels checked(LabelRules rules) throws BrokenRuleException {
        if (labels == null) {
            throw new BrokenRuleException("labels", null, "labels is missing: all labels of the org are expected");
        }
        var checked = new TreeMap<String, String>();
        for (var label : labels.entrySet()) {
            var field = "labels." + label.getKey();
            var value = label.getValue();
            BrokenRuleException.throwIf(rules.nameFault("labels", label.getKey()));
            if (value == null) {
                throw new BrokenRuleException(field, null, field + " is null: who means none leaves it out");
            }
            BrokenRuleException.throwIf(rules.valueFault(field, value));
            checked.put(label.getKey(), value);
        }
        var all = new Labels(checked);
        BrokenRuleException.throwIf(rules.countFault("labels", all));
        return all;
    }
}
