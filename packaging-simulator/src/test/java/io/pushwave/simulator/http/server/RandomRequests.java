package io.pushwave.simulator.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Requests to every route, most of them broken somewhere, drawn from a seed. */
final class RandomRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Random random;
    private final List<String> routes;
    private final Map<String, String> names;

    /** @param names what stands in templates for ids that there are */
    RandomRequests(long seed, List<String> routes, Map<String, String> names) {
        this.random = new Random(seed);
        this.routes = routes;
        this.names = names;
    }

    /** What is sent. */
    // The body is sent once and never kept.
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String method, String uri, Map<String, String> headers, byte[] body) {
        @Override
        public String toString() {
            var text = new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.ISO_8859_1);
            return method + " " + uri.substring(0, Math.min(uri.length(), 500)) + " " + headers + " " + body.length
                    + " bytes: " + text;
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    Request next() {
        var route = one(routes).split(" ", 2);
        var method = chance(85) ? route[0] : one(RandomWords.METHODS);
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "Authorization",
                chance(90) ? "Bearer TOKEN" : one(List.of("Bearer", "TOKEN", "Basic eDp5", "Basic %", "")));
        headers.put("Content-Type", chance(60) ? "application/json" : one(RandomWords.CONTENT_TYPES));
        if (chance(10)) {
            headers.put("Sforce-Query-Options", one(List.of("batchSize=0", "batchSize=99999999999", "batchSize", "=")));
        }
        if (chance(10)) {
            headers.put("Sforce-Call-Options", one(List.of("client=", "client", ",,,=", "client=a=b")));
        }
        if (chance(5)) {
            headers.put("X-Padding", "x".repeat(random.nextInt(70_000)));
        }
        var body = method.equals("GET") && chance(80) ? new byte[0] : body(route[1]);
        if (chance(10)) {
            headers.put("Content-Encoding", one(RandomWords.ENCODINGS));
            body = chance(50) ? gzipped(body) : body;
        }
        return new Request(method, uri(route[1]), headers, body);
    }

    private String uri(String pattern) {
        var uri = new StringBuilder();
        for (var segment : pattern.split("/", -1)) {
            uri.append(chance(3) ? "//" : "/").append(segment(segment));
        }
        if (chance(5)) {
            uri.append(one(List.of(
                    "/", "/%00", "/%", "/%zz", "/..", "/" + "x".repeat(20_000), "/%F0%9F%98%80", "/%ED%A0%80")));
        }
        int parameters = random.nextInt(4);
        for (int number = 0; number < parameters; number++) {
            var name = one(RandomWords.PARAMETERS);
            uri.append(number == 0 ? "?" : "&").append(name).append("=").append(value(name));
        }
        return chance(70) && uri.indexOf("/query") >= 0 && parameters == 0 ? uri + "?q=" + value("q") : uri.toString();
    }

    private String segment(String segment) {
        if (!segment.startsWith("{")) {
            return chance(2) ? encoded(one(RandomWords.WORDS)) : segment;
        }
        return switch (segment) {
            case "{version}" -> chance(85) ? "v66.0" : one(RandomWords.VERSIONS);
            case "{type}" ->
                chance(50)
                        ? "PackagePushRequest"
                        : chance(97) ? one(RandomWords.TYPES) : encoded(one(RandomWords.WORDS));
            case "{versionId}" -> chance(70) ? name("VERSION") : encoded(one(RandomWords.WORDS));
            case "{orgKey}" -> chance(70) ? name("ORG") : encoded(one(RandomWords.WORDS));
            default -> chance(60) ? name(one(List.copyOf(names.keySet()))) : encoded(one(RandomWords.WORDS));
        };
    }

    private String name(String of) {
        return names.getOrDefault(of, of);
    }

    private String value(String parameter) {
        if (chance(5)) {
            return one(List.of("%", "%0", "%zz", "%00", "+", "&&", "=", "%C3%28", "x".repeat(5_000)));
        }
        return encoded(parameter.equals("q") && chance(90) ? soql() : one(RandomWords.WORDS));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String soql() {
        if (chance(20)) {
            return "SELECT Id FROM PackageSubscriber"
                    + (chance(50) ? " " + one(RandomWords.SOQL) + " " + one(RandomWords.SOQL) : "");
        }
        var soql = new StringBuilder("SELECT Id FROM ".repeat(random.nextInt(2)));
        for (int word = random.nextInt(12); word >= 0; word--) {
            soql.append(one(RandomWords.SOQL)).append(chance(90) ? " " : "");
        }
        return soql.toString();
    }

    private byte[] body(String pattern) {
        if (chance(40)) {
            var fitting = RandomWords.FITTING.entrySet().stream()
                    .filter(entry -> pattern.endsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .map(this::filled)
                    .orElse("{}");
            return chance(50) ? fitting.getBytes(StandardCharsets.UTF_8) : mutated(fitting);
        }
        return switch (random.nextInt(10)) {
            case 0 -> new byte[0];
            case 1 ->
                filled(one(RandomWords.OTHERS)).getBytes(chance(80) ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
            case 2 -> noise();
            case 3 -> extreme();
            case 4 -> filled(one(RandomWords.TEMPLATES)).getBytes(StandardCharsets.UTF_8);
            default -> mutated(filled(one(RandomWords.TEMPLATES)));
        };
    }

    private String filled(String template) {
        var filled = template;
        for (var name : names.entrySet()) {
            filled = filled.replace(name.getKey(), name.getValue());
        }
        return filled;
    }

    private byte[] noise() {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] extreme() {
        int depth = 10 + random.nextInt(3_000);
        return (switch (random.nextInt(4)) {
                    case 0 -> "[".repeat(depth) + "]".repeat(depth);
                    case 1 -> "{\"records\":".repeat(depth) + "1" + "}".repeat(depth);
                    case 2 -> "{\"" + "x".repeat(60_000) + "\":" + "9".repeat(depth) + "}";
                    default ->
                        "{\"query\":\"" + "x".repeat(chance(5) ? 3_000_000 : 150_000) + "\",\"operation\":\"query\"}";
                })
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] mutated(String template) {
        try {
            var root = JSON.readTree(template);
            var nodes = new ArrayList<JsonNode>();
            collect(root, nodes);
            for (int change = random.nextInt(3); change >= 0; change--) {
                mutate(one(nodes));
            }
            var text = JSON.writeValueAsString(root);
            // A surrogate by itself, which the library would not write.
            return (chance(10) ? text.replaceFirst("\"", "\"\\\\ud800") : text).getBytes(StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            node.forEach(child -> collect(child, into));
        }
    }

    private void mutate(JsonNode node) throws IOException {
        switch (node) {
            case ObjectNode object -> {
                var members = new ArrayList<String>();
                object.fieldNames().forEachRemaining(members::add);
                var member = members.isEmpty() || chance(15) ? one(RandomWords.WORDS) : one(members);
                if (chance(15)) {
                    object.remove(member);
                } else {
                    object.set(member, value());
                }
            }
            case ArrayNode array -> {
                if (chance(30) && !array.isEmpty()) {
                    array.remove(0);
                } else {
                    for (int more = chance(5) ? 300 : 1; more > 0; more--) {
                        array.add(chance(50) && !array.isEmpty() ? array.get(0) : value());
                    }
                }
            }
            default -> throw new IllegalStateException("no container: " + node);
        }
    }

    private JsonNode value() throws IOException {
        return switch (random.nextInt(10)) {
            case 0 ->
                JSON.readTree(one(List.of("null", "true", "-1", "0.5", "1e400", "99999999999999999999", "[]", "{}")));
            case 1 -> JSON.readTree("[[[[{\"a\":[1,null,{}]}]]]]");
            case 2 -> JSON.getNodeFactory().textNode(soql());
            case 3 -> JSON.getNodeFactory().textNode(name(one(List.copyOf(names.keySet()))));
            case 4 -> JSON.getNodeFactory().textNode("y".repeat(random.nextInt(3_000)));
            default -> JSON.getNodeFactory().textNode(one(RandomWords.WORDS));
        };
    }

    private static byte[] gzipped(byte[] body) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
