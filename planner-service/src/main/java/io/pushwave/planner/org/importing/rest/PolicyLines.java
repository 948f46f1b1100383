package io.pushwave.planner.org.importing.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.policy.Edit;
import io.pushwave.planner.org.policy.PolicyEdit;
import io.pushwave.planner.org.policy.Restriction;
import io.pushwave.planner.org.policy.Restriction.Hold;
import io.pushwave.planner.org.policy.Restriction.OptOut;
import io.pushwave.planner.org.policy.Restriction.Pin;
import io.pushwave.planner.org.policy.rest.PolicyTerms;
import io.pushwave.planner.org.policy.rest.PolicyTerms.EndingRequest;
import io.pushwave.planner.org.policy.rest.PolicyTerms.PinRequest;
import io.pushwave.planner.org.rest.BrokenRuleException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Policies of orgs. A table has a column {@code orgKey} and some of those for the three decisions: where the cells of a decision are
 * empty it is left as it is, and a hyphen for its reason lifts it. In JSON a decision that is not there is left as it is, and null
 * lifts it.
 */
final class PolicyLines implements LineFormat<PolicyEdit> {
    private static final String ORG_KEY = "orgKey";
    private static final String OPT_OUT_REASON = "optOutReason";
    private static final String OPT_OUT_UNTIL = "optOutUntil";
    private static final String HOLD_REASON = "holdReason";
    private static final String HOLD_UNTIL = "holdUntil";
    private static final String PIN_REASON = "pinReason";
    private static final String PIN_VERSION = "pinVersion";
    private static final List<String> KNOWN =
            List.of(ORG_KEY, OPT_OUT_REASON, OPT_OUT_UNTIL, HOLD_REASON, HOLD_UNTIL, PIN_REASON, PIN_VERSION);
    private static final String LIFTED = "-";

    private final PolicyTerms terms;
    private final ObjectMapper strict;
    private final String by;
    private final Map<String, Integer> columns = new HashMap<>();

    /** @param by who wants it */
    PolicyLines(PolicyTerms terms, ObjectMapper strict, String by) {
        this.terms = terms;
        this.strict = strict;
        this.by = by;
    }

    /** An org and what is decided of it, as JSON has it; what is not there is null, and null is a node. */
    private record Line(
            @Nullable String orgKey,
            @Nullable JsonNode optOut,
            @Nullable JsonNode hold,
            @Nullable JsonNode pin) {}

    @Override
    public void head(List<String> names) throws BrokenRuleException {
        for (var name : names) {
            if (!KNOWN.contains(name)) {
                throw new BrokenRuleException(
                        "head",
                        name,
                        "the head has the unknown column '" + name + "'; known are " + String.join(", ", KNOWN));
            }
            if (columns.putIfAbsent(name, columns.size()) != null) {
                throw new BrokenRuleException("head", name, "the head has " + name + " twice");
            }
        }
        if (!columns.containsKey(ORG_KEY) || columns.size() < 2) {
            throw new BrokenRuleException(
                    "head",
                    String.join(",", names),
                    "the head has to name orgKey and a part of a decision, with commas between them");
        }
    }

    @Override
    public void row(int line, List<String> cells, ImportLines<PolicyEdit> into) throws BrokenRuleException {
        for (var column : columns.entrySet()) {
            Cells.readable(column.getKey(), cells.get(column.getValue()));
        }
        var org = Cells.orgKey(cell(cells, ORG_KEY));
        into.add(line, org, new PolicyEdit(optOut(cells), hold(cells), pin(cells)));
    }

    private Edit<OptOut> optOut(List<String> cells) throws BrokenRuleException {
        if (isLifted(cells, OPT_OUT_REASON, OPT_OUT_UNTIL)) {
            return new Edit.Lift<>();
        }
        return isLeft(cells, OPT_OUT_REASON, OPT_OUT_UNTIL)
                ? new Edit.Leave<>()
                : new Edit.Put<>(
                        terms.optOut(by, ending(cells, OPT_OUT_REASON, OPT_OUT_UNTIL), OPT_OUT_REASON, OPT_OUT_UNTIL));
    }

    private Edit<Hold> hold(List<String> cells) throws BrokenRuleException {
        if (isLifted(cells, HOLD_REASON, HOLD_UNTIL)) {
            return new Edit.Lift<>();
        }
        return isLeft(cells, HOLD_REASON, HOLD_UNTIL)
                ? new Edit.Leave<>()
                : new Edit.Put<>(terms.hold(by, ending(cells, HOLD_REASON, HOLD_UNTIL), HOLD_REASON, HOLD_UNTIL));
    }

    private Edit<Pin> pin(List<String> cells) throws BrokenRuleException {
        if (isLifted(cells, PIN_REASON, PIN_VERSION)) {
            return new Edit.Lift<>();
        }
        return isLeft(cells, PIN_REASON, PIN_VERSION)
                ? new Edit.Leave<>()
                : new Edit.Put<>(terms.pin(
                        by,
                        new PinRequest(cell(cells, PIN_REASON), cell(cells, PIN_VERSION)),
                        PIN_REASON,
                        PIN_VERSION));
    }

    private boolean isLifted(List<String> cells, String reason, String other) throws BrokenRuleException {
        if (!cell(cells, reason).equals(LIFTED)) {
            return false;
        }
        if (!cell(cells, other).isEmpty()) {
            throw new BrokenRuleException(
                    other, cell(cells, other), other + " has to be empty where " + reason + " is '-', which lifts it");
        }
        return true;
    }

    private boolean isLeft(List<String> cells, String reason, String other) {
        return cell(cells, reason).isEmpty() && cell(cells, other).isEmpty();
    }

    private EndingRequest ending(List<String> cells, String reason, String until) throws BrokenRuleException {
        var end = cell(cells, until);
        try {
            return new EndingRequest(cell(cells, reason), end.isEmpty() ? null : Instant.parse(end));
        } catch (DateTimeException _) {
            throw new BrokenRuleException(
                    until, end, until + " is '" + end + "', a time such as 2026-11-22T10:15:30Z is expected");
        }
    }

    /** A column that the head does not have is empty. */
    private String cell(List<String> cells, String name) {
        var column = columns.get(name);
        return column == null ? "" : cells.get(column);
    }

    @Override
    public void object(int line, JsonNode object, ImportLines<PolicyEdit> into) throws BrokenRuleException {
        var read = JsonLines.as(strict, object, Line.class, "");
        var org = Cells.orgKey(read.orgKey() == null ? "" : read.orgKey());
        into.add(line, org, new PolicyEdit(optOut(read.optOut()), hold(read.hold()), pin(read.pin())));
    }

    private Edit<OptOut> optOut(@Nullable JsonNode node) throws BrokenRuleException {
        return node == null || node.isNull()
                ? absent(node)
                : new Edit.Put<>(terms.optOut(by, ending(node, "optOut"), "optOut.reason", "optOut.until"));
    }

    private Edit<Hold> hold(@Nullable JsonNode node) throws BrokenRuleException {
        return node == null || node.isNull()
                ? absent(node)
                : new Edit.Put<>(terms.hold(by, ending(node, "hold"), "hold.reason", "hold.until"));
    }

    private Edit<Pin> pin(@Nullable JsonNode node) throws BrokenRuleException {
        if (node == null || node.isNull()) {
            return absent(node);
        }
        var pin = JsonLines.as(strict, node, PinRequest.class, "pin");
        readable("pin.reason", pin.reason());
        return new Edit.Put<>(terms.pin(by, pin, "pin.reason", "pin.version"));
    }

    private EndingRequest ending(JsonNode node, String field) throws BrokenRuleException {
        var ending = JsonLines.as(strict, node, EndingRequest.class, field);
        readable(field + ".reason", ending.reason());
        return ending;
    }

    private static void readable(String field, @Nullable String value) throws BrokenRuleException {
        if (value != null) {
            Cells.readable(field, value);
        }
    }

    private static <R extends Restriction> Edit<R> absent(@Nullable JsonNode node) {
        return node == null ? new Edit.Leave<>() : new Edit.Lift<>();
    }
}
