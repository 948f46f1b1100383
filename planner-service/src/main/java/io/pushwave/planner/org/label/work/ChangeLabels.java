package io.pushwave.planner.org.label.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.label.Labels;
import io.pushwave.planner.org.label.postgres.OrgLabels;
import io.pushwave.planner.org.postgres.Registers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.Optional;

/** Replaces the labels of an org, if they are still those that somebody has seen. */
@ApplicationScoped
public class ChangeLabels {
    private final Registers registers;
    private final OrgLabels labels;

    ChangeLabels(Registers registers, OrgLabels labels) {
        this.registers = registers;
        this.labels = labels;
    }

    /** What came of it. */
    public sealed interface Result {
        /** The labels are these now. */
        record Done(Labels labels) implements Result {}

        /** They were changed meanwhile, and are these. */
        record Outdated(Labels labels) implements Result {}

        /** The register does not have the org. */
        record Unknown() implements Result {}
    }

    /**
     * Replaces labels.
     *
     * @param seen the fingerprint of the labels that are to be replaced
     */
    @Transactional(TxType.MANDATORY)
    public Result replace(PackageId packageId, OrgKey org, String seen, Labels wanted) {
        var packageKey = packageId.key();
        if (registers.lock(packageKey).isEmpty()) {
            return new Result.Unknown();
        }
        var stored = labels.of(packageKey, org);
        if (stored.isEmpty()) {
            return new Result.Unknown();
        }
        if (!stored.get().fingerprint().equals(seen)) {
            return new Result.Outdated(stored.get());
        }
        if (!wanted.equals(stored.get())) {
            labels.save(packageKey, Map.of(org, wanted));
            registers.changed(packageKey);
        }
        return new Result.Done(wanted);
    }

    /** The labels of an org; empty if the register does not have it. */
    @Transactional
    public Optional<Labels> find(PackageId packageId, OrgKey org) {
        return labels.of(packageId.key(), org);
    }
}
