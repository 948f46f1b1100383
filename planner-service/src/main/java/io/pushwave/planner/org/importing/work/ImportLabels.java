package io.pushwave.planner.org.importing.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits.Fault;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.importing.ImportMode;
import io.pushwave.planner.org.importing.ImportReport;
import io.pushwave.planner.org.label.LabelChanges;
import io.pushwave.planner.org.label.LabelRules;
import io.pushwave.planner.org.label.Labels;
import io.pushwave.planner.org.label.postgres.OrgLabels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Stores labels that come by the file. */
@ApplicationScoped
public class ImportLabels {
    private final StoreImport store;
    private final Kind kind;

    ImportLabels(StoreImport store, OrgLabels labels, PlannerConfig config) {
        this.store = store;
        this.kind = new Kind(
                labels,
                new LabelRules(
                        config.register().labelValueMaximum(), config.register().labelsMaximum()));
    }

    /**
     * Stores the good lines; empty if nothing is known of the package.
     *
     * @throws NothingImportedException if nothing is to be imported because of the bad ones
     */
    @Transactional(TxType.MANDATORY)
    public Optional<ImportReport> store(PackageId packageId, ImportLines<LabelChanges> lines, ImportMode mode) {
        return store.store(packageId, lines, mode, kind);
    }

    private record Kind(OrgLabels labels, LabelRules rules) implements ImportedKind<LabelChanges, Labels> {
        @Override
        public Map<OrgKey, Labels> load(String packageKey, Collection<OrgKey> orgs) {
            return labels.of(packageKey, orgs);
        }

        @Override
        public Labels applied(LabelChanges change, Labels stored) {
            return change.appliedTo(stored);
        }

        @Override
        public Optional<Fault> fault(Labels value) {
            return rules.countFault("labels", value);
        }

        @Override
        public void save(String packageKey, Map<OrgKey, Labels> values) {
            labels.save(packageKey, values);
        }
    }
}
