package io.pushwave.planner.org.importing.work;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.TextLimits.Fault;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What is imported of orgs.
 *
 * @param <C> what a line wants
 * @param <V> what an org has
 */
interface ImportedKind<C, V> {
    /** What those orgs have that the register has. */
    Map<OrgKey, V> load(String packageKey, Collection<OrgKey> orgs);

    /** What an org has afterwards. */
    V applied(C change, V stored);

    /** What is wrong with it. */
    Optional<Fault> fault(V value);

    void save(String packageKey, Map<OrgKey, V> values);
}
