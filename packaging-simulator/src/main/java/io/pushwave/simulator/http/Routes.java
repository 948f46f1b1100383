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
public final class Routes {
    /** What the paths of the REST API begin with. */
    public static final String DATA = "services/data/{version}";

    private final List<Route> routes = new ArrayList<>();

    /** Answers a call. */
    @FunctionalInterface
    public interface Endpoint {
        Reply answer(Call call);
    }

    /** What was found: an endpoint, or the methods that the path knows if the call's is not among them. */
    public sealed interface Match {
        record Found(Endpoint endpoint, Call call) implements Match {}

        record WrongMethod(Set<String> allowed) implements Match {}

        record NoSuchPath() implements Match {}
    }

    /** @param since the API version that brought it; to calls with a lower one there is no such path */
    private record Route(String method, List<String> pattern, int since, Endpoint endpoint) {
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
            var version = captured.get("version");
            return version == null || !ApiVersion.exists(version) || ApiVersion.number(version) >= since
                    ? captured
                    : null;
        }
    }

    /**
     * Adds a route.
     *
     * @param pattern segments separated by slashes; those in braces match anything and are captured
     */
    public Routes on(String method, String pattern, Endpoint endpoint) {
        return on(0, method, pattern, endpoint);
    }

    /**
     * Adds a route that an API version brought.
     *
     * @param since the version, as in 42
     */
    public Routes on(int since, String method, String pattern, Endpoint endpoint) {
        routes.add(new Route(method, List.of(pattern.split("/", -1)), since, endpoint));
        return this;
    }

    /** Every method and pattern, as in {@code GET services/data}. */
    public List<String> all() {
        return routes.stream()
                .map(route -> route.method() + " " + String.join("/", route.pattern()))
                .toList();
    }

    public Match match(Call call) {
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
