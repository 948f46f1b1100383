package io.pushwave.messaging.redrive;

import io.pushwave.messaging.DeadLetterHeaders;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes dead letters to the topic that they came from, as they were: with their own headers and without those of a dead
 * letter. Remembers in the consumer group {@code pushwave.redrive} how far it came; a letter that a filter passed over is
 * behind it then, and stays in the dead-letter topic for people to read.
 */
public final class Redrive {
    /** The consumer group whose offsets say what was re-driven. One command at a time. */
    public static final String GROUP = "pushwave.redrive";

    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}");
    private static final Duration POLL = Duration.ofMillis(500);

    private Redrive() {}

    /**
     * What the command is asked for.
     *
     * @param limit letters re-driven at most, 1 and more
     * @param reasonContains re-drive only letters whose reason contains this, in any case
     * @param dryRun print what would be done, publish and remember nothing
     */
    public record Request(
            String bootstrapServers, String topic, long limit, Optional<String> reasonContains, boolean dryRun) {}

    /**
     * What was done.
     *
     * @param redriven letters published again; in a dry run, that would have been
     * @param passedOver letters that the filter left out
     * @param cut letters whose payload is not whole any more and that are therefore never published again
     */
    public record Outcome(long redriven, long passedOver, long cut) {}

    /**
     * Re-drives what lies in the dead-letter topic now and was not re-driven before.
     *
     * @param out gets a line for each letter, and one with the sum
     * @throws IllegalStateException if the topic has no dead-letter topic
     * @throws KafkaException if the broker cannot be reached or refuses; what was not committed is done by the next run
     */
    public static Outcome run(Request request, PrintStream out) {
        try (var consumer = consumer(request);
                var producer = producer(request)) {
            var ends = ends(request);
            consumer.assign(ends.keySet());
            var run = new Run(request, out, producer, ends);
            run.seek(consumer);
            while (run.unfinished()) {
                run.take(consumer);
            }
            out.printf(
                    "%s%d re-driven to %s, %d passed over, %d cut and left%n",
                    request.dryRun() ? "dry run: " : "", run.redriven, request.topic(), run.passedOver, run.cut);
            return new Outcome(run.redriven, run.passedOver, run.cut);
        }
    }

    /** One pass over the dead-letter topic up to the ends that it had at the beginning. */
    private static final class Run {
        private final Request request;
        private final PrintStream out;
        private final Producer<byte[], byte[]> producer;
        private final Map<TopicPartition, Long> ends;
        private final Map<TopicPartition, Long> positions = new HashMap<>();
        private long redriven;
        private long passedOver;
        private long cut;

        Run(Request request, PrintStream out, Producer<byte[], byte[]> producer, Map<TopicPartition, Long> ends) {
            this.request = request;
            this.out = out;
            this.producer = producer;
            this.ends = ends;
        }

        void seek(KafkaConsumer<byte[], byte[]> consumer) {
            var committed = consumer.committed(ends.keySet());
            var beginnings = consumer.beginningOffsets(ends.keySet());
            ends.keySet().forEach(partition -> {
                var position = committed.get(partition);
                var beginning = beginnings.getOrDefault(partition, 0L);
                var start = position == null ? beginning : Math.max(beginning, position.offset());
                positions.put(partition, start);
                consumer.seek(partition, start);
            });
        }

        boolean unfinished() {
            return redriven < request.limit()
                    && ends.entrySet().stream()
                            .anyMatch(end -> positions.getOrDefault(end.getKey(), 0L) < end.getValue());
        }

        void take(KafkaConsumer<byte[], byte[]> consumer) {
            var sent = new ArrayList<Future<?>>();
            for (var letter : consumer.poll(POLL)) {
                var partition = new TopicPartition(letter.topic(), letter.partition());
                if (redriven < request.limit() && letter.offset() < ends.getOrDefault(partition, 0L)) {
                    decide(letter, sent);
                    positions.put(partition, letter.offset() + 1);
                }
            }
            sent.forEach(Redrive::await);
            if (!request.dryRun()) {
                consumer.commitSync(positions.entrySet().stream()
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue()))));
            }
        }

        private void decide(ConsumerRecord<byte[], byte[]> letter, List<Future<?>> sent) {
            var reason = header(letter, DeadLetterHeaders.REASON).orElse("no reason given");
            if (!matches(reason)) {
                passedOver++;
            } else if (header(letter, DeadLetterHeaders.TRUNCATED_FROM).isPresent()) {
                cut++;
                print(letter, "is cut and cannot be sent again", reason);
            } else {
                redriven++;
                print(letter, request.dryRun() ? "would be re-driven" : "re-driven", reason);
                if (!request.dryRun()) {
                    sent.add(producer.send(asItWas(letter)));
                }
            }
        }

        private boolean matches(String reason) {
            return request.reasonContains()
                    .map(text -> reason.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                    .orElse(true);
        }

        private ProducerRecord<byte[], byte[]> asItWas(ConsumerRecord<byte[], byte[]> letter) {
            var original = new ProducerRecord<byte[], byte[]>(request.topic(), letter.key(), letter.value());
            for (Header header : letter.headers()) {
                if (!header.key().startsWith(DeadLetterHeaders.PREFIX)) {
                    original.headers().add(header);
                }
            }
            return original;
        }

        private void print(ConsumerRecord<byte[], byte[]> letter, String what, String reason) {
            out.printf(
                    "%s partition %d offset %d (id %s, given up by %s): %s: %s%n",
                    letter.topic(),
                    letter.partition(),
                    letter.offset(),
                    header(letter, "ce_id").orElse("unknown"),
                    header(letter, DeadLetterHeaders.CONSUMER).orElse("unknown"),
                    what,
                    CONTROL_CHARACTERS.matcher(reason).replaceAll("?"));
        }
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a letter was not acknowledged: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return Optional.ofNullable(letter.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    private static Map<TopicPartition, Long> ends(Request request) {
        var deadLetterTopic = request.topic() + ".dlq";
        try (var admin = Admin.create(Map.of("bootstrap.servers", request.bootstrapServers()))) {
            if (!admin.listTopics().names().get().contains(deadLetterTopic)) {
                throw new IllegalStateException("there is no topic " + deadLetterTopic);
            }
            var partitions = admin.describeTopics(List.of(deadLetterTopic)).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            return admin.listOffsets(partitions).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the broker at " + request.bootstrapServers() + " does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Request request) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        request.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static Producer<byte[], byte[]> producer(Request request) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        request.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        // As for the outbox: a batch that is refused must not be overtaken by the next one.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        4 * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
