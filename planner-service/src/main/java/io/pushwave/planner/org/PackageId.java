package io.pushwave.planner.org;

import io.pushwave.contracts.SalesforceId;

/**
 * A {@code MetadataPackage} id (033…) in the spelling in which it came.
 *
 * @param value 15 or 18 characters
 */
public record PackageId(String value) {
    private static final int KEY_LENGTH = 15;

    public PackageId {
        SalesforceId.checked(value, "033", "packageId");
    }

    /** The 15 characters that identify the package whichever form it came in. */
    public String key() {
        return value.substring(0, KEY_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
