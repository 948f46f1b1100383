package io.pushwave.planner.domain;

/**
 * A {@code MetadataPackage} id (033…) in the spelling in which it came.
 *
 * @param value 15 or 18 characters
 */
public record PackageId(String value) {
    public PackageId {
        SalesforceIdForm.check(value, "033", "packageId");
    }

    /** The 15 characters that identify the package whichever form it came in. */
    public String key() {
        return SalesforceIdForm.key(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
