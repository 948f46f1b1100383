package io.pushwave.executor.inventory;

import io.pushwave.executor.result.JobVerdict;
import java.util.Optional;

/**
 * What a push has shown of an org, as far as the copy of the subscribers has a place for it. It is as new as the result; a reading
 * that begins later knows more.
 *
 * @param installedVersionId the version that the org has at least; empty if nothing is known of it
 * @param uninstalled whether it has none any more
 * @param blocked whether it blocks push upgrades now
 * @param inactive whether it is inactive now
 */
public record CopyCorrection(
        Optional<String> installedVersionId, boolean uninstalled, boolean blocked, boolean inactive) {

    /** What Salesforce calls orgs that cannot receive pushes ({@code OrgStatus}; Object Reference, graded DOC). */
    public static final String INACTIVE_STATUS = "Inactive";

    /** After a push that brought the version. */
    public static CopyCorrection installed(String versionId) {
        return new CopyCorrection(Optional.of(versionId), false, false, false);
    }

    /** After a push that did not; empty if it showed nothing that the copy has. */
    public static Optional<CopyCorrection> of(JobVerdict verdict, String versionId) {
        return switch (verdict) {
            case JobVerdict.Failed _ -> Optional.empty();
            case JobVerdict.Reached _ -> Optional.of(installed(versionId));
            case JobVerdict.LeftOut leftOut ->
                switch (leftOut.reason()) {
                    case UNINSTALLED -> Optional.of(new CopyCorrection(Optional.empty(), true, false, false));
                    case BLOCKED_BY_SUBSCRIBER -> Optional.of(new CopyCorrection(Optional.empty(), false, true, false));
                    // That OrgStatus of an expired org is Inactive is inferred: no other value says so.
                    case ORG_INACTIVE, SUBSCRIPTION_EXPIRED ->
                        Optional.of(new CopyCorrection(Optional.empty(), false, false, true));
                    case BETA_INSTALLED, NO_COMMON_ANCESTOR, NOT_ELIGIBLE -> Optional.empty();
                };
        };
    }
}
