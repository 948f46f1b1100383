package io.pushwave.messaging;

import io.pushwave.messaging.testing.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that no handler can be given, broken at random in every way that was thought of. */
final class Poison {
    /** The header that distinguishes the broken records. */
    static final String MARK = "mark";

    private final Random random;
    private final KafkaTopics topics;
    private final List<Corruption> corruptions = List.of(
            sent -> withPayload(sent, null),
            sent -> withPayload(sent, new byte[0]),
            sent -> withPayload(sent, Arrays.copyOf(sent.value(), sent.value().length / 2)),
            sent -> withPayload(sent, randomBytes(200)),
            sent -> withPayload(sent, randomBytes(900_000)),
            sent -> withPayload(sent, bytes("[".repeat(50_000))),
            sent -> withPayload(sent, bytes("null")),
            sent -> withPayload(sent, bytes("{}")),
            sent -> withPayload(sent, bytes(text(sent.value()) + "{}")),
            sent -> withPayload(sent, bytes(text(sent.value()).replace("\"epoch\":1", "\"epoch\":\"\\u0000\""))),
            sent -> withPayload(sent, bytes(text(sent.value()).replace("RUNNING", "\\u0000FLYING"))),
            // Legible for everybody but PostgreSQL.
            sent -> withPayload(
                    sent, bytes(text(sent.value()).replace("\"campaignId\":\"", "\"campaignId\":\"\\u0000"))),
            sent -> without(sent, "ce_specversion"),
            sent -> without(sent, "ce_id"),
            sent -> without(sent, "ce_source"),
            sent -> without(sent, "ce_type"),
            sent -> with(sent, "ce_specversion", "9.9"),
            sent -> with(sent, "ce_type", "io.pushwave.never-heard-of.v1"),
            sent -> with(sent, "ce_type", "io.pushwave.push-started.v1"),
            sent -> with(sent, "ce_type", "\0"),
            sent -> with(sent, "ce_source", "not a URI: %%"),
            sent -> with(sent, "ce_time", "yesterday"),
            sent -> with(sent, "ce_id", "\0"),
            sent -> with(sent, "ce_id", "x".repeat(5_000)),
            sent -> with(
                    new ProducerRecord<>(sent.topic(), null, null, bytes("\0key"), new byte[] {1}, sent.headers()),
                    "odd",
                    "\0\uFFFF"));

    Poison(Random random, KafkaTopics topics) {
        this.random = random;
        this.topics = topics;
    }

    /** Broken records; of the first ones, each is broken in another way. */
    List<ProducerRecord<byte[], byte[]>> records(String name, int count) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int i = 0; i < count; i++) {
            var sound = topics.cloudEvent(name + "-" + i, Controls.control(name, 1));
            sound.headers().add(MARK, bytes(mark(name, i)));
            var corruption = i < corruptions.size() ? i : random.nextInt(corruptions.size());
            records.add(corruptions.get(corruption).of(sound));
        }
        return records;
    }

    /** The marks of {@link #records}, sorted. */
    List<String> marks(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> mark(name, i)).sorted().toList();
    }

    private interface Corruption {
        ProducerRecord<byte[], byte[]> of(ProducerRecord<byte[], byte[]> sound);
    }

    private static String mark(String name, int i) {
        return "%s %05d".formatted(name, i);
    }

    private static ProducerRecord<byte[], byte[]> withPayload(
            ProducerRecord<byte[], byte[]> sent, byte @Nullable [] payload) {
        return new ProducerRecord<>(sent.topic(), null, null, sent.key(), payload, sent.headers());
    }

    private static ProducerRecord<byte[], byte[]> without(ProducerRecord<byte[], byte[]> sent, String header) {
        sent.headers().remove(header);
        return sent;
    }

    private static ProducerRecord<byte[], byte[]> with(
            ProducerRecord<byte[], byte[]> sent, String header, String value) {
        sent.headers().remove(header);
        sent.headers().add(header, bytes(value));
        return sent;
    }

    private byte[] randomBytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
