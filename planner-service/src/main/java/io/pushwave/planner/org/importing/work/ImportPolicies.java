package io.pushwave.planner.org.importing.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.TextLimits.Fault;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.importing.ImportMode;
import io.pushwave.planner.org.importing.ImportReport;
import io.pushwave.planner.org.policy.OrgPolicy;
import io.pushwave.planner.org.policy.PolicyEdit;
import io.pushwave.planner.org.policy.postgres.OrgPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Stores policies that come by the file. */
@ApplicationScoped
public class ImportPolicies {
    private final StoreImport store;
    private final Kind kind;

    ImportPolicies(StoreImport store, OrgPolicies policies) {
        this.store = store;
        this.kind = new Kind(policies);
    }

    /**
     * Stores the good lines; empty if nothing is known of the package.
     *
     * @throws NothingImportedException if nothing is to be imported because of the bad ones
     */
    @Transactional(TxType.MANDATORY)
    public Optional<ImportReport> store(PackageId packageId, ImportLines<PolicyEdit> lines, ImportMode mode) {
        return store.store(packageId, lines, mode, kind);
    }

    private record Kind(OrgPolicies policies) implements ImportedKind<PolicyEdit, OrgPolicy> {
        @Override
        public Map<OrgKey, OrgPolicy> load(String packageKey, Collection<OrgKey> orgs) {
            return policies.of(packageKey, orgs);
        }

        @Override
        public OrgPolicy applied(PolicyEdit change, OrgPolicy stored) {
            return change.appliedTo(stored);
        }

        @Override
        public Optional<Fault> fault(OrgPolicy value) {
            return Optional.empty();
        }

        @Override
        public void save(String packageKey, Map<OrgKey, OrgPolicy> values) {
            policies.save(packageKey, values);
        }
    }
}
