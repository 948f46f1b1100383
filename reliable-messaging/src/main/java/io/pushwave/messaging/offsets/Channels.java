package io.pushwave.messaging.offsets;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** The channels of this service that read from Kafka. A channel has the name that its consumer receives under. */
@ApplicationScoped
class Channels {
    private static final Pattern GROUP = Pattern.compile("mp\\.messaging\\.incoming\\.(.+)\\.group\\.id");

    private final Map<String, String> channelByGroup = new HashMap<>();
    private final Map<String, String> topicByChannel = new HashMap<>();

    Channels(Config config) {
        for (var name : config.getPropertyNames()) {
            var matcher = GROUP.matcher(name);
            if (matcher.matches()) {
                var channel = matcher.group(1);
                channelByGroup.put(config.getValue(name, String.class), channel);
                topicByChannel.put(
                        channel,
                        config.getOptionalValue("mp.messaging.incoming." + channel + ".topic", String.class)
                                .orElse(channel));
            }
        }
    }

    /** The channel of a consumer group. */
    Optional<String> ofGroup(String groupId) {
        return Optional.ofNullable(channelByGroup.get(groupId));
    }

    boolean isChannel(String consumer) {
        return topicByChannel.containsKey(consumer);
    }

    /** Every channel with its topic. */
    Map<String, String> topics() {
        return Map.copyOf(topicByChannel);
    }
}
