package io.pushwave.platform.api;

import io.pushwave.contracts.MessageType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Something that happened to a campaign as a whole; {@code type} names a {@link MessageType}, {@code text} is for people. */
public record CampaignEvent(long sequence, Instant at, String type, Optional<Integer> wave, String text) {

    /** What kind of event it is; empty for one that is newer than this launcher. */
    public Optional<MessageType> kind() {
        return Arrays.stream(MessageType.values())
                .filter(kind -> kind.name().equals(type))
                .findFirst();
    }
}
