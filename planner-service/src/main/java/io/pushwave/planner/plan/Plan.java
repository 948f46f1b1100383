package io.pushwave.planner.plan;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.OrgKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan as a value: for each org that it looks at a wave and a rank, or why it is excluded. Entries are in the order of org keys. */
public final class Plan {
    /** What is hashed of an org: its key, its wave, its rank, and why it is excluded. */
    private static final int HASHED_BYTES = OrgColumns.KEY_LENGTH + 1 + Integer.BYTES + 1;

    private final OrgColumns orgs;
    private final byte[] waveOf;
    private final int[] ranks;
    private final List<PlannedWave> waves;
    private final Map<ExclusionReason, Long> excluded;

    Plan(OrgColumns orgs, List<WaveTerms> terms, byte[] waveOf, int[] ranks) {
        this.orgs = orgs;
        this.waveOf = waveOf;
        this.ranks = ranks;
        var counts = new long[terms.size() + 1];
        var reasons = new EnumMap<ExclusionReason, Long>(ExclusionReason.class);
        for (int org = 0; org < orgs.size(); org++) {
            counts[waveOf[org]]++;
            orgs.exclusion(org).ifPresent(reason -> reasons.merge(reason, 1L, Long::sum));
        }
        var planned = new ArrayList<PlannedWave>();
        for (var wave : terms) {
            int number = planned.size() + 1;
            planned.add(new PlannedWave(number, wave.name(), wave.kind(), counts[number]));
        }
        this.waves = List.copyOf(planned);
        this.excluded = Map.copyOf(reasons);
    }

    /**
     * One wave.
     *
     * @param number counts from 1
     * @param name how people call it
     * @param kind what it is, for people
     * @param orgs 0 if the wave is empty, and is passed over
     */
    public record PlannedWave(int number, String name, WaveKind kind, long orgs) {}

    /**
     * One org's place.
     *
     * @param wave counts from 1; 0 if it is excluded
     * @param rank its place in the order of its wave, counts from 1; 0 if it is excluded
     */
    public record Entry(OrgKey org, int wave, int rank, Optional<ExclusionReason> exclusion) {}

    /** How many orgs it looks at, planned and excluded. */
    public int size() {
        return orgs.size();
    }

    /**
     * The entry at a position.
     *
     * @param position 0 to {@link #size} - 1, in the order of org keys
     */
    public Entry entry(int position) {
        return new Entry(orgs.key(position), waveOf[position], ranks[position], orgs.exclusion(position));
    }

    /** First wave first. */
    public List<PlannedWave> waves() {
        return waves;
    }

    /** How many orgs are pushed. */
    public long planned() {
        return waves.stream().mapToLong(PlannedWave::orgs).sum();
    }

    /** How many orgs are excluded for which reason. */
    public Map<ExclusionReason, Long> excluded() {
        return excluded;
    }

    /** Adds every entry to a digest, in their order. */
    void digest(MessageDigest digest) {
        var bytes = ByteBuffer.allocate(HASHED_BYTES);
        for (int org = 0; org < orgs.size(); org++) {
            bytes.clear();
            bytes.put(orgs.keys(), org * OrgColumns.KEY_LENGTH, OrgColumns.KEY_LENGTH)
                    .put(waveOf[org])
                    .putInt(ranks[org])
                    .put(orgs.exclusionCode(org));
            digest.update(bytes.array());
        }
    }
}
