package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of a subscriber org: 15 case-sensitive characters beginning with {@code 00D}, as {@code PackageSubscriber.OrgKey}
 * has it (Object Reference v67, and 128 of 128 rows of a real dump).
 *
 * <p>The 18-character form is accepted and normalised after its check characters were verified.
 */
public record OrgKey(@JsonValue String value) implements Comparable<OrgKey> {

    /** @throws IllegalArgumentException if the value is no org id, or its check characters do not fit */
    @JsonCreator
    public OrgKey {
        value = SalesforceId.normalised(Required.text(value, "orgKey"), "00D", "orgKey");
    }

    @Override
    public int compareTo(OrgKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
