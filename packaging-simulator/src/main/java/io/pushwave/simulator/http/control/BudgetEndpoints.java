package io.pushwave.simulator.http.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.time.SimulatorClock;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.Problems;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.usage.ApiBudget;
import java.util.OptionalInt;

/** The daily budget of API calls: looked at and changed while the simulator runs. */
public final class BudgetEndpoints {
    private final ApiBudget budget;
    private final SimulatorClock clock;

    public BudgetEndpoints(ApiBudget budget, SimulatorClock clock) {
        this.budget = budget;
        this.clock = clock;
    }

    Reply get(Call call) {
        budget.roll(clock.millis());
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("limit", budget.limit());
            json.writeNumberField("used", budget.used());
            json.writeEndObject();
        });
    }

    Reply set(Call call) {
        var body = Problems.object(call);
        Problems.refuseOthers(body, "limit", "used");
        if (body.isEmpty()) {
            throw ProblemException.badRequest("neither limit nor used is given");
        }
        var limit = whole(body, "limit", 1);
        var used = whole(body, "used", 0);
        limit.ifPresent(budget::limit);
        used.ifPresent(calls -> budget.use(clock.millis(), calls));
        return get(call);
    }

    private static OptionalInt whole(JsonNode body, String name, int minimum) {
        var value = body.path(name);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isInt() || value.asInt() < minimum) {
            throw ProblemException.badRequest(
                    name + " is " + value + ", " + minimum + " to " + Integer.MAX_VALUE + " is expected");
        }
        return OptionalInt.of(value.asInt());
    }
}
