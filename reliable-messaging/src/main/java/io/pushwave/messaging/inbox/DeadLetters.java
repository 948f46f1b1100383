package io.pushwave.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.messaging.AfterCommit;
import io.pushwave.messaging.DeadLetterHeaders;
import io.pushwave.messaging.FailureReason;
import io.pushwave.messaging.GivenUp;
import io.pushwave.messaging.IdSource;
import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.MessagingMetrics;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.outbox.Outbox;
import io.pushwave.messaging.outbox.OutboxRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Gives records up: they go to the dead-letter topic of the topic that they came on, through the outbox, with the reason.
 * Their ids are not remembered as handled, so a dead letter that is re-driven is handled anew by whoever gave it up, and by
 * nobody else.
 */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int REASON_CHARACTERS_MAXIMUM = 2_000;
    private static final int LOGGED_MAXIMUM = 10;
    private static final String SUFFIX = ".dlq";
    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}");

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final AfterCommit afterCommit;
    private final IdSource ids;
    private final Clock clock;
    private final MeterRegistry meters;
    private final int payloadMaximum;

    DeadLetters(
            Jdbi jdbi,
            Outbox outbox,
            AfterCommit afterCommit,
            IdSource ids,
            Clock clock,
            MeterRegistry meters,
            MessagingConfig config) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.afterCommit = afterCommit;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
        this.payloadMaximum = config.receiver().deadLetterPayloadMaximum();
    }

    /**
     * Gives a record up by decision: it was read, and what it says cannot be done.
     *
     * @param consumer the name that it was received under
     * @param reason for people; longer than 2,000 characters is cut
     */
    @Transactional(TxType.MANDATORY)
    public void append(Origin origin, String consumer, String reason) {
        append(consumer, List.of(new GivenUp(origin, reason)));
    }

    /** Gives records up, all in the caller's transaction. */
    void append(String consumer, List<GivenUp> letters) {
        if (letters.isEmpty()) {
            return;
        }
        outbox.appendRows(letters.stream().map(letter -> row(consumer, letter)).toList());
        remember(consumer, letters);
        afterCommit.run(() -> report(consumer, letters));
    }

    private void remember(String consumer, List<GivenUp> letters) {
        var places = letters.stream()
                .flatMap(letter -> RecordReader.place(letter.origin()).stream())
                .toList();
        var handled = letters.stream()
                .flatMap(letter -> RecordReader.messageId(letter.origin()).stream())
                .toList();
        jdbi.useHandle(handle -> {
            InboxTable.claim(handle, consumer, places, clock.instant());
            InboxTable.forget(handle, consumer, handled);
        });
    }

    private OutboxRow row(String consumer, GivenUp letter) {
        var origin = letter.origin();
        var headers = new LinkedHashMap<>(origin.headers());
        headers.put(DeadLetterHeaders.REASON, cut(letter.reason()));
        headers.put(DeadLetterHeaders.CONSUMER, consumer);
        headers.put(DeadLetterHeaders.TOPIC, origin.topic());
        headers.put(DeadLetterHeaders.FAILED_AT, clock.instant().toString());
        var payload = origin.payload();
        if (payload.length > payloadMaximum) {
            headers.put(DeadLetterHeaders.TRUNCATED_FROM, Integer.toString(payload.length));
            payload = Arrays.copyOf(payload, payloadMaximum);
        }
        var key = origin.key();
        return new OutboxRow(
                ids.next(),
                origin.topic() + SUFFIX,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                "dead-letter",
                headers,
                payload,
                null);
    }

    private void report(String consumer, List<GivenUp> letters) {
        for (var letter : letters) {
            meters.counter(
                            MessagingMetrics.DEAD_LETTERS,
                            MessagingMetrics.TOPIC,
                            letter.origin().topic(),
                            MessagingMetrics.CONSUMER,
                            consumer)
                    .increment();
        }
        letters.stream().limit(LOGGED_MAXIMUM).forEach(letter -> log(consumer, letter));
        if (letters.size() > LOGGED_MAXIMUM) {
            LOG.warnf("given up by %s: %d more of the same batch", consumer, letters.size() - LOGGED_MAXIMUM);
        }
    }

    private static void log(String consumer, GivenUp letter) {
        var origin = letter.origin();
        LOG.warnf(
                "given up by %s: %s partition %s offset %s: %s",
                consumer,
                origin.topic(),
                origin.headers().get(DeadLetterHeaders.PARTITION),
                origin.headers().get(DeadLetterHeaders.OFFSET),
                // What a stranger sent must not be able to write lines of our log.
                CONTROL_CHARACTERS.matcher(cut(letter.reason())).replaceAll("?"));
    }

    private static String cut(String text) {
        var reason = FailureReason.of(text);
        return reason.length() <= REASON_CHARACTERS_MAXIMUM
                ? reason
                : reason.substring(0, REASON_CHARACTERS_MAXIMUM) + " …";
    }
}
