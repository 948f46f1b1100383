package io.pushwave.executor.request;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.executor.result.ErrorPolicy;
import java.util.Optional;

/**
 * Whether a version can be pushed at all. Salesforce's own answer to a version that cannot is not published (domain page,
 * section 8), so it is looked at before anything is created.
 */
public final class PushableVersion {
    private static final int ID_LENGTH = 15;

    private PushableVersion() {}

    /**
     * A {@code MetadataPackageVersion}.
     *
     * @param packageId 033…
     * @param released false for a beta
     */
    public record KnownVersion(String packageId, boolean released, boolean deprecated) {}

    /**
     * What each command for the version ends with; empty if it can be pushed.
     *
     * @param known what the package's own org has under the id; empty if nothing
     */
    public static Optional<Failure> refusal(
            String packageId, String packageName, String packageVersionId, Optional<KnownVersion> known) {
        return sentence(packageId, packageName, packageVersionId, known).map(ErrorPolicy::ofUnpushableVersion);
    }

    private static Optional<String> sentence(
            String packageId, String packageName, String packageVersionId, Optional<KnownVersion> known) {
        var version = "version " + packageVersionId;
        var inPackage = packageId + " (" + packageName + ")";
        if (known.isEmpty()) {
            return Optional.of(version + " does not exist in package " + inPackage);
        }
        if (!shortened(known.get().packageId()).equals(shortened(packageId))) {
            return Optional.of(
                    version + " belongs to package " + known.get().packageId() + ", not to package " + inPackage);
        }
        if (!known.get().released()) {
            return Optional.of(version + " of package " + inPackage + " is a beta: only released versions are pushed");
        }
        return known.get().deprecated()
                ? Optional.of(version + " of package " + inPackage + " is deprecated")
                : Optional.empty();
    }

    private static String shortened(String id) {
        return id.length() > ID_LENGTH ? id.substring(0, ID_LENGTH) : id;
    }
}
