package io.pushwave.executor.org.postgres;

import static io.pushwave.executor.postgres.HotRows.orgs;

import io.pushwave.messaging.plans.HotStatements;
import org.jdbi.v3.core.Jdbi;

/** What is asked about one org. */
public final class HotOrgs {
    private HotOrgs() {}

    public static void add(HotStatements hot, Jdbi jdbi) {
        var commands = new OrgCommands(jdbi);
        hot.add("commands of an org", 20, () -> commands.of(orgs(10_001).getFirst(), 20));
    }
}
