package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code PushUpgradeCustomization} as clients write it. A row is that of the subscriber whose installation it is about.
 *
 * <p>Evidence: the fields, their properties and the calls are documented. No documented field leads to the package and the
 * org, so a create names them as the parameters of the documented Apex call do; how the fields go together is ours.
 */
public final class Customizations {
    private static final String BLOCKED = "BlockedBySubscriber";
    private static final List<String> TYPES = List.of(BLOCKED, "None");

    /** What a new one says where the client says nothing; documented. */
    private static final UpgradeBlock NEW = new UpgradeBlock(false, false, false, 0, UpgradeBlock.FOREVER);

    private final PackageCatalogue catalogue;
    private final SubscriberBase subscribers;
    private final LongSupplier now;

    public Customizations(PackageCatalogue catalogue, SubscriberBase subscribers, LongSupplier now) {
        this.catalogue = catalogue;
        this.subscribers = subscribers;
        this.now = now;
    }

    /** How it was before a write. */
    public final class Before {
        private final int packageIndex;
        private final int org;
        private final @Nullable UpgradeBlock block;
        private final boolean listed;
        private final long touchedAt;

        private Before(int row) {
            packageIndex = subscribers.packageOfRow(row);
            org = subscribers.orgOfRow(row);
            var blocks = subscribers.blocks();
            block = blocks.exists(packageIndex, org) ? blocks.get(packageIndex, org) : null;
            listed = blocks.isListed(packageIndex, org);
            touchedAt = subscribers.touchedAt(packageIndex, org);
        }

        /** Makes it so again. */
        public void restore() {
            var blocks = subscribers.blocks();
            blocks.clear(packageIndex, org);
            if (block != null) {
                blocks.set(packageIndex, org, block);
            }
            if (listed) {
                blocks.list(packageIndex, org);
            }
            subscribers.touch(packageIndex, org, touchedAt);
        }
    }

    /** How a row is now, to be restored later. */
    public Before before(int row) {
        return new Before(row);
    }

    /**
     * The row that a create is about.
     *
     * @param packageId 033…
     * @param orgKey 00D…, 15 or 18 characters
     */
    public Answer find(Optional<String> packageId, Optional<String> orgKey) {
        if (packageId.isEmpty() || orgKey.isEmpty()) {
            var missing = packageId.isEmpty() ? "MetadataPackageId" : "OrgKey";
            return Answer.refused("REQUIRED_FIELD_MISSING", "Required fields are missing: [" + missing + "]", missing);
        }
        int packageIndex = catalogue.packageRow(packageId.get());
        int org = subscribers.findOrg(orgKey.get());
        if (packageIndex < 0 || org < 0 || !subscribers.isInstalled(packageIndex, org)) {
            return Answer.refused("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        if (subscribers.hasOwnBlock(packageIndex, org)) {
            return Answer.refused(
                    "DUPLICATE_VALUE", "duplicate value found: there is a customization of this package for the org");
        }
        return new Answer.Done(subscribers.row(packageIndex, org));
    }

    /** Creates the customization of a row that {@link #find} answered. */
    public Answer create(int row, CustomizationChange wanted) {
        var answer = write(row, NEW, wanted);
        if (answer instanceof Answer.Done) {
            subscribers.blocks().list(subscribers.packageOfRow(row), subscribers.orgOfRow(row));
        }
        return answer;
    }

    /** Changes what there is. */
    public Answer change(int row, CustomizationChange wanted) {
        return write(row, subscribers.blocks().get(subscribers.packageOfRow(row), subscribers.orgOfRow(row)), wanted);
    }

    /** Takes it away: the org may block pushes, and does not. */
    public Answer delete(int row) {
        int packageIndex = subscribers.packageOfRow(row);
        int org = subscribers.orgOfRow(row);
        subscribers.blocks().clear(packageIndex, org);
        subscribers.touch(packageIndex, org, now.getAsLong());
        return new Answer.Done(row);
    }

    private Answer write(int row, UpgradeBlock before, CustomizationChange wanted) {
        var refusal = refusal(wanted);
        if (refusal != null) {
            return new Answer.Refused(refusal);
        }
        boolean ticked =
                wanted.restricted().or(() -> wanted.type().map(BLOCKED::equals)).orElse(before.ticked());
        long at = now.getAsLong();
        long since = wanted.since().orElse(ticked && !before.ticked() ? at : before.since());
        subscribers.changeBlock(
                subscribers.packageOfRow(row),
                subscribers.orgOfRow(row),
                new UpgradeBlock(
                        wanted.allowed().orElse(before.allowed()),
                        ticked,
                        wanted.overridden().orElse(before.overridden()),
                        since,
                        wanted.days().orElse(before.expirationDays())),
                at);
        return new Answer.Done(row);
    }

    private static @Nullable Refusal refusal(CustomizationChange wanted) {
        var type = wanted.type();
        if (type.isPresent() && !TYPES.contains(type.get())) {
            return Refusal.of(
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    "CustomUpgradeType: bad value for restricted picklist field: " + type.get(),
                    "CustomUpgradeType");
        }
        if (type.isPresent()
                && wanted.restricted().isPresent()
                && wanted.restricted().get() != type.get().equals(BLOCKED)) {
            return Refusal.of(
                    "FIELD_INTEGRITY_EXCEPTION",
                    "CustomUpgradeType and HasRestrictionEnabled contradict each other",
                    "CustomUpgradeType");
        }
        int days = wanted.days().orElse(UpgradeBlock.FOREVER);
        return UpgradeBlock.isTerm(days)
                ? null
                : Refusal.of(
                        "NUMBER_OUTSIDE_VALID_RANGE",
                        "ExpirationDays: value outside of valid range: " + days,
                        "ExpirationDays");
    }
}
