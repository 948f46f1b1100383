package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.columns.Texts;
import io.pushwave.simulator.domain.instances.Instances;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@link OrgRow}s as columns: about 45 bytes a row and its name. First filled, then sorted, then read. */
public final class OrgRows {
    private static final byte NOT_GIVEN = 0;
    private static final byte NO = 1;
    private static final byte YES = 2;

    private final OrgKeys keys = new OrgKeys(0);
    private final Texts names = new Texts(0);
    private final OrgKeys parents = new OrgKeys(0);
    private final List<String> instanceNames = new ArrayList<>();
    private final Map<String, Short> instanceNumbers = new HashMap<>();
    private final List<PackageVersion> versions;
    private @Nullable OrgStatus[] status = new OrgStatus[16];
    private byte[] sandbox = new byte[16];
    private byte[] blocked = new byte[16];
    private short[] instance = new short[16];
    private short[] version = new short[16];
    private int[] line = new int[16];
    private Integer[] order = {};

    /** @param versions all that there are */
    public OrgRows(List<PackageVersion> versions) {
        this.versions = List.copyOf(versions);
    }

    public int size() {
        return keys.size();
    }

    /**
     * Adds a row.
     *
     * @throws IllegalStateException if there are too many rows or instances
     */
    public void add(OrgRow row) {
        int at = size();
        if (at == SubscriberBase.MAXIMUM_ORGS) {
            throw new IllegalStateException("too many orgs, " + SubscriberBase.MAXIMUM_ORGS + " can be there");
        }
        if (at == status.length) {
            grow(at * 2);
        }
        keys.add(row.key());
        names.add(row.name() == null ? "" : row.name());
        parents.add(row.parentKey());
        status[at] = row.status();
        sandbox[at] = truth(row.sandbox());
        blocked[at] = truth(row.blocked());
        instance[at] = row.instanceName() == null ? 0 : number(row.instanceName());
        version[at] = (short) row.installed().index();
        line[at] = (int) Math.min(row.line(), Integer.MAX_VALUE);
    }

    private void grow(int capacity) {
        status = Arrays.copyOf(status, capacity);
        sandbox = Arrays.copyOf(sandbox, capacity);
        blocked = Arrays.copyOf(blocked, capacity);
        instance = Arrays.copyOf(instance, capacity);
        version = Arrays.copyOf(version, capacity);
        line = Arrays.copyOf(line, capacity);
    }

    private static byte truth(@Nullable Boolean value) {
        if (value == null) {
            return NOT_GIVEN;
        }
        return value ? YES : NO;
    }

    private static @Nullable Boolean truth(byte value) {
        return value == NOT_GIVEN ? null : value == YES;
    }

    /** From 1. */
    private short number(String instanceName) {
        var known = instanceNumbers.get(instanceName);
        if (known != null) {
            return known;
        }
        if (instanceNames.size() == Instances.MOST) {
            throw new IllegalStateException("too many instances, " + Instances.MOST + " can be there");
        }
        instanceNames.add(instanceName);
        instanceNumbers.put(instanceName, (short) instanceNames.size());
        return (short) instanceNames.size();
    }

    List<String> instanceNames() {
        return instanceNames;
    }

    /** Sorts the rows by their keys; answers the line of one whose key is there before, if there is any. */
    public OptionalInt sort() {
        order = new Integer[size()];
        Arrays.setAll(order, row -> row);
        Arrays.sort(order, Comparator.comparing(row -> row, keys::compare));
        for (int at = 1; at < order.length; at++) {
            if (keys.compare(order[at - 1], order[at]) == 0) {
                return OptionalInt.of(line[order[at]]);
            }
        }
        return OptionalInt.empty();
    }

    /** The key at a place in the order of keys. */
    String key(int place) {
        return keys.key(order[place]);
    }

    /** The row at a place in the order of keys. */
    OrgRow get(int place) {
        int row = order[place];
        return new OrgRow(
                keys.key(row),
                names.isEmpty(row) ? null : names.get(row),
                status[row],
                truth(sandbox[row]),
                instance[row] == 0 ? null : instanceNames.get(instance[row] - 1),
                parents.get(row),
                versions.get(version[row]),
                truth(blocked[row]),
                line[row]);
    }
}
