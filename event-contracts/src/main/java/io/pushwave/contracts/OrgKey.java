package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The id of a subscriber org: 15 case-sensitive characters beginning with {@code 00D}, as {@code PackageSubscriber.OrgKey}
 * has it (Object Reference v67, and 128 of 128 rows of a real dump).
 *
 * <p>The 18-character form is accepted and normalised after its check characters were verified.
 */
public record OrgKey(@JsonValue String value) implements Comparable<OrgKey> {
    private static final Pattern FORM = Pattern.compile("00D[a-zA-Z0-9]{12}(?:[A-Z0-5]{3})?");
    private static final String CHECK_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int LENGTH = 15;

    /** @throws IllegalArgumentException if the value is no org id, or its check characters do not fit */
    @JsonCreator
    public OrgKey {
        if (!FORM.matcher(Required.text(value, "orgKey")).matches()) {
            throw new IllegalArgumentException(
                    "orgKey '" + value + "' is no org id: 15 or 18 letters and digits beginning with 00D are expected");
        }
        if (value.length() > LENGTH) {
            var expected = checkCharacters(value.substring(0, LENGTH));
            if (!value.endsWith(expected)) {
                throw new IllegalArgumentException(
                        "orgKey '" + value + "' has wrong check characters: '" + expected + "' is expected at its end");
            }
            value = value.substring(0, LENGTH);
        }
    }

    /** The three characters that the 18-character form of an id has at its end; they encode which letters are upper case. */
    private static String checkCharacters(String id) {
        var check = new StringBuilder(3);
        for (int chunk = 0; chunk < LENGTH; chunk += 5) {
            int upperCaseBits = 0;
            for (int position = 0; position < 5; position++) {
                char character = id.charAt(chunk + position);
                if (character >= 'A' && character <= 'Z') {
                    upperCaseBits |= 1 << position;
                }
            }
            check.append(CHECK_CHARACTERS.charAt(upperCaseBits));
        }
        return check.toString();
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
