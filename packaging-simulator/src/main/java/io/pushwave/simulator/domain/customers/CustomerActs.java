package io.pushwave.simulator.domain.customers;

import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What customers did, and how far the drawing of their acts has come. */
public final class CustomerActs {
    /** The newest that are kept of one org, so that years of simulated time do not fill the memory. */
    public static final int MOST_OF_AN_ORG = 16;

    private final Map<Integer, List<CustomerAct>> ofOrg = new TreeMap<>();
    private final Map<CustomerAct.Kind, Integer> drawn = new EnumMap<>(CustomerAct.Kind.class);
    private final Set<CustomerAct.Kind> planned = EnumSet.noneOf(CustomerAct.Kind.class);

    public void add(int org, CustomerAct act) {
        var acts = ofOrg.computeIfAbsent(org, _ -> new ArrayList<>(1));
        if (acts.size() == MOST_OF_AN_ORG) {
            acts.removeFirst();
        }
        acts.add(act);
    }

    /** The newest acts of an org, oldest first. */
    public List<CustomerAct> ofOrg(int org) {
        return List.copyOf(ofOrg.getOrDefault(org, List.of()));
    }

    /** Goes on for the same orgs by other numbers; {@code before} is what each was before, -1 for a new one. */
    public void renumber(int[] before) {
        var old = new TreeMap<>(ofOrg);
        ofOrg.clear();
        for (int org = 0; org < before.length && !old.isEmpty(); org++) {
            var acts = before[org] < 0 ? null : old.remove(before[org]);
            if (acts != null) {
                ofOrg.put(org, acts);
            }
        }
    }

    /** The number of the next draw for acts of this kind, from 0. */
    public int nextDraw(CustomerAct.Kind kind) {
        return drawn.merge(kind, 1, Integer::sum) - 1;
    }

    public boolean isPlanned(CustomerAct.Kind kind) {
        return planned.contains(kind);
    }

    public void plan(CustomerAct.Kind kind) {
        planned.add(kind);
    }

    public void happened(CustomerAct.Kind kind) {
        planned.remove(kind);
    }

    public void save(DataOutput out) throws IOException {
        for (var kind : CustomerAct.Kind.values()) {
            out.writeInt(drawn.getOrDefault(kind, 0));
            out.writeBoolean(planned.contains(kind));
        }
        out.writeInt(ofOrg.size());
        for (var entry : ofOrg.entrySet()) {
            out.writeInt(entry.getKey());
            out.writeInt(entry.getValue().size());
            for (var act : entry.getValue()) {
                out.writeLong(act.at());
                out.writeUTF(act.kind().name());
                out.writeInt(act.packageIndex());
            }
        }
    }

    public static CustomerActs load(DataInput in) throws IOException {
        var loaded = new CustomerActs();
        for (var kind : CustomerAct.Kind.values()) {
            loaded.drawn.put(kind, in.readInt());
            if (in.readBoolean()) {
                loaded.planned.add(kind);
            }
        }
        for (int orgs = in.readInt(); orgs > 0; orgs--) {
            int org = in.readInt();
            for (int acts = in.readInt(); acts > 0; acts--) {
                loaded.add(
                        org,
                        new CustomerAct(in.readLong(), Columns.readEnum(in, CustomerAct.Kind.class), in.readInt()));
            }
        }
        return loaded;
    }
}
