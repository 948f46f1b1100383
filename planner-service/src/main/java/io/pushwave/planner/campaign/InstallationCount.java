package io.pushwave.planner.campaign;

import io.pushwave.planner.domain.Installation;

/** So many orgs of a snapshot have an installation in this state. */
public record InstallationCount(Installation installation, long orgs) {}
