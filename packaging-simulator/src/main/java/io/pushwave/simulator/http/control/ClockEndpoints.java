package io.pushwave.simulator.http.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.time.SimulatorClock;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.Problems;
import io.pushwave.simulator.http.Reply;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** The simulated time, and whether the simulator is well. */
public final class ClockEndpoints {
    private static final Duration FURTHEST = Duration.ofDays(3_660);

    private final PackagingPlatform platform;
    private final SimulatorClock clock;
    private final Runnable passTime;

    /** @param passTime lets everything happen that is due by the clock */
    public ClockEndpoints(PackagingPlatform platform, SimulatorClock clock, Runnable passTime) {
        this.platform = platform;
        this.clock = clock;
        this.passTime = passTime;
    }

    Reply get(Call call) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("now", clock.now().toString());
            json.writeNumberField("speed", clock.speed());
            json.writeEndObject();
        });
    }

    Reply set(Call call) {
        var body = Problems.object(call);
        for (var member : body.properties()) {
            if (!member.getKey().equals("speed") && !member.getKey().equals("advance")) {
                throw ProblemException.badRequest("'" + member.getKey() + "' is unknown: speed or advance is expected");
            }
        }
        if (body.isEmpty()) {
            throw ProblemException.badRequest("neither speed nor advance is given");
        }
        var advance = body.has("advance") ? advance(body.get("advance")) : Duration.ZERO;
        if (body.has("speed")) {
            var speed = body.get("speed");
            if (!speed.isNumber() || !(speed.asDouble() >= 0 && speed.asDouble() <= SimulatorClock.MAXIMUM_SPEED)) {
                throw ProblemException.badRequest(
                        "speed is " + speed + ", 0 to " + (long) SimulatorClock.MAXIMUM_SPEED + " is expected");
            }
            clock.runAt(speed.asDouble());
        }
        clock.advance(advance);
        passTime.run();
        return get(call);
    }

    private static Duration advance(JsonNode value) {
        try {
            var advance = Duration.parse(value.asText());
            if (!advance.isNegative() && advance.compareTo(FURTHEST) <= 0) {
                return advance;
            }
        } catch (DateTimeParseException notADuration) {
            // Refused below, in the same words as one out of range.
        }
        throw ProblemException.badRequest("advance is " + value + ", PT0S to " + FURTHEST + " is expected");
    }

    public Reply health(Call call) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("status", "UP");
            json.writeNumberField("orgs", platform.subscribers().orgs());
            json.writeNumberField("requests", platform.requests().size());
            json.writeNumberField("jobs", platform.jobs().size());
            json.writeStringField("now", clock.now().toString());
            json.writeEndObject();
        });
    }
}
