package io.pushwave.planner.org.successor.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.TextLimits.Fault;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.label.LabelRules;
import io.pushwave.planner.org.label.Labels;
import io.pushwave.planner.org.label.postgres.OrgLabels;
import io.pushwave.planner.org.policy.OrgPolicy;
import io.pushwave.planner.org.policy.postgres.OrgPolicies;
import io.pushwave.planner.org.postgres.Registers;
import io.pushwave.planner.org.successor.Succession;
import io.pushwave.planner.org.successor.Successions;
import io.pushwave.planner.org.successor.Successions.Outcome;
import io.pushwave.planner.org.successor.postgres.SuccessionTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person says whether an org is another one, refreshed; if so, it gets what is known of that one, and keeps what it has itself. */
@ApplicationScoped
public class DecideSuccession {
    private final Registers registers;
    private final SuccessionTable successions;
    private final OrgLabels labels;
    private final OrgPolicies policies;
    private final LabelRules rules;
    private final Clock clock;

    DecideSuccession(
            Registers registers,
            SuccessionTable successions,
            OrgLabels labels,
            OrgPolicies policies,
            PlannerConfig config,
            Clock clock) {
        this.registers = registers;
        this.successions = successions;
        this.labels = labels;
        this.policies = policies;
        this.rules = new LabelRules(
                config.register().labelValueMaximum(), config.register().labelsMaximum());
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Result {
        /** What the guesses made of it. */
        record Said(Outcome outcome) implements Result {}

        /** The org would have too many labels; nothing was changed. */
        record TooManyLabels(Fault fault) implements Result {}
    }

    /** The org was the predecessor. */
    @Transactional(TxType.MANDATORY)
    public Result confirm(PackageId packageId, OrgKey org, OrgKey predecessor, String by) {
        var packageKey = packageId.key();
        registers.lock(packageKey);
        var outcome = related(packageKey, org, predecessor).confirm(org, predecessor, by, now());
        if (outcome instanceof Outcome.Decided decided) {
            var tooMany = takeOver(packageKey, org, predecessor);
            if (tooMany.isPresent()) {
                return new Result.TooManyLabels(tooMany.get());
            }
            store(packageKey, decided);
        }
        return new Result.Said(outcome);
    }

    /** The org was not the predecessor. */
    @Transactional(TxType.MANDATORY)
    public Result reject(PackageId packageId, OrgKey org, OrgKey predecessor, String by) {
        var packageKey = packageId.key();
        registers.lock(packageKey);
        var outcome = related(packageKey, org, predecessor).reject(org, predecessor, by, now());
        if (outcome instanceof Outcome.Decided decided) {
            store(packageKey, decided);
        }
        return new Result.Said(outcome);
    }

    /** In microseconds, as it is stored, so that the answer says the same. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Successions related(String packageKey, OrgKey org, OrgKey predecessor) {
        return new Successions(successions.related(packageKey, org, predecessor));
    }

    private void store(String packageKey, Outcome.Decided decided) {
        var changed = new ArrayList<Succession>(decided.others());
        changed.add(decided.succession());
        successions.decide(packageKey, changed);
    }

    private Optional<Fault> takeOver(String packageKey, OrgKey org, OrgKey predecessor) {
        var pair = List.of(org, predecessor);
        var labelsOf = labels.of(packageKey, pair);
        var own = labelsOf.getOrDefault(org, Labels.NONE);
        var all = own.orElse(labelsOf.getOrDefault(predecessor, Labels.NONE));
        var tooMany = rules.countFault("labels", all);
        if (tooMany.isPresent()) {
            return tooMany;
        }
        var policiesOf = policies.of(packageKey, pair);
        var ownPolicy = policiesOf.getOrDefault(org, OrgPolicy.NONE);
        var policy = ownPolicy.orElse(policiesOf.getOrDefault(predecessor, OrgPolicy.NONE));
        if (!all.equals(own)) {
            labels.save(packageKey, Map.of(org, all));
        }
        if (!policy.equals(ownPolicy)) {
            policies.save(packageKey, Map.of(org, policy));
        }
        if (!all.equals(own) || !policy.equals(ownPolicy)) {
            registers.changed(packageKey);
        }
        return Optional.empty();
    }
}
