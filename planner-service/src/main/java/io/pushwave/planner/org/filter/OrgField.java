package io.pushwave.planner.org.filter;

import io.pushwave.planner.org.filter.OrgAttribute.Fixed;
import io.pushwave.planner.org.filter.OrgAttribute.Label;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a comparison is about: {@code name}, {@code label.ring}, {@code parent.label.ring}.
 *
 * @param ofParent whether the production org of a sandbox is asked instead of the org itself
 */
public record OrgField(boolean ofParent, OrgAttribute attribute) {
    private static final String PARENT_PREFIX = "parent.";

    private static final String FIELDS = Arrays.stream(Fixed.values())
            .map(Fixed::spelling)
            .collect(Collectors.joining(", ", "", ", label.NAME, and each of them behind " + PARENT_PREFIX));

    /**
     * The field that is written like this.
     *
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    public static OrgField spelled(String text) {
        boolean ofParent = text.startsWith(PARENT_PREFIX);
        var attribute = ofParent ? text.substring(PARENT_PREFIX.length()) : text;
        if (attribute.startsWith(OrgAttribute.LABEL_PREFIX)) {
            return new OrgField(ofParent, new Label(attribute.substring(OrgAttribute.LABEL_PREFIX.length())));
        }
        return Fixed.spelled(attribute)
                .map(fixed -> new OrgField(ofParent, fixed))
                .orElseThrow(() -> new IllegalArgumentException("this is no field; there are " + FIELDS));
    }

    /** What it is compared with. */
    public FilterValue.Kind kind() {
        return attribute.kind();
    }

    /** Whether there are orgs without it. */
    public boolean mayBeLacking() {
        return ofParent
                || switch (attribute) {
                    case Label _ -> true;
                    case Fixed.INSTALLED_VERSION, Fixed.DAYS_BEHIND -> true;
                    case Fixed.ORG_KEY, Fixed.NAME, Fixed.TYPE, Fixed.STATUS, Fixed.INSTANCE, Fixed.PUSH_BLOCKED ->
                        false;
                };
    }

    /** As it is written. */
    @Override
    public String toString() {
        return (ofParent ? PARENT_PREFIX : "") + attribute.spelling();
    }
}
