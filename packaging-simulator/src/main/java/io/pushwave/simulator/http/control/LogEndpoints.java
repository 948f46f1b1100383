package io.pushwave.simulator.http.control;

import io.pushwave.simulator.faults.FaultRule;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.Problems;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.usage.RequestsLog;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The requests log, and which of its entries somebody wants. */
public final class LogEndpoints {
    private static final Set<String> PARAMETERS = Set.of("after", "limit", "method", "path", "client", "since");

    private final RequestsLog log;

    public LogEndpoints(RequestsLog log) {
        this.log = log;
    }

    Reply lines(Call call) {
        for (var name : call.parameters().keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw ProblemException.badRequest(
                        "'" + name + "' is unknown: after, limit, method, path, client or since" + " can be given");
            }
        }
        return log.lines(
                Problems.whole(call, "after", 0, 0, Long.MAX_VALUE),
                (int) Problems.whole(call, "limit", 1_000, 1, 10_000),
                wanted(call));
    }

    private static Predicate<RequestsLog.Entry> wanted(Call call) {
        Predicate<RequestsLog.Entry> wanted = _ -> true;
        var method = call.parameter("method");
        if (method.isPresent()) {
            wanted = wanted.and(entry -> entry.method().equalsIgnoreCase(method.get()));
        }
        var path = call.parameter("path").map(FaultRule::glob);
        if (path.isPresent()) {
            wanted = wanted.and(entry -> path.get().matcher(entry.path()).matches());
        }
        var client = call.parameter("client");
        if (client.isPresent()) {
            wanted = wanted.and(entry -> entry.client().equals(client.get()));
        }
        var since = since(call);
        if (since.isPresent()) {
            wanted = wanted.and(entry -> !entry.simulatedAt().isBefore(since.get()));
        }
        return wanted;
    }

    private static Optional<Instant> since(Call call) {
        return call.parameter("since").map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException noInstant) {
                throw ProblemException.badRequest(
                        "since is '" + text + "', a simulated instant such as 2026-11-22T10:00:00Z is expected");
            }
        });
    }

    Reply count(Call call) {
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("calls", log.calls());
            json.writeEndObject();
        });
    }

    /** Who makes a call: the client of {@code Sforce-Call-Options}, otherwise the User-Agent. */
    public static String client(Call call) {
        for (var option : call.header("sforce-call-options").orElse("").split(",", -1)) {
            var parts = option.strip().split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase("client")) {
                return parts[1].strip();
            }
        }
        return call.header("user-agent").orElse("");
    }
}
