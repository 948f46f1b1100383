package io.pushwave.executor.salesforce;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of the Salesforce API, as in {@code /services/data/v66.0}.
 *
 * @param major 1 or more
 */
public record ApiVersion(int major) {
    /** The first with the fields that tell of a subscriber's block (domain page 1.0). */
    public static final ApiVersion OLDEST = new ApiVersion(66);

    /** The newest whose documentation this program was written after. */
    public static final ApiVersion NEWEST = new ApiVersion(67);

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.0");

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException for anything but a form such as {@code 66.0} or {@code v66.0}
     */
    public static ApiVersion parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no API version; a form such as 66.0 is expected");
        }
        return new ApiVersion(Integer.parseInt(form.group(1)));
    }

    /**
     * The newest one that both sides know; empty if there is none.
     *
     * @param offered as Salesforce lists them; what has another form is passed over
     */
    public static Optional<ApiVersion> newestOf(List<String> offered) {
        return offered.stream()
                .filter(text -> FORM.matcher(text).matches())
                .map(ApiVersion::parse)
                .filter(ApiVersion::known)
                .max(Comparator.comparingInt(ApiVersion::major));
    }

    /** Whether this program can work with it. */
    public boolean known() {
        return major >= OLDEST.major && major <= NEWEST.major;
    }

    @Override
    public String toString() {
        return major + ".0";
    }
}
