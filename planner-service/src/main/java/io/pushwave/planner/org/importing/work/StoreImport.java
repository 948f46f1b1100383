package io.pushwave.planner.org.importing.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits.Fault;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.importing.ImportLine;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.importing.ImportMode;
import io.pushwave.planner.org.importing.ImportReport;
import io.pushwave.planner.org.importing.LineFault;
import io.pushwave.planner.org.postgres.Registers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the good lines of an import in one transaction, a batch a statement. What only the register knows of a line is found out
 * here: whether it has the org, and what the org would have then.
 */
@ApplicationScoped
class StoreImport {
    private final Registers registers;
    private final int batch;

    StoreImport(Registers registers, PlannerConfig config) {
        this.registers = registers;
        this.batch = config.imports().batch();
    }

    /**
     * Stores an import; empty if nothing is known of the package.
     *
     * @param lines bad ones are added to it
     * @throws NothingImportedException if there are bad lines and the mode does not let them pass, or not all lines could be read
     */
    @Transactional(TxType.MANDATORY)
    <C, V> Optional<ImportReport> store(
            PackageId packageId, ImportLines<C> lines, ImportMode mode, ImportedKind<C, V> kind) {
        var packageKey = packageId.key();
        if (registers.lock(packageKey).isEmpty()) {
            return Optional.empty();
        }
        int imported = 0;
        int changed = 0;
        for (int from = 0; from < lines.good().size(); from += batch) {
            var some = lines.good()
                    .subList(from, Math.min(from + batch, lines.good().size()));
            int badBefore = lines.faults().count();
            var values = changed(packageKey, some, lines, kind);
            imported += some.size() - (lines.faults().count() - badBefore);
            changed += values.size();
            if (!refused(lines, mode) && !values.isEmpty()) {
                kind.save(packageKey, values);
            }
        }
        if (refused(lines, mode)) {
            throw new NothingImportedException(report(lines, mode, 0, 0));
        }
        if (changed > 0) {
            registers.changed(packageKey);
        }
        return Optional.of(report(lines, mode, imported, changed));
    }

    private static boolean refused(ImportLines<?> lines, ImportMode mode) {
        return lines.isBrokenOff()
                || (mode == ImportMode.ALL_OR_NOTHING && lines.faults().count() > 0);
    }

    /** What the orgs have afterwards that they have not now. */
    private static <C, V> Map<OrgKey, V> changed(
            String packageKey, List<ImportLine<C>> some, ImportLines<C> lines, ImportedKind<C, V> kind) {
        var stored = kind.load(packageKey, some.stream().map(ImportLine::org).toList());
        var changed = new HashMap<OrgKey, V>();
        for (var line : some) {
            var value = stored.get(line.org());
            if (value == null) {
                lines.faults()
                        .add(new LineFault(
                                line.line(),
                                new Fault(
                                        "orgKey",
                                        line.org().value(),
                                        "the register of the package has no org " + line.org())));
                continue;
            }
            var after = kind.applied(line.change(), value);
            var fault = kind.fault(after);
            if (fault.isPresent()) {
                lines.faults().add(new LineFault(line.line(), fault.get()));
            } else if (!after.equals(value)) {
                changed.put(line.org(), after);
            }
        }
        return changed;
    }

    private static ImportReport report(ImportLines<?> lines, ImportMode mode, int imported, int changed) {
        var faults = lines.faults();
        return new ImportReport(mode, lines.count(), faults.count(), imported, changed, faults.first());
    }
}
