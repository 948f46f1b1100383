package io.pushwave.planner.org.postgres;

import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.org.policy.OrgPolicy;
import java.util.Optional;

/**
 * An org as plans need it.
 *
 * @param parent the production org of a sandbox, if the register has it, gone or not
 */
public record RegisterEntry(RegisteredOrg org, Optional<RegisteredOrg> parent, OrgPolicy policy) {}
