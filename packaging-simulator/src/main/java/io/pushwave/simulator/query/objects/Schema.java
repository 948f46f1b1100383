package io.pushwave.simulator.query.objects;

import io.pushwave.simulator.domain.platform.PackagingPlatform;
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
    private final Map<Integer, Schema> ofVersions = new HashMap<>();
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
        schema.add(SubscriberPackageObjects.subscriberPackage(platform));
        schema.add(SubscriberPackageObjects.subscriberPackageVersion(platform));
        schema.add(SubscriberPackageObjects.installedSubscriberPackage());
        return schema;
    }

    private void withhold(String name) {
        tables.remove(key(name));
        withheld.put(key(name), name);
    }

    private void add(SObjectTable table) {
        tables.put(key(table.name()), table);
    }

    /**
     * What an API version knows: an object or field that came later is not there, be it for queries, describes, writes or
     * paths over relationships. Evidence: the Object Reference's "available in API version".
     */
    public Schema at(int version) {
        return ofVersions.computeIfAbsent(version, this::view);
    }

    /** The same for a version as in {@code v66.0}. */
    public Schema at(String version) {
        return at((int) Double.parseDouble(version.replaceFirst("^[vV]", "")));
    }

    private Schema view(int version) {
        var view = new Schema(platform);
        view.withheld.putAll(withheld);
        for (var table : tables.values()) {
            if (table.since() <= version) {
                view.add(table.at(version, children -> knows(version, children)));
            }
        }
        return view;
    }

    private boolean knows(int version, SObjectTable.Children children) {
        var table = tables.get(key(children.table()));
        var field = table == null ? null : table.field(children.field());
        return table != null && table.since() <= version && field != null && field.since() <= version;
    }

    /** The simulated time. */
    public Instant now() {
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

    public SObjectTable required(String name) {
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
