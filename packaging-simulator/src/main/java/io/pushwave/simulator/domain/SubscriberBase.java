package io.pushwave.simulator.domain;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber orgs and what they have installed, as columns: about 40 bytes an org.
 *
 * <p>Orgs are numbered from 0 in the order of their keys. A {@code PackageSubscriber} row is {@code package * orgs + org}.
 */
public final class SubscriberBase {
    /** Most orgs that one simulator holds. */
    public static final int MAXIMUM_ORGS = 10_000_000;

    private static final short NOT_INSTALLED = -1;

    private final PackageCatalogue catalogue;
    private int orgs;
    private OrgDirectory directory;
    private Instances instances = new Instances();
    private short[] instance;
    private boolean[] sandbox;
    private OrgStatus[] status;
    private short[][] seeded;
    private short[][] installed;
    private UpgradeBlocks blocks;
    private final boolean sandboxesInherit;
    private long[][] modifiedAt;

    /**
     * Seeds the base.
     *
     * @param at milliseconds since the epoch, the time at which all rows were last changed
     */
    public SubscriberBase(PlatformSettings settings, PackageCatalogue catalogue, long at) {
        this(settings.seed(), settings.orgs(), catalogue, settings.packages().sandboxesInheritBlock());
        blocks = new UpgradeBlocks(at);
        blocks.grow(catalogue.packageCount(), orgs);
        var seeding = new SubscriberSeeding(settings.seed(), catalogue);
        for (int org = 0; org < orgs; org++) {
            sandbox[org] = seeding.sandbox(org);
            instance[org] = (short) seeding.instance(org, sandbox[org]);
            status[org] = seeding.status(org);
            for (var each : catalogue.packages()) {
                seeded[each.index()][org] = (short) seeding.installedVersion(org, each);
                if (seeding.blocked(org, each)) {
                    blocks.seed(each.index(), org);
                }
            }
        }
        for (int row = 0; row < seeded.length; row++) {
            installed[row] = seeded[row].clone();
            Arrays.fill(modifiedAt[row], at);
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
        seeded = new short[catalogue.packageCount()][orgs];
        installed = new short[catalogue.packageCount()][];
        modifiedAt = new long[catalogue.packageCount()][orgs];
    }

    public int orgs() {
        return orgs;
    }

    /** Rows of {@code PackageSubscriber}, those included where the package is not installed. */
    public int rows() {
        return orgs * seeded.length;
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
        return number > 0 && packageIndex < seeded.length && org < orgs ? row((int) packageIndex, (int) org) : -1;
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

    Instances instances() {
        return instances;
    }

    /** Which of the {@link #instances} it lives on. */
    int instance(int org) {
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
        return versionOrNone(seeded[packageIndex][org]);
    }

    /** The version that the org has now, or {@code null}. */
    public @Nullable PackageVersion installedVersion(int packageIndex, int org) {
        return versionOrNone(installed[packageIndex][org]);
    }

    private @Nullable PackageVersion versionOrNone(short index) {
        return index == NOT_INSTALLED ? null : catalogue.version(index);
    }

    /** Whether exactly this version, given by its index, is installed. */
    public boolean hasInstalled(int packageIndex, int org, int versionIndex) {
        return installed[packageIndex][org] == versionIndex;
    }

    public boolean isInstalled(int packageIndex, int org) {
        return installed[packageIndex][org] != NOT_INSTALLED;
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
        long modified = modifiedAt[packageIndex][org];
        if (!mayBeBlocked(packageIndex, org)) {
            return modified;
        }
        var block = block(packageIndex, org);
        return block.ticked() && block.endsAt() <= at ? Math.max(modified, block.endsAt()) : modified;
    }

    /** Makes room for the packages that the catalogue has got meanwhile; no org has them. */
    void addPackages(long at) {
        int before = seeded.length;
        int after = catalogue.packageCount();
        seeded = Arrays.copyOf(seeded, after);
        installed = Arrays.copyOf(installed, after);
        modifiedAt = Arrays.copyOf(modifiedAt, after);
        for (int row = before; row < after; row++) {
            seeded[row] = new short[orgs];
            Arrays.fill(seeded[row], NOT_INSTALLED);
            installed[row] = seeded[row].clone();
            modifiedAt[row] = new long[orgs];
            Arrays.fill(modifiedAt[row], at);
        }
        blocks.grow(after, orgs);
    }

    void install(PackageVersion version, int org, long at) {
        int row = version.managedPackage().index();
        installed[row][org] = (short) version.index();
        modifiedAt[row][org] = at;
    }

    void uninstall(int packageIndex, int org, long at) {
        installed[packageIndex][org] = NOT_INSTALLED;
        modifiedAt[packageIndex][org] = at;
    }

    void changeStatus(int org, OrgStatus to, long at) {
        status[org] = to;
        for (var row : modifiedAt) {
            row[org] = at;
        }
    }

    /** Whether the org's customer can block pushes of the package: it is allowed, no patch is installed, and it is not done. */
    boolean canBlock(int packageIndex, int org, long at) {
        var version = installedVersion(packageIndex, org);
        var block = block(packageIndex, org);
        return version != null && version.patch() == 0 && block.allowed() && !block.isRestricted(at);
    }

    /** Sets or clears a block without an end, as the org's customer does. */
    void tickBlock(int packageIndex, int org, boolean ticked, long at) {
        var before = block(packageIndex, org);
        changeBlock(
                packageIndex,
                org,
                new UpgradeBlock(before.allowed(), ticked, before.overridden(), at, UpgradeBlock.FOREVER),
                at);
    }

    void changeBlock(int packageIndex, int org, UpgradeBlock to, long at) {
        blocks.set(packageIndex, org, to);
        modifiedAt[packageIndex][org] = at;
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
        for (int row = 0; row < seeded.length; row++) {
            seeded[row] = Renumbering.of(before, seeded[row], NOT_INSTALLED);
            installed[row] = Renumbering.of(before, installed[row], NOT_INSTALLED);
            modifiedAt[row] = Renumbering.of(before, modifiedAt[row], at);
        }
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
            instance[org] = (short) SubscriberSeeding.firstInstance(sandbox[org]);
        }
        changeStatus(org, to.status() == null ? status[org] : to.status(), at);
        install(to.installed(), org, at);
        int of = to.installed().managedPackage().index();
        if (isNew) {
            seeded[of][org] = installed[of][org];
        }
        if (to.blocked() != null && to.blocked() != blocks.get(of, org).ticked()) {
            tickBlock(of, org, to.blocked(), at);
        }
    }

    void save(DataOutput out) throws IOException {
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
        for (int row = 0; row < seeded.length; row++) {
            Columns.writeShorts(out, seeded[row], orgs);
            Columns.writeShorts(out, installed[row], orgs);
            Columns.writeLongs(out, modifiedAt[row], orgs);
        }
        blocks.save(out);
    }

    static SubscriberBase load(DataInput in, long seed, PackageCatalogue catalogue, PackageSettings settings)
            throws IOException {
        var loaded = new SubscriberBase(seed, in.readInt(), catalogue, settings.sandboxesInheritBlock());
        loaded.instances = Instances.load(in);
        var listed = in.readBoolean() ? ListedOrgs.load(in, loaded.orgs) : null;
        loaded.instance = Columns.readShorts(in);
        loaded.sandbox = Columns.readBooleans(in);
        loaded.directory = listed == null ? new SeededOrgs(seed, loaded.sandbox) : listed;
        Columns.readEnums(in, OrgStatus.class, loaded.status);
        for (int row = 0; row < loaded.seeded.length; row++) {
            loaded.seeded[row] = Columns.readShorts(in);
            loaded.installed[row] = Columns.readShorts(in);
            loaded.modifiedAt[row] = Columns.readLongs(in);
        }
        loaded.blocks = UpgradeBlocks.load(in);
        return loaded;
    }
}
