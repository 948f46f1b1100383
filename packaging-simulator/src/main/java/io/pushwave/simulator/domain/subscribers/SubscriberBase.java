package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageSettings;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.columns.Renumbering;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.domain.instances.Instances;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber orgs and what they have installed, as columns: about 40 bytes an org.
 *
 * <p>Orgs are numbered from 0 in the order of their keys. A {@code PackageSubscriber} row is {@code package * orgs + org}.
 */
public final class SubscriberBase {
    /** Most orgs that one simulator holds. */
    public static final int MAXIMUM_ORGS = 10_000_000;

    private final PackageCatalogue catalogue;
    private int orgs;
    private OrgDirectory directory;
    private Instances instances = new Instances();
    private short[] instance;
    private boolean[] sandbox;
    private OrgStatus[] status;
    private final List<InstalledVersions> packages = new ArrayList<>();
    private UpgradeBlocks blocks;
    private final boolean sandboxesInherit;

    /**
     * Seeds the base.
     *
     * @param orgs how many
     * @param at milliseconds since the epoch, the time at which all rows were last changed
     */
    public SubscriberBase(long seed, int orgs, PackageSettings settings, PackageCatalogue catalogue, long at) {
        this(seed, orgs, catalogue, settings.sandboxesInheritBlock());
        blocks = new UpgradeBlocks(at);
        addPackages(at);
        var seeding = new SubscriberSeeding(seed, catalogue);
        for (int org = 0; org < orgs; org++) {
            sandbox[org] = seeding.sandbox(org);
            instance[org] = (short) seeding.instance(org, sandbox[org]);
            status[org] = seeding.status(org);
            for (var each : catalogue.packages()) {
                packages.get(each.index()).seed(org, (short) seeding.installedVersion(org, each));
                if (seeding.blocked(org, each)) {
                    blocks.seed(each.index(), org);
                }
            }
        }
    }

    /** An empty base, to be filled. */
    private SubscriberBase(long seed, int orgs, PackageCatalogue catalogue, boolean sandboxesInherit) {
        if (orgs < 1 || orgs > MAXIMUM_ORGS) {
            throw new IllegalArgumentException("orgs is " + orgs + ", 1 to " + MAXIMUM_ORGS + " is expected");
        }
        this.orgs = orgs;
        this.catalogue = catalogue;
        this.sandboxesInherit = sandboxesInherit;
        this.blocks = new UpgradeBlocks(0);
        instance = new short[orgs];
        sandbox = new boolean[orgs];
        directory = new SeededOrgs(seed, sandbox);
        status = new OrgStatus[orgs];
    }

    public int orgs() {
        return orgs;
    }

    /** Rows of {@code PackageSubscriber}, those included where the package is not installed. */
    public int rows() {
        return orgs * packages.size();
    }

    public int row(int packageIndex, int org) {
        return packageIndex * orgs + org;
    }

    public int orgOfRow(int row) {
        return row % orgs;
    }

    public int packageOfRow(int row) {
        return row / orgs;
    }

    /** The number in the id of a row; stays when orgs or packages are added. */
    public long rowNumber(int row) {
        return (long) packageOfRow(row) * MAXIMUM_ORGS + orgOfRow(row) + 1;
    }

    /** The row with a {@link #rowNumber}, or -1. */
    public int rowOfNumber(long number) {
        long packageIndex = (number - 1) / MAXIMUM_ORGS;
        long org = (number - 1) % MAXIMUM_ORGS;
        return number > 0 && packageIndex < packages.size() && org < orgs ? row((int) packageIndex, (int) org) : -1;
    }

    /** The rows of one package. */
    public Rows rowsOfPackage(int packageIndex) {
        return new Rows.Range(packageIndex * orgs, (packageIndex + 1) * orgs);
    }

    /** 15 characters, 00D…. */
    public String orgKey(int org) {
        return directory.key(org);
    }

    /** The org with this key of 15 or 18 characters, or -1. */
    public int findOrg(String orgKey) {
        return directory.find(orgKey);
    }

    /** The first org whose key sorts after the given one, which need not exist; {@link #orgs()} if there is none. */
    public int firstOrgAfter(String orgKey) {
        int low = 0;
        int high = orgs;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (orgKey(middle).compareTo(orgKey) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    public String orgName(int org) {
        return directory.name(org);
    }

    public boolean isSandbox(int org) {
        return sandbox[org];
    }

    /** The production org of a sandbox, or -1 if there is none, or it is not in the base. */
    public int parentOrg(int org) {
        return directory.parent(org);
    }

    /** The key of the production org of a sandbox, 15 characters; {@code null} if there is none. */
    public @Nullable String parentKey(int org) {
        return directory.parentKey(org);
    }

    public Instances instances() {
        return instances;
    }

    /** Which of the {@link #instances} it lives on. */
    public int instance(int org) {
        return instance[org];
    }

    public String instanceName(int org) {
        return instances.name(instance[org]);
    }

    public OrgStatus status(int org) {
        return status[org];
    }

    /** The version that the org had at the beginning, or {@code null}. */
    public @Nullable PackageVersion seededVersion(int packageIndex, int org) {
        return versionOrNone(packages.get(packageIndex).seeded(org));
    }

    /** The version that the org has now, or {@code null}. */
    public @Nullable PackageVersion installedVersion(int packageIndex, int org) {
        return versionOrNone(packages.get(packageIndex).installed(org));
    }

    private @Nullable PackageVersion versionOrNone(short index) {
        return index == InstalledVersions.NONE ? null : catalogue.version(index);
    }

    /** Whether exactly this version, given by its index, is installed. */
    public boolean hasInstalled(int packageIndex, int org, int versionIndex) {
        return packages.get(packageIndex).installed(org) == versionIndex;
    }

    public boolean isInstalled(int packageIndex, int org) {
        return packages.get(packageIndex).installed(org) != InstalledVersions.NONE;
    }

    /** Whether the org has anything of its own to say about pushes of the package. */
    public boolean hasOwnBlock(int packageIndex, int org) {
        return blocks.exists(packageIndex, org);
    }

    /**
     * The block that counts for an org. A sandbox has its parent's permission (documented), and its parent's block if that
     * is set and it has none of its own (unverified).
     */
    public UpgradeBlock block(int packageIndex, int org) {
        var own = blocks.get(packageIndex, org);
        int parent = parentOrg(org);
        if (parent < 0) {
            return own;
        }
        var parents = blocks.get(packageIndex, parent);
        boolean inherits = sandboxesInherit && !own.ticked() && parents.ticked();
        var counting = inherits ? parents : own;
        return new UpgradeBlock(
                parents.allowed(),
                counting.ticked(),
                own.overridden() || counting.overridden(),
                counting.since(),
                counting.expirationDays());
    }

    /**
     * Whether pushes of the package are kept away from the org at a time. A block cannot be used while a patch version is
     * installed (documented).
     */
    public boolean isBlocked(int packageIndex, int org, long at) {
        if (!mayBeBlocked(packageIndex, org)) {
            return false;
        }
        var version = installedVersion(packageIndex, org);
        return (version == null || version.patch() == 0)
                && block(packageIndex, org).isInForce(at);
    }

    private boolean mayBeBlocked(int packageIndex, int org) {
        return blocks.exists(packageIndex, org) || (sandboxesInherit && sandbox[org]);
    }

    /** Milliseconds since the epoch; the end of a block counts as a change. */
    public long modifiedAt(int packageIndex, int org, long at) {
        long modified = packages.get(packageIndex).modifiedAt(org);
        if (!mayBeBlocked(packageIndex, org)) {
            return modified;
        }
        var block = block(packageIndex, org);
        return block.ticked() && block.endsAt() <= at ? Math.max(modified, block.endsAt()) : modified;
    }

    /** Makes room for the packages that the catalogue has got meanwhile; no org has them. */
    public void addPackages(long at) {
        while (packages.size() < catalogue.packageCount()) {
            packages.add(InstalledVersions.ofNobody(orgs, at));
        }
        blocks.grow(packages.size(), orgs);
    }

    public void install(PackageVersion version, int org, long at) {
        packages.get(version.managedPackage().index()).install(org, (short) version.index(), at);
    }

    public void uninstall(int packageIndex, int org, long at) {
        packages.get(packageIndex).install(org, InstalledVersions.NONE, at);
    }

    public void changeStatus(int org, OrgStatus to, long at) {
        status[org] = to;
        packages.forEach(each -> each.touch(org, at));
    }

    /** Whether the org's customer can block pushes of the package: it is allowed, no patch is installed, and it is not done. */
    public boolean canBlock(int packageIndex, int org, long at) {
        var version = installedVersion(packageIndex, org);
        var block = block(packageIndex, org);
        return version != null && version.patch() == 0 && block.allowed() && !block.isRestricted(at);
    }

    /** Sets or clears a block without an end, as the org's customer does. */
    public void tickBlock(int packageIndex, int org, boolean ticked, long at) {
        var before = block(packageIndex, org);
        changeBlock(
                packageIndex,
                org,
                new UpgradeBlock(before.allowed(), ticked, before.overridden(), at, UpgradeBlock.FOREVER),
                at);
    }

    /** What orgs themselves say, for {@link Customizations}. */
    UpgradeBlocks blocks() {
        return blocks;
    }

    /** When a row was changed last, but for blocks that ended; milliseconds since the epoch. */
    long touchedAt(int packageIndex, int org) {
        return packages.get(packageIndex).modifiedAt(org);
    }

    void touch(int packageIndex, int org, long at) {
        packages.get(packageIndex).touch(org, at);
    }

    public void changeBlock(int packageIndex, int org, UpgradeBlock to, long at) {
        blocks.set(packageIndex, org, to);
        touch(packageIndex, org, at);
    }

    /**
     * Holds other orgs from now on. Those that are new are active production orgs without any package.
     *
     * @param before what each of them was before, -1 for a new one
     */
    void become(ListedOrgs others, int[] before, long at) {
        directory = others;
        orgs = before.length;
        instance = Renumbering.of(before, instance, (short) 0);
        sandbox = Renumbering.of(before, sandbox);
        status = Renumbering.of(before, status, OrgStatus.ACTIVE);
        packages.forEach(each -> each.renumber(before, at));
        blocks = blocks.renumbered(before);
    }

    /** Changes an org to what was imported, but for what the directory holds. */
    void change(int org, OrgRow to, boolean isNew, long at) {
        if (to.sandbox() != null) {
            sandbox[org] = to.sandbox();
        }
        if (to.instanceName() != null) {
            instance[org] = (short) instances.numberOf(to.instanceName());
        } else if (isNew) {
            instance[org] = (short) Instances.first(sandbox[org]);
        }
        changeStatus(org, to.status() == null ? status[org] : to.status(), at);
        install(to.installed(), org, at);
        int of = to.installed().managedPackage().index();
        if (isNew) {
            packages.get(of).seed(org, packages.get(of).installed(org));
        }
        if (to.blocked() != null && to.blocked() != blocks.get(of, org).ticked()) {
            tickBlock(of, org, to.blocked(), at);
        }
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(orgs);
        instances.save(out);
        switch (directory) {
            case SeededOrgs _ -> out.writeBoolean(false);
            case ListedOrgs listed -> {
                out.writeBoolean(true);
                listed.save(out);
            }
        }
        Columns.writeShorts(out, instance, orgs);
        Columns.writeBooleans(out, sandbox, orgs);
        Columns.writeEnums(out, OrgStatus.class, status, orgs);
        for (var each : packages) {
            each.save(out);
        }
        blocks.save(out);
    }

    public static SubscriberBase load(DataInput in, long seed, PackageCatalogue catalogue, PackageSettings settings)
            throws IOException {
        var loaded = new SubscriberBase(seed, in.readInt(), catalogue, settings.sandboxesInheritBlock());
        loaded.instances = Instances.load(in);
        var listed = in.readBoolean() ? ListedOrgs.load(in, loaded.orgs) : null;
        loaded.instance = Columns.readShorts(in);
        loaded.sandbox = Columns.readBooleans(in);
        loaded.directory = listed == null ? new SeededOrgs(seed, loaded.sandbox) : listed;
        Columns.readEnums(in, OrgStatus.class, loaded.status);
        for (int left = catalogue.packageCount(); left > 0; left--) {
            loaded.packages.add(InstalledVersions.load(in));
        }
        loaded.blocks = UpgradeBlocks.load(in);
        return loaded;
    }
}
