package io.pushwave.planner.org.importing;

import io.pushwave.contracts.OrgKey;

/** A good line of an import: what somebody wants of an org. */
public record ImportLine<C>(int line, OrgKey org, C change) {}
