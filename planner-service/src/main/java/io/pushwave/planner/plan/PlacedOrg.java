package io.pushwave.planner.plan;

import io.pushwave.contracts.OrgKey;

/** An org with its place in the plan; waves count from 1. */
public record PlacedOrg(OrgKey org, int wave) {}
