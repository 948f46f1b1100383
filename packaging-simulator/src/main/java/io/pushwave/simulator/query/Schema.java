package io.pushwave.simulator.query;

import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.soql.SoqlException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects that one of the simulated org's APIs has. */
public final class Schema {
    private final Map<String, SObjectTable> tables = new LinkedHashMap<>();
    private final Map<String, String> withheld = new HashMap<>();
    private final PackagingPlatform platform;

    private Schema(PackagingPlatform platform) {
        this.platform = platform;
    }

    /**
     * The objects of the Data API.
     *
     * @param statuses how the API spells statuses
     */
    public Schema(PackagingPlatform platform, StatusNames statuses, PublisherOrg publisher) {
        this(platform);
        add(PushObjects.request(platform, statuses));
        add(PushObjects.job(platform, statuses));
        add(PushObjects.error(platform));
        add(PackageObjects.subscriber(platform));
        add(PackageObjects.managedPackage(platform));
        add(PackageObjects.version(platform));
        add(CustomizationObjects.customization(platform));
        add(OrgObjects.organization(publisher));
        add(OrgObjects.user(publisher));
        add(OrgObjects.scratchOrgInfo());
        if (!platform.settings().packages().pushEnabled()) {
            withhold(PushObjects.REQUEST);
            withhold(PushObjects.JOB);
            withhold(PushObjects.ERROR);
        }
    }

    /** The objects of the Tooling API; only packages and their versions are in both. */
    public static Schema tooling(PackagingPlatform platform, PublisherOrg publisher) {
        var schema = new Schema(platform);
        schema.add(SecondGenerationObjects.package2(platform, publisher));
        schema.add(SecondGenerationObjects.package2Version(platform, publisher));
        schema.add(PackageObjects.managedPackage(platform));
        schema.add(PackageObjects.version(platform));
        return schema;
    }

    private void withhold(String name) {
        tables.remove(key(name));
        withheld.put(key(name), name);
    }

    private void add(SObjectTable table) {
        tables.put(key(table.name()), table);
    }

    /** The simulated time. */
    Instant now() {
        return Instant.ofEpochMilli(platform.now());
    }

    public Collection<SObjectTable> tables() {
        return tables.values();
    }

    /**
     * The object with this name in any letter case, or {@code null}.
     *
     * @throws SoqlException in Salesforce's words if the org has it only once pushes are enabled for it
     */
    public @Nullable SObjectTable table(String name) {
        var missing = withheld.get(key(name));
        if (missing != null) {
            throw new SoqlException("INVALID_TYPE", "sObject type '" + missing + "' is not supported");
        }
        return tables.get(key(name));
    }

    /** Whether there is an object with this name in any letter case. */
    public boolean has(String name) {
        return tables.containsKey(key(name));
    }

    SObjectTable required(String name) {
        var table = table(name);
        if (table == null) {
            throw new IllegalStateException("there is no object " + name);
        }
        return table;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
