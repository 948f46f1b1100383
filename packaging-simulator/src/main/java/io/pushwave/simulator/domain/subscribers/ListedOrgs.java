package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.columns.Texts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Orgs of which some or all were imported: about 28 bytes an org and its name. Found by binary search. */
final class ListedOrgs implements OrgDirectory {
    private final OrgKeys keys;
    private final Texts names;
    private final OrgKeys parents;

    /** @param capacity how many orgs will be added */
    ListedOrgs(int capacity) {
        this(new OrgKeys(capacity), new Texts(capacity), new OrgKeys(capacity));
    }

    private ListedOrgs(OrgKeys keys, Texts names, OrgKeys parents) {
        this.keys = keys;
        this.names = names;
        this.parents = parents;
    }

    /** Adds an org whose key sorts after all that are there. */
    void add(String key, String name, @Nullable String parentKey) {
        keys.add(key);
        names.add(name);
        parents.add(parentKey);
    }

    @Override
    public int orgs() {
        return keys.size();
    }

    @Override
    public String key(int org) {
        return keys.key(org);
    }

    @Override
    public int find(String key) {
        return keys.find(key);
    }

    @Override
    public String name(int org) {
        return names.get(org);
    }

    @Override
    public int parent(int org) {
        return parents.get(org) == null ? -1 : keys.find(parents, org);
    }

    @Override
    public @Nullable String parentKey(int org) {
        return parents.get(org);
    }

    void save(DataOutput out) throws IOException {
        keys.save(out);
        names.save(out);
        parents.save(out);
    }

    static ListedOrgs load(DataInput in, int orgs) throws IOException {
        return new ListedOrgs(OrgKeys.load(in, orgs), Texts.load(in, orgs), OrgKeys.load(in, orgs));
    }
}
