package io.pushwave.planner.org.policy.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.policy.OrgPolicy;
import io.pushwave.planner.org.policy.PolicyEdit;
import io.pushwave.planner.org.policy.postgres.OrgPolicies;
import io.pushwave.planner.org.postgres.Registers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.Optional;

/** Changes the policy of an org, if it is still the one that somebody has seen. */
@ApplicationScoped
public class ChangePolicy {
    private final Registers registers;
    private final OrgPolicies policies;

    ChangePolicy(Registers registers, OrgPolicies policies) {
        this.registers = registers;
        this.policies = policies;
    }

    /** What came of it. */
    public sealed interface Result {
        /** The policy is this one now. */
        record Done(OrgPolicy policy) implements Result {}

        /** It was changed meanwhile, and is this one. */
        record Outdated(OrgPolicy policy) implements Result {}

        /** The register does not have the org. */
        record Unknown() implements Result {}
    }

    /**
     * Changes a policy.
     *
     * @param seen the fingerprint of the policy that is to be changed
     */
    @Transactional(TxType.MANDATORY)
    public Result change(PackageId packageId, OrgKey org, String seen, PolicyEdit edit) {
        var packageKey = packageId.key();
        if (registers.lock(packageKey).isEmpty()) {
            return new Result.Unknown();
        }
        var stored = policies.of(packageKey, org);
        if (stored.isEmpty()) {
            return new Result.Unknown();
        }
        if (!stored.get().fingerprint().equals(seen)) {
            return new Result.Outdated(stored.get());
        }
        var changed = edit.appliedTo(stored.get());
        if (!changed.equals(stored.get())) {
            policies.save(packageKey, Map.of(org, changed));
            registers.changed(packageKey);
        }
        return new Result.Done(changed);
    }

    /** The policy of an org; empty if the register does not have it. */
    @Transactional
    public Optional<OrgPolicy> find(PackageId packageId, OrgKey org) {
        return policies.of(packageId.key(), org);
    }
}
