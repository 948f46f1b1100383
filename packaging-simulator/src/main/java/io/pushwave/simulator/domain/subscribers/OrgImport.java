package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.instances.Instances;
import java.util.Arrays;

/** Brings imported rows into a base: a walk over both in the order of their keys. */
public final class OrgImport {
    private static final int NONE = -1;

    private final SubscriberBase base;
    private final OrgRows rows;
    private final boolean replace;
    private final ListedOrgs directory;
    /** By org: what it was before, and where it stands in the rows. */
    private int[] before;

    private int[] place;
    private int size;

    /** @param rows sorted, each key once */
    public OrgImport(SubscriberBase base, OrgRows rows, boolean replace) {
        this.base = base;
        this.rows = rows;
        this.replace = replace;
        int most = rows.size() + (replace ? 0 : base.orgs());
        directory = new ListedOrgs(most);
        before = new int[most];
        place = new int[most];
    }

    /**
     * Does it.
     *
     * @return what each org was before, -1 for those that are new
     * @throws IllegalStateException if there are too many orgs or instances; nothing has changed then
     */
    public int[] into(long at) {
        if (base.instances().countWith(rows.instanceNames()) > Instances.MOST) {
            throw new IllegalStateException("too many instances, " + Instances.MOST + " can be there");
        }
        merge();
        if (size > SubscriberBase.MAXIMUM_ORGS) {
            throw new IllegalStateException(
                    "there would be " + size + " orgs, " + SubscriberBase.MAXIMUM_ORGS + " can be there");
        }
        before = Arrays.copyOf(before, size);
        base.become(directory, before, at);
        for (int org = 0; org < size; org++) {
            if (place[org] != NONE) {
                base.change(org, rows.get(place[org]), before[org] == NONE, at);
            }
        }
        return before;
    }

    private void merge() {
        int old = 0;
        int olds = replace ? 0 : base.orgs();
        int next = 0;
        while (old < olds || next < rows.size()) {
            int order = order(old, olds, next);
            boolean takesOld = order <= 0;
            boolean takesRow = order >= 0;
            add(takesOld ? old : NONE, takesRow ? next : NONE);
            old += takesOld ? 1 : 0;
            next += takesRow ? 1 : 0;
        }
    }

    private int order(int old, int olds, int next) {
        if (old == olds) {
            return 1;
        }
        return next == rows.size() ? -1 : base.orgKey(old).compareTo(rows.key(next));
    }

    private void add(int old, int next) {
        before[size] = old;
        place[size] = next;
        size++;
        if (next == NONE) {
            directory.add(base.orgKey(old), base.orgName(old), base.parentKey(old));
            return;
        }
        var row = rows.get(next);
        boolean wasSandbox = old != NONE && base.isSandbox(old);
        boolean sandbox = row.sandbox() == null ? wasSandbox : row.sandbox();
        var oldName = old == NONE ? row.key() : base.orgName(old);
        var oldParent = old == NONE ? null : base.parentKey(old);
        var parent = row.parentKey() == null ? oldParent : row.parentKey();
        directory.add(row.key(), row.name() == null ? oldName : row.name(), sandbox ? parent : null);
    }
}
