package io.pushwave.simulator.faults;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The rules that are set. The first that strikes wins, all of them count. Not thread-safe. */
public final class FaultRules {
    /** Each is asked at each call. */
    public static final int MAXIMUM = 1_000;

    private final List<FaultRule> rules = new ArrayList<>();

    /** What happens to a call; empty for nothing. */
    public Optional<FaultRule.Strike> strike(Subject subject) {
        Optional<FaultRule.Strike> first = Optional.empty();
        for (var rule : rules) {
            var strike = rule.strike(subject);
            if (strike != null && first.isEmpty()) {
                first = Optional.of(strike);
            }
        }
        return first;
    }

    /**
     * Adds rules behind those that are there; all of them or none.
     *
     * @param setAt simulated time
     * @throws RuleException if there are too many, or a name is taken
     */
    public void add(List<FaultRule.Description> added, Instant setAt) {
        if (rules.size() + added.size() > MAXIMUM) {
            throw new RuleException("there are " + rules.size() + " rules and " + added.size() + " more, at most "
                    + MAXIMUM + " are kept; DELETE /simulator/faults clears them");
        }
        var names = new HashSet<String>();
        rules.forEach(rule -> rule.description().name().ifPresent(names::add));
        for (int position = 0; position < added.size(); position++) {
            var name = added.get(position).name();
            if (name.isPresent() && !names.add(name.get())) {
                throw new RuleException("rule " + (position + 1) + ": name '" + name.get() + "' is taken");
            }
        }
        added.forEach(description -> rules.add(new FaultRule(description, setAt)));
    }

    /** Takes a rule away; answers false if there is none of this name. */
    public boolean remove(String name) {
        return rules.removeIf(rule -> rule.description().name().equals(Optional.of(name)));
    }

    public void clear() {
        rules.clear();
    }

    public List<FaultRule> all() {
        return List.copyOf(rules);
    }

    /** Writes the rules as JSON, and how often each has looked and struck. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(rules.size());
        for (var rule : rules) {
            var json = RuleWriter.json(rule);
            out.writeInt(json.length);
            out.write(json);
            out.writeInt(rule.seen());
            out.writeInt(rule.struck());
        }
    }

    /** Reads what {@link #save} wrote; this one must be new. */
    public void restore(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            var json = new byte[in.readInt()];
            in.readFully(json);
            var wrapped = "[" + new String(json, StandardCharsets.UTF_8) + "]";
            var description =
                    RuleReader.read(wrapped.getBytes(StandardCharsets.UTF_8)).getFirst();
            // The window is saved as instants, so it does not matter when the rule is set again.
            var rule = new FaultRule(description, Instant.EPOCH);
            rule.count(in.readInt(), in.readInt());
            rules.add(rule);
        }
    }
}
