package io.pushwave.platform.overrides;

import java.util.Locale;

/**
 * A setting that somebody has made for the services.
 *
 * @param name as it was written, such as {@code KAFKA_BOOTSTRAP_SERVERS} or {@code kafka.bootstrap.servers}
 * @param value never shown: it may be a secret
 * @param origin where it was made, for people
 */
public record GivenSetting(String name, String value, String origin) {

    /** The name of the environment variable that means the same (MicroProfile Config: upper case, {@code _} for what is no letter or digit). */
    String variable() {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
