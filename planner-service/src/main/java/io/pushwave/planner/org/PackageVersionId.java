package io.pushwave.planner.org;

import io.pushwave.contracts.SalesforceId;

/**
 * A {@code MetadataPackageVersion} id (04t…) in the spelling in which it came.
 *
 * @param value 15 or 18 characters
 */
public record PackageVersionId(String value) {
    private static final int KEY_LENGTH = 15;

    public PackageVersionId {
        SalesforceId.checked(value, "04t", "packageVersionId");
    }

    /** The 15 characters that identify the version whichever form it came in. */
    public String key() {
        return value.substring(0, KEY_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
