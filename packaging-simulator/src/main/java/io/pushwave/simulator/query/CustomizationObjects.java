package io.pushwave.simulator.query;

import static io.pushwave.simulator.query.Trait.FILTERABLE;
import static io.pushwave.simulator.query.Trait.GROUPABLE;
import static io.pushwave.simulator.query.Trait.SORTABLE;

import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.UpgradeBlock;
import java.time.Instant;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * {@code PushUpgradeCustomization}: a row for each installation whose org or publisher said something about pushes. Read-only
 * here; the real one is written by anonymous Apex. Evidence: documented; no documented field leads to the org.
 */
final class CustomizationObjects {
    private static final Set<Trait> ALL = Set.of(FILTERABLE, SORTABLE, GROUPABLE);

    private CustomizationObjects() {}

    static SObjectTable customization(PackagingPlatform platform) {
        var base = platform.subscribers();
        IntFunction<UpgradeBlock> block = row -> base.block(base.packageOfRow(row), base.orgOfRow(row));
        return new SObjectTable("PushUpgradeCustomization", SalesforceId.UPGRADE_CUSTOMIZATION, base::rows)
                .withRowsThat(row -> base.isInstalled(base.packageOfRow(row), base.orgOfRow(row))
                        && base.hasOwnBlock(base.packageOfRow(row), base.orgOfRow(row)))
                .foundBy(id -> base.rowOfNumber(SalesforceId.number(SalesforceId.UPGRADE_CUSTOMIZATION, id)))
                .with(
                        "Id",
                        FieldType.ID,
                        ALL,
                        row -> SalesforceId.longId(SalesforceId.UPGRADE_CUSTOMIZATION, base.rowNumber(row)))
                .with(
                        "CustomUpgradeType",
                        FieldType.PICKLIST,
                        ALL,
                        row -> PackageObjects.customUpgradeType(platform, row))
                .with(
                        "HasRestrictionEnabled",
                        FieldType.BOOLEAN,
                        ALL,
                        row -> block.apply(row).isRestricted(platform.now()))
                .with(
                        "IsCustomUpgradeAllowed",
                        FieldType.BOOLEAN,
                        ALL,
                        row -> block.apply(row).allowed())
                .with(
                        "IsRestrictionOverridden",
                        FieldType.BOOLEAN,
                        ALL,
                        row -> block.apply(row).overridden())
                .with(
                        "ExpirationDays",
                        FieldType.INT,
                        ALL,
                        row -> block.apply(row).expirationDays())
                .with(
                        "PushUpgradeBlockInitiatedDate",
                        FieldType.DATE_TIME,
                        Set.of(FILTERABLE, SORTABLE),
                        row -> block.apply(row).ticked()
                                ? Instant.ofEpochMilli(block.apply(row).since())
                                : null);
    }
}
