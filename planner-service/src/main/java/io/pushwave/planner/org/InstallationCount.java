package io.pushwave.planner.org;

/** So many orgs of a snapshot have an installation in this state. */
public record InstallationCount(Installation installation, long orgs) {}
