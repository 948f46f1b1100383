package io.pushwave.messaging.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Messages of every topic, broken at random: their bytes, their JSON, their headers, their key, their place. Made from the
 * golden messages of {@code event-contracts}; the same seed gives the same messages. Some come out sound by chance.
 */
public final class MalformedMessages {
    /** The header that distinguishes the messages. */
    public static final String MARK = "mark";

    private static final int HUGE = 900_000;
    private static final String JSON = "application/json";

    /** Put in the place of any value of any message. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e400",
            "1.5",
            "99999999999999999999",
            "2147483648",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00x\"",
            "\"NEVER_HEARD_OF\"",
            "\"+1000000000-12-31T23:59:59Z\"",
            "\"-9999-01-01T00:00:00Z\"",
            "\"0000-00-00T00:00:00Z\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"00D000000000000\"",
            "\"" + "x".repeat(100_000) + "\"",
            "[]",
            "{}",
            "[null]",
            "[".repeat(1_000) + "]".repeat(1_000),
            "{\"a\":".repeat(1_001) + "1" + "}".repeat(1_001));

    private final long seed;
    private final Random random;
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Sample> samples;

    private record Sample(MessageType type, String json) {}

    public MalformedMessages(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.samples = Stream.of(MessageType.values())
                .map(type -> new Sample(type, golden(type.typeName())))
                .toList();
    }

    /** So many messages for a topic, marked with their numbers. */
    public List<ProducerRecord<byte[], byte[]>> of(Topic topic, int count) {
        var mine = samples.stream()
                .filter(sample -> sample.type().topic() == topic)
                .toList();
        var messages = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int i = 0; i < count; i++) {
            messages.add(broken(topic, mine.get(random.nextInt(mine.size())), mark(topic, i)));
        }
        return messages;
    }

    /** What every mark of these messages begins with, on one topic. */
    public String marks(Topic topic) {
        return topic.name() + "-" + Long.toString(seed, Character.MAX_RADIX) + "-";
    }

    private String mark(Topic topic, int number) {
        return marks(topic) + number;
    }

    private ProducerRecord<byte[], byte[]> broken(Topic topic, Sample sample, String mark) {
        var event = new Event(sample.type().typeName(), mark, sample.json());
        int kinds = 1 + random.nextInt(2);
        for (int i = 0; i < kinds; i++) {
            breakOnce(event);
        }
        return event.record(topic);
    }

    private void breakOnce(Event event) {
        switch (random.nextInt(8)) {
            case 0 -> event.payload = bytesBroken(event.payload);
            case 1, 2, 3 -> event.payload = jsonBroken(event.payload);
            case 4 ->
                event.header(
                        pick(Event.NAMES),
                        pick(List.of(
                                "", " ", "\0", "a\0b", "x".repeat(5_000), "%%", "0.3", "yesterday", "1.0", "\uFFFF")));
            case 5 -> event.missing.add(pick(Event.NAMES));
            case 6 -> event.doubled.add(pick(Event.NAMES));
            default -> breakPlace(event);
        }
    }

    private void breakPlace(Event event) {
        switch (random.nextInt(7)) {
            case 0 -> event.key = null;
            case 1 -> event.key = bytes("\0key\0");
            case 2 -> event.key = new byte[] {(byte) 0xff, (byte) 0xfe};
            case 3 -> event.header("ce_type", pick(samples).type().typeName());
            case 4 ->
                event.header(
                        "content-type",
                        pick(List.of(
                                "text/xml",
                                "application/cloudevents+json",
                                "application/cloudevents-batch+json",
                                "",
                                "\0")));
            case 5 -> event.structured = true;
            default -> event.payload = null;
        }
    }

    private byte @Nullable [] bytesBroken(byte @Nullable [] payload) {
        if (payload == null) {
            return null;
        }
        return switch (random.nextInt(7)) {
            case 0 -> new byte[0];
            case 1 -> Arrays.copyOf(payload, random.nextInt(payload.length + 1));
            case 2 -> randomBytes(random.nextInt(200));
            case 3 -> randomBytes(HUGE);
            case 4 -> bytes("[".repeat(50_000));
            case 5 -> {
                var flipped = payload.clone();
                if (flipped.length > 0) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
            default -> bytes(new String(payload, StandardCharsets.UTF_8) + "{}");
        };
    }

    /** One value replaced, removed or added, anywhere. */
    private byte @Nullable [] jsonBroken(byte @Nullable [] payload) {
        try {
            var root = payload == null ? null : mapper.readTree(payload);
            if (root == null || !root.isContainerNode() || root.isEmpty()) {
                return payload;
            }
            var containers = new ArrayList<JsonNode>();
            collect(root, containers);
            var chosen = pick(containers);
            var token = "@broken@";
            switch (chosen) {
                case ObjectNode object -> {
                    var names = new ArrayList<String>();
                    object.fieldNames().forEachRemaining(names::add);
                    switch (random.nextInt(6)) {
                        case 0 -> object.remove(pick(names));
                        case 1 -> object.put("neverHeardOf", token);
                        default -> object.put(pick(names), token);
                    }
                }
                case ArrayNode array -> array.set(random.nextInt(array.size()), token);
                default -> throw new IllegalStateException("no container: " + chosen);
            }
            return bytes(mapper.writeValueAsString(root).replace("\"" + token + "\"", pick(VALUES)));
        } catch (JsonProcessingException _) {
            // Broken before: that is enough.
            return payload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private byte[] randomBytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String golden(String type) {
        var name = "/golden/" + type + ".json";
        try (var json = MalformedMessages.class.getResourceAsStream(name)) {
            if (json == null) {
                throw new IllegalStateException("there is no golden message " + name);
            }
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sound event, until something is changed. */
    private static final class Event {
        static final List<String> NAMES =
                List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "content-type");

        private final List<String[]> headers = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private final List<String> doubled = new ArrayList<>();
        private final String mark;
        private byte @Nullable [] payload;
        private byte @Nullable [] key = bytes("key");
        private boolean structured;

        Event(String type, String mark, String json) {
            this.mark = mark;
            this.payload = bytes(json);
            header("ce_specversion", "1.0");
            header("ce_id", "id-");
            header("ce_source", "/doors");
            header("ce_type", type);
            header("content-type", JSON);
        }

        /** Ids stay different, however they are broken: messages of one id are one message. */
        void header(String name, String value) {
            headers.removeIf(header -> header[0].equals(name));
            headers.add(new String[] {name, name.equals("ce_id") && !value.isBlank() ? value + mark : value});
        }

        ProducerRecord<byte[], byte[]> record(Topic topic) {
            var body = payload;
            if (structured && body != null) {
                var type = headers.stream()
                        .filter(header -> header[0].equals("ce_type"))
                        .map(header -> header[1])
                        .findFirst()
                        .orElse("");
                body = bytes("{\"specversion\":\"1.0\",\"source\":\"/doors\",\"id\":\"" + mark + "\",\"type\":\"" + type
                        + "\",\"data\":" + new String(body, StandardCharsets.UTF_8) + "}");
                header("content-type", "application/cloudevents+json");
            }
            if (body != null && body.length > HUGE) {
                // The broker itself refuses what is longer than a topic can carry.
                body = Arrays.copyOf(body, HUGE);
            }
            // The broker itself refuses a record without a key on a compacted topic.
            boolean keyless = key == null && topic.cleanup() == Topic.Cleanup.COMPACT;
            var made = new ProducerRecord<byte[], byte[]>(topic.topicName(), 0, keyless ? new byte[0] : key, body);
            for (var header : headers) {
                if (!missing.contains(header[0])) {
                    made.headers().add(header[0], bytes(header[1]));
                }
                if (doubled.contains(header[0])) {
                    made.headers().add(header[0], bytes("another-" + mark));
                }
            }
            made.headers().add(MARK, bytes(mark));
            return made;
        }
    }
}
