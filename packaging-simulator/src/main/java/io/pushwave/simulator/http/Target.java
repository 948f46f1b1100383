package io.pushwave.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request line is after, decoded.
 *
 * @param segments the path without empty segments
 * @param parameters of the query string; may be added to
 */
public record Target(List<String> segments, Map<String, String> parameters) {

    /**
     * Takes path and query apart.
     *
     * @throws IllegalArgumentException if a percent sign is followed by nonsense
     */
    public static Target of(String path, String query) {
        var segments = new ArrayList<String>();
        for (var segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decode(segment));
            }
        }
        var parameters = new HashMap<String, String>();
        parse(query, parameters);
        return new Target(List.copyOf(segments), parameters);
    }

    /**
     * Takes a URI without its authority apart.
     *
     * @throws IllegalArgumentException if a percent sign is followed by nonsense
     */
    public static Target of(String uri) {
        int mark = uri.indexOf('?');
        return mark < 0 ? of(uri, "") : of(uri.substring(0, mark), uri.substring(mark + 1));
    }

    /** Reads pairs as query strings and forms have them. */
    public static void parse(String encoded, Map<String, String> into) {
        for (var pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                into.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
