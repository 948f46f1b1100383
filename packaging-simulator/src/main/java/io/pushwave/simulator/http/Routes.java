package io.pushwave.simulator.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint answers which path. Paths are compared segment by segment and without regard to letter case, because real
 * clients send {@code //services/data}, {@code sobjects/packagepushrequest/} and the like; no general router does that.
 */
final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** Answers a call. */
    @FunctionalInterface
    interface Endpoint {
        Reply answer(Call call);
    }

    /** What was found: an endpoint, or the methods that the path knows if the call's is not among them. */
    sealed interface Match {
        record Found(Endpoint endpoint, Call call) implements Match {}

        record WrongMethod(Set<String> allowed) implements Match {}

        record NoSuchPath() implements Match {}
    }

    private record Route(String method, List<String> pattern, Endpoint endpoint) {
        @Nullable Map<String, String> capture(List<String> segments) {
            if (segments.size() != pattern.size()) {
                return null;
            }
            var captured = new HashMap<String, String>();
            for (int position = 0; position < segments.size(); position++) {
                var expected = pattern.get(position);
                var segment = segments.get(position);
                if (expected.startsWith("{")) {
                    captured.put(expected.substring(1, expected.length() - 1), segment);
                } else if (!expected.equalsIgnoreCase(segment)) {
                    return null;
                }
            }
            return captured;
        }
    }

    /**
     * Adds a route.
     *
     * @param pattern segments separated by slashes; those in braces match anything and are captured
     */
    Routes on(String method, String pattern, Endpoint endpoint) {
        routes.add(new Route(method, List.of(pattern.split("/", -1)), endpoint));
        return this;
    }

    Match match(Call call) {
        var allowed = new TreeSet<String>();
        // A HEAD is a GET of which the server does not send the body.
        var wanted = call.method().equals("HEAD") ? "GET" : call.method();
        for (var route : routes) {
            var captured = route.capture(call.segments());
            if (captured != null) {
                if (route.method().equals(wanted)) {
                    return new Match.Found(route.endpoint(), call.with(captured));
                }
                allowed.add(route.method());
                if (route.method().equals("GET")) {
                    allowed.add("HEAD");
                }
            }
        }
        return allowed.isEmpty() ? new Match.NoSuchPath() : new Match.WrongMethod(allowed);
    }
}
