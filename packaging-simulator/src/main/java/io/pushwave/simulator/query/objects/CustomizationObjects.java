package io.pushwave.simulator.query.objects;

import static io.pushwave.simulator.query.objects.Trait.CREATEABLE;
import static io.pushwave.simulator.query.objects.Trait.FILTERABLE;
import static io.pushwave.simulator.query.objects.Trait.GROUPABLE;
import static io.pushwave.simulator.query.objects.Trait.SORTABLE;
import static io.pushwave.simulator.query.objects.Trait.UPDATEABLE;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.subscribers.UpgradeBlock;
import java.time.Instant;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * {@code PushUpgradeCustomization}: a row for each installation whose org or publisher said something about pushes. Evidence:
 * documented, with its calls and properties; no documented field leads to package and org, so what a create names them by is
 * ours.
 */
final class CustomizationObjects {
    private static final Set<Trait> ALL = Set.of(FILTERABLE, SORTABLE, GROUPABLE);

    private static final Set<Trait> WRITE = Set.of(CREATEABLE, UPDATEABLE, FILTERABLE, SORTABLE, GROUPABLE);

    /** The API version that brought it. */
    private static final int SINCE = 60;

    private CustomizationObjects() {}

    static SObjectTable customization(PackagingPlatform platform) {
        var base = platform.subscribers();
        IntFunction<UpgradeBlock> block = row -> base.block(base.packageOfRow(row), base.orgOfRow(row));
        return new SObjectTable("PushUpgradeCustomization", SalesforceId.UPGRADE_CUSTOMIZATION, SINCE, base::rows)
                .deletable()
                .withInput("MetadataPackageId", FieldType.REFERENCE)
                .withInput("OrgKey", FieldType.STRING)
                .withRowsThat(row -> base.isInstalled(base.packageOfRow(row), base.orgOfRow(row))
                        && base.hasOwnBlock(base.packageOfRow(row), base.orgOfRow(row)))
                .foundBy(id -> base.rowOfNumber(SalesforceId.number(SalesforceId.UPGRADE_CUSTOMIZATION, id)))
                .with(
                        "Id",
                        FieldType.ID,
                        ALL,
                        row -> SalesforceId.longId(SalesforceId.UPGRADE_CUSTOMIZATION, base.rowNumber(row)))
                .withPicklist(
                        "CustomUpgradeType",
                        WRITE,
                        PackageObjects.CUSTOM_UPGRADE_TYPES,
                        row -> PackageObjects.customUpgradeType(platform, row))
                .with(
                        "HasRestrictionEnabled",
                        FieldType.BOOLEAN,
                        WRITE,
                        row -> block.apply(row).isRestricted(platform.now()))
                .with(
                        "IsCustomUpgradeAllowed",
                        FieldType.BOOLEAN,
                        WRITE,
                        row -> block.apply(row).allowed())
                .with(
                        "IsRestrictionOverridden",
                        FieldType.BOOLEAN,
                        WRITE,
                        row -> block.apply(row).overridden())
                .with(
                        "ExpirationDays",
                        FieldType.INT,
                        WRITE,
                        row -> block.apply(row).expirationDays())
                .since(67)
                .with(
                        "PushUpgradeBlockInitiatedDate",
                        FieldType.DATE_TIME,
                        Set.of(CREATEABLE, UPDATEABLE, FILTERABLE, SORTABLE),
                        row -> block.apply(row).ticked()
                                ? Instant.ofEpochMilli(block.apply(row).since())
                                : null);
    }
}
