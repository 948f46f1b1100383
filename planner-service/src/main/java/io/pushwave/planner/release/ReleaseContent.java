package io.pushwave.planner.release;

import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a release event says, whichever way it is spelled: with ids of 15 or 18 characters, its members in any order, absent ones
 * left out or null.
 */
public final class ReleaseContent {
    private ReleaseContent() {}

    /** SHA-256 of the content in hex; equal for equal contents. */
    public static String digest(ReleasedVersion release) {
        var content = text(release.packageId().key())
                + text(release.versionId().key())
                + release.requestedBy().map(ReleaseContent::text).orElse("-")
                + release.reason().map(ReleaseContent::text).orElse("-")
                + release.strategy().map(ReleaseContent::text).orElse("-")
                + release.urgency().map(Urgency::name).orElse("-");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Says how an event contradicts one of the same source and id, in a sentence that names both versions. */
    public static String contradiction(
            String source, String eventId, PackageId first, PackageVersionId firstVersion, ReleasedVersion second) {
        var event = "event '" + eventId + "' of source '" + source + "' came before, for version " + firstVersion
                + " of package " + first + ", and now says ";
        boolean sameVersion = first.key().equals(second.packageId().key())
                && firstVersion.key().equals(second.versionId().key());
        return event
                + (sameVersion
                        ? "another requestedBy, reason, strategy or urgency for the same version " + second.versionId()
                        : "version " + second.versionId() + " of package " + second.packageId())
                + "; another release needs an id of its own";
    }

    /** Its length before it, so that no two contents run together to the same. */
    private static String text(String value) {
        return value.length() + ":" + value;
    }
}
