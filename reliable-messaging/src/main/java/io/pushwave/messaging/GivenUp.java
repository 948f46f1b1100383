package io.pushwave.messaging;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A record that becomes a dead letter.
 *
 * @param origin the record as it came
 * @param reason why nobody could handle it, for people
 */
public record GivenUp(Origin origin, String reason) {
    /** U+0000 and surrogates without their other half: what PostgreSQL has no text for. */
    private static final Pattern NO_TEXT = Pattern.compile("\\x00|\\p{Cs}");

    public GivenUp {
        reason = storable(reason);
    }

    /**
     * The record's key, if it had one: all that is known of it for certain. What cannot be stored as text is replaced by
     * U+FFFD, so that whoever has to remember the key can.
     */
    public Optional<String> key() {
        return Optional.ofNullable(origin.key()).map(GivenUp::storable);
    }

    private static String storable(String text) {
        return NO_TEXT.matcher(text).replaceAll("\ufffd");
    }
}
