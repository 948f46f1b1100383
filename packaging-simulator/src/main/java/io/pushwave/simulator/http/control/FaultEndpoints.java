package io.pushwave.simulator.http.control;

import io.pushwave.simulator.domain.time.SimulatorClock;
import io.pushwave.simulator.faults.FaultRules;
import io.pushwave.simulator.faults.RuleException;
import io.pushwave.simulator.faults.RuleReader;
import io.pushwave.simulator.faults.RuleWriter;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.Reply;

/** The rules of misbehaviour: set, listed, taken away. */
public final class FaultEndpoints {
    private final FaultRules rules;
    private final SimulatorClock clock;

    public FaultEndpoints(FaultRules rules, SimulatorClock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    Reply add(Call call) {
        try {
            rules.add(RuleReader.read(call.body()), clock.now());
            return list(call);
        } catch (RuleException wrong) {
            throw ProblemException.badRequest(wrong.sentence());
        }
    }

    Reply list(Call call) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("rules");
            for (var rule : rules.all()) {
                json.writeStartObject();
                RuleWriter.writeMembers(json, rule);
                json.writeNumberField("seen", rule.seen());
                json.writeNumberField("struck", rule.struck());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    Reply remove(Call call) {
        var name = call.variable("name");
        if (!rules.remove(name)) {
            throw ProblemException.notFound("there is no rule with the name '" + name + "'");
        }
        return Reply.noContent();
    }

    Reply clear(Call call) {
        rules.clear();
        return Reply.noContent();
    }
}
