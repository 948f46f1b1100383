package io.pushwave.planner.plan;

import java.util.Optional;

/**
 * How far the planning of a campaign has come.
 *
 * @param snapshotId the whole inventory from which the plan is made; empty until it is there
 * @param plannedUpTo the last org that was placed or excluded; empty before the first
 */
public record Planning(Optional<String> snapshotId, Optional<String> plannedUpTo) {}
