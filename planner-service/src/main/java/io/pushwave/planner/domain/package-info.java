/**
 * What the planner decides, as values: which orgs a release reaches, in which wave, when a wave opens, when a campaign
 * stops. No framework, no clock, no database.
 */
@NullMarked
package io.pushwave.planner.domain;

import org.jspecify.annotations.NullMarked;
