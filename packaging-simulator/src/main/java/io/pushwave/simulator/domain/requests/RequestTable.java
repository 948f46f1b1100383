package io.pushwave.simulator.domain.requests;

import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.columns.Rows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** {@code PackagePushRequest} rows, found by row, status, version and scheduled start without looking at the others. */
public final class RequestTable {
    private final List<PushRequest> requests = new ArrayList<>();
    private final Map<PushStatus, BitSet> byStatus = new EnumMap<>(PushStatus.class);
    private final Map<Integer, BitSet> byVersion = new HashMap<>();
    private final Map<Long, BitSet> byStart = new HashMap<>();

    public RequestTable() {
        for (var status : PushStatus.values()) {
            byStatus.put(status, new BitSet());
        }
    }

    public PushRequest add(PackageVersion version, OptionalLong scheduledStart, boolean migration, long at) {
        var request = new PushRequest(requests.size(), version, scheduledStart, migration, at);
        requests.add(request);
        index(request, true);
        return request;
    }

    public void removeLast() {
        index(requests.removeLast(), false);
    }

    public void enter(PushRequest request, RequestState next, long at) {
        ofStatus(request.status()).clear(request.row());
        request.enter(next, at);
        ofStatus(request.status()).set(request.row());
    }

    public void target(PushRequest request, PackageVersion version, OptionalLong start, long at) {
        index(request, false);
        request.target(version, start, at);
        index(request, true);
    }

    private void index(PushRequest request, boolean in) {
        ofStatus(request.status()).set(request.row(), in);
        byVersion.computeIfAbsent(request.version().index(), _ -> new BitSet()).set(request.row(), in);
        request.scheduledStart().ifPresent(start -> {
            var rows = byStart.computeIfAbsent(start, _ -> new BitSet());
            rows.set(request.row(), in);
            if (rows.isEmpty()) {
                byStart.remove(start);
            }
        });
    }

    private BitSet ofStatus(PushStatus status) {
        return byStatus.computeIfAbsent(status, _ -> new BitSet());
    }

    public int size() {
        return requests.size();
    }

    public PushRequest get(int row) {
        return requests.get(row);
    }

    public Rows withStatus(PushStatus status) {
        return rows(ofStatus(status));
    }

    /** Those of one version, given by its index in the catalogue. */
    public Rows withVersion(int versionIndex) {
        return rows(byVersion.getOrDefault(versionIndex, new BitSet()));
    }

    /** Those scheduled for exactly this time, milliseconds since the epoch. */
    public Rows withScheduledStart(long start) {
        return rows(byStart.getOrDefault(start, new BitSet()));
    }

    private static Rows rows(BitSet set) {
        var rows = set.stream().toArray();
        return new Rows.Listed(rows, rows.length);
    }

    public void save(DataOutput out) throws IOException {
        out.writeInt(requests.size());
        for (var request : requests) {
            request.save(out);
        }
    }

    public static RequestTable load(DataInput in, PackageCatalogue catalogue) throws IOException {
        var loaded = new RequestTable();
        int size = in.readInt();
        for (int row = 0; row < size; row++) {
            var request = PushRequest.load(in, row, catalogue);
            loaded.requests.add(request);
            loaded.index(request, true);
        }
        return loaded;
    }
}
