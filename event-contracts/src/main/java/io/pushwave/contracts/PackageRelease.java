package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** What upstream tells about a package. Key: package id. */
public sealed interface PackageRelease extends Message {

    /** The package (033…) that this is about. */
    String packageId();

    @Override
    default String key() {
        return packageId();
    }

    /** How urgent a release is, the most urgent first. */
    enum Urgency {
        CRITICAL,
        HIGH,
        NORMAL,
        LOW
    }

    /**
     * A package version was released and shall reach the subscriber orgs.
     *
     * @param packageId {@code MetadataPackage} id, 033…
     * @param packageVersionId {@code MetadataPackageVersion} id, 04t…
     * @param requestedBy who or what released it, as shown to people
     * @param reason why it is pushed, as shown to people
     * @param strategy the name of the strategy by which it is pushed; the planner chooses one where none is named
     * @param urgency how urgent it is; the planner may choose the strategy by it
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PackageVersionReleased(
            String packageId,
            String packageVersionId,
            Optional<String> requestedBy,
            Optional<String> reason,
            Optional<String> strategy,
            Optional<Urgency> urgency)
            implements PackageRelease {
        public PackageVersionReleased {
            Required.id(packageId, "033", "packageId");
            Required.id(packageVersionId, "04t", "packageVersionId");
            Required.value(requestedBy, "requestedBy").ifPresent(text -> Required.free(text, "requestedBy"));
            Required.value(reason, "reason").ifPresent(text -> Required.free(text, "reason"));
            Required.value(strategy, "strategy").ifPresent(name -> Required.identifier(name, "strategy"));
            Required.value(urgency, "urgency");
        }
    }
}
