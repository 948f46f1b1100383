package io.pushwave.planner.domain;

/**
 * A {@code MetadataPackageVersion} id (04t…) in the spelling in which it came.
 *
 * @param value 15 or 18 characters
 */
public record PackageVersionId(String value) {
    public PackageVersionId {
        SalesforceIdForm.check(value, "04t", "packageVersionId");
    }

    /** The 15 characters that identify the version whichever form it came in. */
    public String key() {
        return SalesforceIdForm.key(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
