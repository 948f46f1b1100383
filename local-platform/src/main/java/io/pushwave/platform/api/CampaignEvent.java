package io.pushwave.platform.api;

import io.pushwave.contracts.MessageType;
import java.time.Instant;
import java.util.Optional;

/** Something that happened to a campaign as a whole; {@code type} is the CloudEvents type, {@code text} is for people. */
public record CampaignEvent(long sequence, Instant at, String type, Optional<Integer> wave, String text) {

    /** What kind of event it is; empty for one that came after this launcher was made. */
    public Optional<MessageType> kind() {
        return MessageType.named(type);
    }
}
