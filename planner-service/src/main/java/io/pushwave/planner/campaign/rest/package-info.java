/** Campaigns and their brake over HTTP. */
@NullMarked
package io.pushwave.planner.campaign.rest;

import org.jspecify.annotations.NullMarked;
