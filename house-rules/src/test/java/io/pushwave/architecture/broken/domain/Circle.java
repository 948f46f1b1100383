package io.pushwave.architecture.broken.domain;

import io.pushwave.architecture.broken.ClockHelper;

/** Needs the package that needs it. */
public record Circle(ClockHelper helper) {}
