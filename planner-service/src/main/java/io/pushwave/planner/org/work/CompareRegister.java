package io.pushwave.planner.org.work;

import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.org.postgres.FedOrgs;
import io.pushwave.planner.org.postgres.Registers;
import io.pushwave.planner.org.postgres.Registers.Comparison;
import io.pushwave.planner.org.postgres.Snapshots;
import io.pushwave.planner.org.successor.postgres.SuccessionTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Compares the orgs of a register with a snapshot that is whole, and marks those gone that it does not have. Each step is one
 * transaction about so many orgs, and the last org of a step is stored with it: a crash costs one step, and nobody waits for long.
 */
@ApplicationScoped
class CompareRegister {
    private static final Logger LOG = Logger.getLogger(CompareRegister.class);

    /** Behind all keys, which are letters and digits. */
    private static final String END = "~";

    private final Registers registers;
    private final Snapshots snapshots;
    private final FedOrgs orgs;
    private final SuccessionTable successions;
    private final PlannerConfig.Register config;
    private final Clock clock;

    CompareRegister(
            Registers registers,
            Snapshots snapshots,
            FedOrgs orgs,
            SuccessionTable successions,
            PlannerConfig config,
            Clock clock) {
        this.registers = registers;
        this.snapshots = snapshots;
        this.orgs = orgs;
        this.successions = successions;
        this.config = config.register();
        this.clock = clock;
    }

    /**
     * Compares the next orgs of a register, or removes pages that are not needed any more.
     *
     * @return whether something was done, so that there may be more to do at once
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean step() {
        var open = registers.lockUncompared();
        if (open.isEmpty()) {
            return snapshots.cleanUp(config.pagesRemoved());
        }
        compare(open.get());
        return true;
    }

    private void compare(Comparison comparison) {
        var packageKey = comparison.packageKey();
        var end = orgs.stepEnd(comparison, config.orgsCompared());
        var gone = orgs.markGone(comparison, end.orElse(END));
        if (!gone.isEmpty()) {
            registers.changed(packageKey);
            successions.guessOfGone(
                    packageKey, gone, comparison.before(), config.predecessorsGuessed(), clock.instant());
        }
        if (end.isPresent()) {
            registers.comparedUpTo(packageKey, end.get());
        } else {
            registers.compared(packageKey);
            snapshots.obsolete(packageKey, comparison.whole(), true);
            LOG.infof(
                    "the register of package %s is as of %s",
                    packageKey, comparison.whole().asOf());
        }
    }
}
